//! Checks of URL paths for dot segments (WHATWG URL, 4.4).

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Whether the path has a dot segment: `.` or `..`, possibly percent-encoded, which URL parsers
/// resolve. Some servers also do so for a segment with parameters after `;` (RFC 3986, 3.3).
pub(crate) fn has_dot_segments(path: &str) -> bool {
    let segments = path.split(['/', '\\']);
    segments.filter_map(|segment| segment.split(';').next()).any(is_dot_segment)
}

/// Whether a segment is `.` or `..`, possibly percent-encoded.
pub(crate) fn is_dot_segment(text: &str) -> bool {
    let is = |dots: &[u8]| percent_decode_str(text).eq(dots.iter().copied());
    text.starts_with(['.', '%']) && (is(b".") || is(b".."))
}

/// The path of a template as it is sent: with backslashes, which URL parsers treat as slashes,
/// escaped, and without a fragment, which isn't sent and would hide the query.
pub(crate) fn as_sent(path: &str) -> Cow<'_, str> {
    let path = path.split('#').next().unwrap_or_default();
    if path.contains('\\') { Cow::Owned(path.replace('\\', "%5C")) } else { Cow::Borrowed(path) }
}
