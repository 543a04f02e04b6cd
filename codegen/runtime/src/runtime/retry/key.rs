//! Idempotency keys, by which a server tells that it has seen a request before.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};

use http::{HeaderName, HeaderValue};
use uuid::{Builder, Uuid};

/// The header field of a key, unless the document or the configuration names another one.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A key that no other call has: a random UUID (RFC 9562, version 4).
pub(crate) fn random_key() -> Option<HeaderValue> {
    let half = || u128::from(RandomState::new().build_hasher().finish());
    let uuid = Builder::from_random_bytes((half() << 64 | half()).to_be_bytes()).into_uuid();
    let mut text = Uuid::encode_buffer();
    HeaderValue::from_str(uuid.hyphenated().encode_lower(&mut text)).ok()
}
