//! The media type of a body, from its `content-type` (RFC 9110, 8.3).

use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type without its parameters, as sent by the server.
fn essence(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim()).filter(|it| !it.is_empty())
}

/// Whether the body is of this media type or in this media range, such as `image/*`, and has its
/// parameters (RFC 9110, 12.5.1). Parameter values are case-sensitive, and additional parameters
/// are ignored.
pub(crate) fn is(headers: &HeaderMap, expected: &str) -> bool {
    let Some(found) = essence(headers) else { return false };
    let essence = expected.split(';').next().unwrap_or_default().trim_end();
    let is_of_range = match essence.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => found.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start)),
        None => found.eq_ignore_ascii_case(essence),
    };
    is_of_range && parameters(expected).all(|(name, value)| parameter(headers, name) == Some(value))
}

/// The names and values of the parameters after a media type or a link (RFC 9110, 5.6.6).
pub(crate) fn parameters(media_type: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let parts = media_type.split(move |character| {
        match character {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            '\\' => is_escaped = is_quoted,
            _ => {}
        }
        character == ';' && !is_quoted
    });
    parts.skip(1).filter_map(|it| {
        let (name, value) = it.split_once('=')?;
        Some((name.trim(), unquoted(value.trim())))
    })
}

/// A parameter of the body's media type.
fn parameter<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    parameters(value).find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The text of a token or of a quoted string (RFC 9110, 5.6.4).
fn unquoted(value: &str) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
        return Cow::Borrowed(value);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    Cow::Owned(text)
}

/// Whether the server declares another media type for the body.
pub(crate) fn differs_from(headers: &HeaderMap, expected: &str) -> bool {
    essence(headers).is_some() && !is(headers, expected)
}

/// The media type for a message; `None` if it contains characters that a media type can't.
pub(crate) fn display_name(headers: &HeaderMap) -> Option<&str> {
    let word = |it: &u8| it.is_ascii_alphanumeric() || b"/+-._".contains(it);
    essence(headers).filter(|it| it.len() <= 100 && it.bytes().all(|it| word(&it)))
}

/// Decodes a body as text in the charset that the server declares: UTF-8, or ISO-8859-1 and its
/// subsets. `Err` contains the position of the first byte that isn't UTF-8.
pub(crate) fn text<'b>(headers: &HeaderMap, body: &'b [u8]) -> Result<Cow<'b, str>, usize> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) if is_latin1(headers) => Ok(Cow::Owned(decode_latin1(body))),
        Err(error) => Err(error.valid_up_to()),
    }
}

/// Decodes bytes as ISO-8859-1, in which each byte is the code point of a character.
pub(crate) fn decode_latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn is_latin1(headers: &HeaderMap) -> bool {
    let names = ["iso-8859-1", "latin1", "us-ascii", "ascii"];
    parameter(headers, "charset")
        .is_some_and(|it| names.iter().any(|name| it.eq_ignore_ascii_case(name)))
}
