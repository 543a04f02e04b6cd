//! The content coding and transfer coding of a body (RFC 9110, 8.4; RFC 9112, 6.1).

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, TRANSFER_ENCODING};

/// The message for a body that is still encoded.
pub(crate) const STILL_ENCODED: &str =
    "its content-encoding is not decoded by this client; the feature `gzip` decodes gzip";

/// Whether a body is still encoded. A transport removes the header fields of the codings that it
/// has decoded, except `chunked`.
pub(crate) fn is_encoded(headers: &HeaderMap) -> bool {
    let names = |field, plain: &[&str]| {
        let values = headers.get_all(field).iter();
        let is_plain = |coding: &[u8]| {
            coding.is_empty() || plain.iter().any(|it| coding.eq_ignore_ascii_case(it.as_bytes()))
        };
        let mut codings = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        codings.any(|coding| !is_plain(coding.trim_ascii()))
    };
    names(CONTENT_ENCODING, &["identity"]) || names(TRANSFER_ENCODING, &["chunked", "identity"])
}
