//! Sends any files and values as the parts of a `multipart/form-data` body: an independent parser
//! must get the same parts. Null and empty arrays are not sent; an object without properties is
//! sent as JSON.
//!
//! An input is a JSON array of parts, each an array: the name, the content, and optionally the file
//! name and the media type. String content is a file, whose characters below U+0100 are bytes;
//! other content is a value.

use std::collections::BTreeMap;

use bytes::Bytes;
use client_runtime::runtime::json::{Encode, Writer};
use client_runtime::runtime::{File, RequestBuilder};
use futures_util::{FutureExt as _, stream};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use multer::Multipart;
use serde_json::{Value, json};

use super::call::{self, Puts};
use super::lenient::{item, items, sent, text};
use crate::seeds::Seeds;
use crate::target::Outcome;

/// Sends the parts and parses them.
///
/// # Panics
/// If the parts differ from those that were sent.
pub fn run(input: &[u8]) -> Outcome {
    let Ok(input) = serde_json::from_slice::<Value>(input) else { return Outcome::Rejected };
    let part = |it: &Value| (text(item(it, 0)), Content::of(it));
    let parts: BTreeMap<_, _> = items(&input).iter().map(part).collect();
    let expected: Vec<_> = parts.iter().flat_map(|(name, it)| it.parts(name)).collect();
    let are_readable = parts.iter().all(|(name, it)| is_text(name) && it.has_text());
    let request = call::request(Form(parts)).expect("any parts can be sent");
    let content_type = request.headers()[CONTENT_TYPE].to_str().expect("ASCII").to_owned();
    let boundary = multer::parse_boundary(content_type).expect("a boundary");
    let body = request.body().as_bytes().expect("a body in memory").clone();
    let read = read(body, boundary).now_or_never().expect("all of the body is there");
    // Nothing is expected of a part with unreadable header fields.
    if are_readable {
        assert_eq!(read, Ok(expected));
    }
    Outcome::Checked
}

/// Text, bytes, values, and content that looks like a delimiter.
pub fn seeds(_: &Seeds) -> Vec<Vec<u8>> {
    let inputs = [
        json!([["a", "text"], ["b", "\u{0}\u{ff}\r\n", "b.png", "image/png"]]),
        json!([["n\"\r\n", "x", "a\r\nX: y", "a/b\r\nX: y"], ["", ""]]),
        json!([["a", "--part-boundary-0"], ["a", "\r\n--part-boundary-1--\r\n", ""]]),
        json!([["v", 1.5], ["v", [1, "2", null]], ["v", {"a": [1]}], ["v", [{"a": 1}, [2]]]]),
        json!([]),
    ];
    inputs.iter().map(|input| input.to_string().into_bytes()).collect()
}

/// The content of a part.
#[derive(Debug)]
enum Content {
    File { content: Bytes, name: Option<String>, media_type: Option<String> },
    Value(Value),
}

/// A part as parsed by the independent parser.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Vec<u8>,
}

impl Content {
    fn of(input: &Value) -> Self {
        let optional = |index| input.get(index).map(text);
        match item(input, 1) {
            Value::String(content) => Self::File {
                content: bytes(content).into(),
                name: optional(2),
                media_type: optional(3),
            },
            value => Self::Value(value.clone()),
        }
    }

    /// Whether the header fields of the part are readable.
    fn has_text(&self) -> bool {
        match self {
            Self::File { name, media_type, .. } => {
                name.iter().chain(media_type).all(|it| is_text(it))
            }
            Self::Value(_) => true,
        }
    }

    /// Returns the expected parts: for an array, one for each item.
    fn parts(&self, name: &str) -> Vec<Read> {
        let part = |file_name: Option<&str>, media_type: Option<&str>, content: Vec<u8>| Read {
            name: quoted(name),
            file_name: file_name.map(quoted),
            media_type: media_type.map(line),
            content,
        };
        let value =
            |it: &Value| part(None, it.is_object().then_some("application/json"), content_of(it));
        match self {
            Self::File { content, name: file_name, media_type } => {
                let file_name = file_name.as_deref().unwrap_or(name);
                let media_type = media_type.as_deref().unwrap_or("application/octet-stream");
                vec![part(Some(file_name), Some(media_type), content.to_vec())]
            }
            Self::Value(Value::Array(items)) => {
                items.iter().filter(|it| !it.is_null()).map(value).collect()
            }
            Self::Value(Value::Null) => Vec::new(),
            Self::Value(it) => vec![value(it)],
        }
    }
}

/// The form with these parts.
struct Form(BTreeMap<String, Content>);

impl Puts for Form {
    const PATH: &'static str = "/a";

    fn put(&self, request: &mut RequestBuilder) {
        request.multipart("multipart/form-data", &self.0, &[]);
    }
}

impl Encode for Content {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.encode(writer),
            Self::File { content, name, media_type } => {
                let mut file = File::new(content.clone());
                if let Some(name) = name {
                    file = file.named(name);
                }
                if let Some(media_type) = media_type {
                    file = file.with_content_type(media_type);
                }
                file.encode(writer);
            }
        }
    }
}

/// Parses the parts of a body.
async fn read(body: Bytes, boundary: String) -> Result<Vec<Read>, String> {
    let body = stream::iter([Ok::<_, std::convert::Infallible>(body)]);
    let mut multipart = Multipart::new(body, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|error| error.to_string())? {
        let header = |name| {
            let value = field.headers().get(name).map(http::HeaderValue::as_bytes);
            value.map(|it| String::from_utf8_lossy(it).into_owned())
        };
        let media_type = header(CONTENT_TYPE);
        let disposition = header(CONTENT_DISPOSITION).unwrap_or_default();
        let (name, file_name) = names(&disposition)
            .ok_or_else(|| format!("`{disposition}` is not as browsers write it"))?;
        let content = field.bytes().await.map_err(|error| error.to_string())?.to_vec();
        parts.push(Read { name, file_name, media_type, content });
    }
    Ok(parts)
}

/// Returns the name and the file name of a part. The parser's own result is wrong for backslashes,
/// which are not special here.
fn names(disposition: &str) -> Option<(String, Option<String>)> {
    let rest = disposition.strip_prefix("form-data; name=\"")?;
    let (name, rest) = rest.split_once('"')?;
    if rest.is_empty() {
        return Some((name.to_owned(), None));
    }
    let file_name = rest.strip_prefix("; filename=\"")?.strip_suffix('"')?;
    (!file_name.contains('"')).then(|| (name.to_owned(), Some(file_name.to_owned())))
}

/// A name between quotes (WHATWG HTML, 4.10.21.8, Multipart form data).
fn quoted(name: &str) -> String {
    name.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22")
}

/// Returns text without line breaks, as in a parsed header field.
fn line(text: &str) -> String {
    text.replace(['\r', '\n'], " ").trim_matches([' ', '\t']).to_owned()
}

/// Returns characters below U+0100 as bytes, and others as UTF-8.
fn bytes(text: &str) -> Vec<u8> {
    let bytes = |it: char| match u8::try_from(it) {
        Ok(byte) => vec![byte],
        Err(_) => it.to_string().into_bytes(),
    };
    text.chars().flat_map(bytes).collect()
}

/// Whether a header field can contain this text (RFC 9110, 5.5); line breaks are escaped.
fn is_text(text: &str) -> bool {
    !text.contains(|it: char| it.is_ascii_control() && !matches!(it, '\t' | '\r' | '\n'))
}

fn content_of(value: &Value) -> Vec<u8> {
    sent(value).into_bytes()
}
