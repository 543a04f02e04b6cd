//! Idempotency keys, by which a server recognizes a repeated request.

use http::{HeaderName, HeaderValue};
use uuid::{Builder, Uuid};

use crate::runtime::platform::random;

/// The header field of an idempotency key, unless the document or the configuration names another
/// one.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Creates a unique key: a random UUID (RFC 9562, version 4).
pub(crate) fn random_key() -> Option<HeaderValue> {
    let half = || u128::from(random());
    let uuid = Builder::from_random_bytes((half() << 64 | half()).to_be_bytes()).into_uuid();
    let mut text = Uuid::encode_buffer();
    HeaderValue::from_str(uuid.hyphenated().encode_lower(&mut text)).ok()
}
