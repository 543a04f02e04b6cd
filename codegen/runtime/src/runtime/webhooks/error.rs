//! [`WebhookError`]: the reason why a webhook request is rejected.

use std::fmt;

use http::HeaderName;

use crate::runtime::json::DecodeError;

/// The reason why a webhook request is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty, or begins with `whsec_` and isn't base64 after that.
    InvalidSecret,
    /// This header is missing.
    MissingHeader(HeaderName),
    /// This header has an invalid value.
    InvalidHeader(HeaderName),
    /// The message is older than the tolerance, and may be replayed.
    TooOld,
    /// The timestamp of the message is in the future, beyond the tolerance: one of the clocks is
    /// wrong.
    TooNew,
    /// No signature matches this message and one of the secrets.
    WrongSignature,
    /// There is no clock on this platform: set one on the verifier.
    NoClock,
    /// The signature is valid, but the body isn't JSON, or not an event.
    UnreadableBody(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSecret => f.write_str(
                "the webhook's secret is empty, or no base64 behind `whsec_`: copy it again from \
                 where the webhook is set up",
            ),
            Self::MissingHeader(name) => write!(f, "the webhook has no header `{name}`"),
            Self::InvalidHeader(name) => write!(f, "the webhook's header `{name}` is malformed"),
            Self::TooOld => f.write_str("the webhook was signed too long ago"),
            Self::TooNew => f.write_str("the webhook was signed in the future"),
            Self::WrongSignature => f.write_str(
                "the webhook's signature does not fit: the secret is another one, or the body is \
                 not the one that was sent",
            ),
            Self::NoClock => f.write_str("there is no clock to verify the webhook by"),
            Self::UnreadableBody(_) => f.write_str("the webhook's body is not an event"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::UnreadableBody(error) => Some(error),
            _ => None,
        }
    }
}
