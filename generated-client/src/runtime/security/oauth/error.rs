//! [`TokenError`]: the error from obtaining an access token.

use std::convert::Infallible;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::Error;
use crate::runtime::retry;
use crate::runtime::sanitize::message;
use crate::runtime::status::StatusName;

/// The error from obtaining an access token with an [`OAuthGrant`](super::OAuthGrant): in
/// [`Error::token_error`](crate::runtime::Error::token_error). Neither `Display` nor `Debug` shows
/// a token or a secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token endpoint rejected the request (RFC 6749, 5.2).
    #[non_exhaustive]
    Refused {
        /// The status of the response.
        status: StatusCode,
        /// The error code, such as `invalid_client`.
        code: Box<str>,
        /// The server's description of the error.
        description: Option<Box<str>>,
        /// The wait that the server requests.
        retry_after: Option<Duration>,
    },
    /// The token endpoint returned an error status without an OAuth2 error.
    #[non_exhaustive]
    Status {
        /// The status of the response.
        status: StatusCode,
        /// The wait that the server requests.
        retry_after: Option<Duration>,
    },
    /// The token endpoint returned a success without a bearer token (RFC 6749, 5.1).
    #[non_exhaustive]
    InvalidResponse {
        /// The status of the response.
        status: StatusCode,
        /// The reason why the response is invalid.
        reason: &'static str,
    },
    /// The token endpoint didn't respond in time or at all, or its response is too long.
    #[non_exhaustive]
    NoResponse {
        /// The cause.
        source: Arc<Error<Infallible>>,
    },
}

impl TokenError {
    /// Returns the error code of the token endpoint, such as `invalid_client` (RFC 6749, 5.2).
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Returns the token endpoint's description of the error.
    pub fn description(&self) -> Option<&str> {
        match self {
            Self::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }

    /// Returns the status of the token endpoint's response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { status, .. }
            | Self::Status { status, .. }
            | Self::InvalidResponse { status, .. } => Some(*status),
            Self::NoResponse { source } => source.status(),
        }
    }

    /// Returns `true` if a later request may succeed: the network failed, or the status is 408,
    /// 425, 429 or 5xx.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Refused { status, .. } | Self::Status { status, .. } => {
                retry::is_retryable(*status)
            }
            Self::InvalidResponse { .. } => false,
            Self::NoResponse { source } => source.is_retryable(),
        }
    }

    /// Returns the wait that the token endpoint requests before a new attempt (RFC 9110, 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } | Self::Status { retry_after, .. } => *retry_after,
            Self::InvalidResponse { .. } | Self::NoResponse { .. } => None,
        }
    }

    fn write(&self, f: &mut String) -> fmt::Result {
        match self {
            Self::Refused { status, code, description, .. } => {
                write!(f, "the token endpoint returned {}: {code}", StatusName(*status))?;
                description.iter().try_for_each(|it| write!(f, ": {it}"))
            }
            Self::Status { status, .. } => {
                write!(f, "the token endpoint returned {}", StatusName(*status))?;
                match status.is_redirection() {
                    true => f.write_str("; its redirects are not followed, check the token URL"),
                    false => Ok(()),
                }
            }
            Self::InvalidResponse { status, reason } => write!(
                f,
                "the token endpoint returned {}, but without a usable bearer token: {reason}",
                StatusName(*status)
            ),
            Self::NoResponse { .. } => f.write_str("the token request failed"),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        message(f, |text| self.write(text))
    }
}

impl std::error::Error for TokenError {
    /// Returns the cause, if there was no response.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoResponse { source } => Some(&**source),
            _ => None,
        }
    }
}

impl<E> Error<E> {
    /// Returns the error from obtaining an OAuth2 access token, if it made the call fail.
    pub fn token_error(&self) -> Option<&TokenError> {
        match self {
            Self::Credential { source, .. } => source.downcast_ref(),
            _ => None,
        }
    }
}
