//! [`Key`]: what a secret signs with.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::WebhookError;

/// What secrets in base64 begin with.
const PREFIX: &str = "whsec_";

/// Base64 with or without padding, as secrets are copied.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The version of a signature by HMAC with SHA-256.
const VERSION: &str = "v1";

/// The bytes that sign.
#[derive(Clone)]
pub(super) struct Key(Box<[u8]>);

impl Key {
    /// The key of a secret.
    pub(super) fn of(secret: &str) -> Result<Self, WebhookError> {
        match secret.strip_prefix(PREFIX) {
            Some(encoded) => {
                let key = LENIENT.decode(encoded).map_err(|_| WebhookError::InvalidSecret)?;
                Self::of_bytes(&key)
            }
            None => Self::of_bytes(secret.as_bytes()),
        }
    }

    /// A key of these bytes; with none, everybody could sign.
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

    /// Whether one of these signatures was made of this message with this key. Takes the same time
    /// wherever they differ.
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

/// The signature in one word of the header; none for those of a version that is not known.
pub(super) fn signature(word: &str) -> Option<Vec<u8>> {
    let (version, encoded) = word.split_once(',')?;
    if version == VERSION { STANDARD.decode(encoded).ok() } else { None }
}
