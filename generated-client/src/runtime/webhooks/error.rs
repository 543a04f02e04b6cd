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
                "the secret of the webhook is empty, or is not base64 after `whsec_`: copy it again \
                 from the settings of the webhook",
            ),
            Self::MissingHeader(name) => write!(f, "the webhook request has no header `{name}`"),
            Self::InvalidHeader(name) => {
                write!(f, "the header `{name}` of the webhook request is malformed")
            }
            Self::TooOld => f.write_str("the webhook was signed too long ago"),
            Self::TooNew => f.write_str("the webhook was signed in the future"),
            Self::WrongSignature => f.write_str(
                "the signature of the webhook does not match: the secret is wrong, or the body was \
                 changed after it was received, for example parsed and serialized again",
            ),
            Self::NoClock => f.write_str(
                "this platform has no clock to verify the time of the webhook: set \
                 `Verifier::clock`",
            ),
            Self::UnreadableBody(_) => {
                f.write_str("the body of the webhook is not an event of this API")
            }
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
