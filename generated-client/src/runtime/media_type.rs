//! What kind of content a body has, as its `content-type` says (RFC 9110, section 8.3).

use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type without its parameters, as the server spells it.
fn essence(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim()).filter(|it| !it.is_empty())
}

/// Whether the body is of this media type or range, such as `image/*`. Letter case and parameters
/// don't count.
pub(crate) fn is(headers: &HeaderMap, expected: &str) -> bool {
    let Some(found) = essence(headers) else { return false };
    match expected.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => found.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start)),
        None => found.eq_ignore_ascii_case(expected),
    }
}

/// Whether the server says that the body is of another media type.
pub(crate) fn is_other_than(headers: &HeaderMap, expected: &str) -> bool {
    essence(headers).is_some() && !is(headers, expected)
}

/// The media type to speak of in a message; nothing but what a media type may hold.
pub(crate) fn named(headers: &HeaderMap) -> Option<&str> {
    let word = |it: &u8| it.is_ascii_alphanumeric() || b"/+-._".contains(it);
    essence(headers).filter(|it| it.len() <= 100 && it.bytes().all(|it| word(&it)))
}

/// The text of a body in the charset that the server says: UTF-8, or ISO-8859-1 and what is part
/// of it. `Err` with the first byte that is no UTF-8.
pub(crate) fn text<'b>(headers: &HeaderMap, body: &'b [u8]) -> Result<Cow<'b, str>, usize> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) if is_latin(headers) => Ok(Cow::Owned(latin(body))),
        Err(error) => Err(error.valid_up_to()),
    }
}

/// Bytes as ISO-8859-1, where each is the character of its number.
pub(crate) fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn is_latin(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let charset = value.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    let latin = ["iso-8859-1", "latin1", "us-ascii", "ascii"];
    charset.is_some_and(|it| latin.iter().any(|latin| it.eq_ignore_ascii_case(latin)))
}
