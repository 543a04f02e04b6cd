//! Multipart bodies: `multipart/form-data` (RFC 7578) and other types (RFC 2046, 5.1).

use std::borrow::Cow;
use std::fmt::Write as _;

use bytes::Bytes;

use super::content::Content;
use super::form::{FieldEncoding, encoding_of, fields};
use super::json::{self, DecodeError, Encode, Kind, Reader, Writer};
use super::platform::random;
use super::style::{Escape, Parameter};
use super::{Body, File};

/// A multipart body and its boundary.
pub(crate) struct Multipart {
    pub(crate) boundary: String,
    pub(crate) body: Body,
    /// Whether a streamed file is inside the JSON of a part, where it can't be sent.
    pub(crate) has_omitted_file: bool,
}

/// One part of a body.
struct Part {
    headers: String,
    content: Content,
}

/// Creates a body with a part for each property of a value, or for each item of a property that is
/// an array. A value that isn't an object has no parts.
pub(crate) fn form_data(
    value: &(impl Encode + ?Sized),
    encodings: &[(&str, FieldEncoding)],
) -> Multipart {
    let mut writer = Writer::with_separate_files();
    value.encode(&mut writer);
    let (text, files) = writer.into_parts();
    let text = String::from_utf8(text).unwrap_or_default();
    // The text was written by this crate, so it can be parsed.
    let parts = parts(&text, &files, encodings).unwrap_or_default();
    let streamed = files.iter().filter(|(_, file)| file.as_bytes().is_none()).count();
    let sent = parts.iter().filter(|part| part.content.as_bytes().is_none()).count();
    Multipart { has_omitted_file: sent < streamed, ..assemble(&parts) }
}

/// Creates a body with a part for each file, in this order.
pub(crate) fn mixed(files: &[File]) -> Multipart {
    let parts: Vec<Part> = files.iter().map(unnamed_part).collect();
    assemble(&parts)
}

fn parts(
    text: &str,
    files: &[(usize, File)],
    encodings: &[(&str, FieldEncoding)],
) -> Result<Vec<Part>, DecodeError> {
    let mut parts = Vec::new();
    let mut reader = Reader::from_trusted(text);
    if reader.kind()? != Kind::Object {
        return Ok(parts);
    }
    let mut entry = reader.enter_object()?;
    while let Some(name) = entry {
        let encoding = encoding_of(&name, encodings, FieldEncoding::Plain);
        let mut add = |start, raw: &str| parts.extend(of_value(&name, start, raw, files, encoding));
        let kind = reader.kind()?;
        let (start, place) = (reader.offset(), reader.checkpoint());
        let raw = reader.raw()?;
        let with_files = files.iter().any(|(at, _)| (start..start + raw.len()).contains(at));
        if kind == Kind::Array && with_files {
            reader.restore(&place);
            let mut array = reader.enter_array()?;
            while array.advance(&mut reader)? {
                reader.kind()?;
                let start = reader.offset();
                add(start, reader.raw()?);
            }
        } else {
            add(start, raw);
        }
        entry = reader.next_name()?;
    }
    Ok(parts)
}

/// The parts of a value whose text starts at the position `start`.
fn of_value(
    name: &str,
    start: usize,
    raw: &str,
    files: &[(usize, File)],
    encoding: FieldEncoding,
) -> Vec<Part> {
    if let Some((_, file)) = files.iter().find(|(at, _)| *at == start) {
        return vec![file_part(name, file, encoding)];
    }
    let value = Parameter::from_json(with_files(start, raw, files).into_owned());
    let fields = fields(name, &value, encoding, Escape::Never).into_iter();
    // The items of an array are separate fields, and may be objects.
    let is_object = |index: usize| match value.items() {
        Some(items) => items.get(index).is_some_and(|item| item.properties().is_some()),
        None => value.properties().is_some(),
    };
    fields
        .enumerate()
        .map(|(index, (name, text))| {
            let mut headers = disposition(&name, None);
            let content_type = match encoding {
                FieldEncoding::ContentType(media_type) => Some(media_type),
                FieldEncoding::Plain if is_object(index) => Some("application/json"),
                _ => None,
            };
            if let Some(media_type) = content_type {
                let _ = write!(headers, "\r\nContent-Type: {media_type}");
            }
            Part { headers, content: Bytes::from(text).into() }
        })
        .collect()
}

/// JSON text with the files in it inserted as strings.
fn with_files<'r>(start: usize, raw: &'r str, files: &[(usize, File)]) -> Cow<'r, str> {
    let mut text = Cow::Borrowed(raw);
    let end = start + raw.len();
    for (at, file) in files.iter().rev().filter(|(at, _)| (start..end).contains(at)) {
        let at = at - start;
        text.to_mut().replace_range(at..at + 2, &json::to_string(file));
    }
    text
}

fn file_part(name: &str, file: &File, encoding: FieldEncoding) -> Part {
    let mut headers = disposition(name, file.name_in(name));
    let stated = match encoding {
        // A list of media types is a choice that only the caller can make.
        FieldEncoding::ContentType(media_type) if !media_type.contains([',', '*']) => media_type,
        _ => "application/octet-stream",
    };
    let default = file.name_in(name).is_some().then_some(stated);
    if let Some(media_type) = file.content_type().or(default) {
        let _ = write!(headers, "\r\nContent-Type: {}", line(media_type));
    }
    add_headers(file, &mut headers);
    Part { headers, content: file.content() }
}

/// Adds the header fields of a file. A field whose name isn't a token (RFC 9110, 5.6.2) is omitted.
fn add_headers(file: &File, headers: &mut String) {
    for (name, value) in file.headers() {
        if http::HeaderName::try_from(name).is_ok() {
            let _ = write!(headers, "\r\n{name}: {}", line(value));
        }
    }
}

/// A part of a body whose parts have no names.
fn unnamed_part(file: &File) -> Part {
    let media_type = file.content_type().unwrap_or("application/octet-stream");
    let mut headers = format!("Content-Type: {}", line(media_type));
    if let Some(name) = file.name() {
        let name = quotable(name);
        let _ = write!(headers, "\r\nContent-Disposition: attachment; filename=\"{name}\"");
    }
    add_headers(file, &mut headers);
    Part { headers, content: file.content() }
}

fn disposition(name: &str, file_name: Option<&str>) -> String {
    let mut header = format!("Content-Disposition: form-data; name=\"{}\"", quotable(name));
    if let Some(file_name) = file_name {
        let _ = write!(header, "; filename=\"{}\"", quotable(file_name));
    }
    header
}

/// Escapes a name between quotes, as browsers do (WHATWG HTML, 4.10.21.8).
fn quotable(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Replaces line breaks in text.
fn line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Joins the parts with their delimiters: into one piece of bytes, and one piece for each streamed
/// part.
fn assemble(parts: &[Part]) -> Multipart {
    let boundary = boundary();
    let delimiter = boundary.len() + 10;
    let in_memory = |part: &Part| part.content.as_bytes().map_or(0, Bytes::len);
    let capacity = |part: &Part| part.headers.len() + in_memory(part) + delimiter;
    let mut bytes = Vec::with_capacity(parts.iter().map(capacity).sum::<usize>() + delimiter);
    let mut pieces = Vec::new();
    for part in parts {
        bytes.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", part.headers).as_bytes());
        match &part.content {
            Content::Bytes(content) => bytes.extend_from_slice(content),
            Content::Streamed(_) => {
                pieces.push(Bytes::from(std::mem::take(&mut bytes)).into());
                pieces.push(part.content.clone());
            }
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let last = Bytes::from(bytes);
    if pieces.is_empty() {
        return Multipart { boundary, body: last.into(), has_omitted_file: false };
    }
    pieces.push(last.into());
    Multipart { boundary, body: Body::from_pieces(pieces), has_omitted_file: false }
}

/// Creates a random boundary, which doesn't occur in a part (RFC 2046, 5.1.1) since it can't be
/// guessed. Searching the content for an unused one would let the content cause many searches.
fn boundary() -> String {
    format!("part-boundary-{:016x}{:016x}", random(), random())
}
