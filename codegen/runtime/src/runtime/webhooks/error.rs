//! [`WebhookError`]: why a request is not taken for one of the API's.

use std::fmt;

use http::HeaderName;

/// Why a request is not taken for one of the API's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty, or begins with `whsec_` and is no base64 from there on.
    InvalidSecret,
    /// The request does not have this header.
    MissingHeader(HeaderName),
    /// This header holds something else than it should.
    InvalidHeader(HeaderName),
    /// The message is older than the tolerance: perhaps someone sends it again.
    TooOld,
    /// The message was signed later than now, beyond the tolerance: one of the clocks is wrong.
    TooNew,
    /// No signature was made of this message with one of the secrets.
    WrongSignature,
    /// There is no clock here: give the verifier one.
    NoClock,
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
        }
    }
}

impl std::error::Error for WebhookError {}
