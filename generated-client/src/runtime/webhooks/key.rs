//! [`Key`]: the signing key of a secret.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::WebhookError;

/// The prefix of secrets in base64.
const PREFIX: &str = "whsec_";

/// Base64 with or without padding, since secrets are copied either way.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The version of HMAC-SHA256 signatures.
const VERSION: &str = "v1";

/// A signing key.
#[derive(Clone)]
pub(super) struct Key(Box<[u8]>);

impl Key {
    /// Decodes the key of a secret.
    pub(super) fn of(secret: &str) -> Result<Self, WebhookError> {
        match secret.strip_prefix(PREFIX) {
            Some(encoded) => {
                let key = LENIENT.decode(encoded).map_err(|_| WebhookError::InvalidSecret)?;
                Self::of_bytes(&key)
            }
            None => Self::of_bytes(secret.as_bytes()),
        }
    }

    /// Creates a key from bytes, which must not be empty.
    pub(super) fn of_bytes(key: &[u8]) -> Result<Self, WebhookError> {
        if key.is_empty() { Err(WebhookError::InvalidSecret) } else { Ok(Self(key.into())) }
    }

    /// The signature of a message, with its version.
    pub(super) fn sign(
        &self,
        id: &str,
        timestamp: &str,
        body: &[u8],
    ) -> Result<String, WebhookError> {
        let code = self.code(id, timestamp, body)?.finalize().into_bytes();
        Ok(format!("{VERSION},{}", STANDARD.encode(code)))
    }

    /// Whether one of these signatures is valid for this message and this key. Compares in constant
    /// time.
    pub(super) fn signed(
        &self,
        id: &str,
        timestamp: &str,
        body: &[u8],
        signatures: &[Vec<u8>],
    ) -> Result<bool, WebhookError> {
        let code = self.code(id, timestamp, body)?;
        Ok(signatures.iter().any(|signature| code.clone().verify_slice(signature).is_ok()))
    }

    fn code(&self, id: &str, timestamp: &str, body: &[u8]) -> Result<Hmac<Sha256>, WebhookError> {
        let code = Hmac::<Sha256>::new_from_slice(&self.0);
        let mut code = code.map_err(|_| WebhookError::InvalidSecret)?;
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            code.update(part);
        }
        Ok(code)
    }
}

/// The signature in one word of the header; `None` if its version is unknown.
pub(super) fn signature(word: &str) -> Option<Vec<u8>> {
    let (version, encoded) = word.split_once(',')?;
    if version == VERSION { STANDARD.decode(encoded).ok() } else { None }
}
