//! What the path of a URL means to those that read it (WHATWG URL, 4.4: URL parsing).

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Whether a segment of this path leads elsewhere: it is `.` or `..`, maybe percent-encoded, which
/// URL parsers resolve. Some servers do so as well where parameters follow behind `;` (RFC 3986,
/// 3.3).
pub(crate) fn leads_elsewhere(path: &str) -> bool {
    let segments = path.split(['/', '\\']);
    segments.filter_map(|segment| segment.split(';').next()).any(is_dots)
}

/// Whether a text is `.` or `..`, maybe percent-encoded.
pub(crate) fn is_dots(text: &str) -> bool {
    let is = |dots: &[u8]| percent_decode_str(text).eq(dots.iter().copied());
    is(b".") || is(b"..")
}

/// The path of a template as it is sent: a backslash, which URL parsers take for a slash, as what
/// it stands for; and without a fragment, which is not sent and would hide the query.
pub(crate) fn as_sent(path: &str) -> Cow<'_, str> {
    let path = path.split('#').next().unwrap_or_default();
    if path.contains('\\') { Cow::Owned(path.replace('\\', "%5C")) } else { Cow::Borrowed(path) }
}
