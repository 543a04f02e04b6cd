//! [`TokenError`]: why there is no access token.

use std::convert::Infallible;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::Error;
use crate::runtime::retry;
use crate::runtime::status::Named;
use crate::runtime::visible::message;

/// Why an [`OAuthGrant`](super::OAuthGrant) has no access token: in
/// [`Error::token_error`](crate::runtime::Error::token_error). Neither `Display` nor `Debug` shows a
/// token or a secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token endpoint refused the request (RFC 6749, section 5.2).
    #[non_exhaustive]
    Refused {
        /// The status of the answer.
        status: StatusCode,
        /// The error code, such as `invalid_client`.
        code: Box<str>,
        /// What the server says about it to a person.
        description: Option<Box<str>>,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// The token endpoint answered with another status than a success, and not with an error of OAuth2.
    #[non_exhaustive]
    Status {
        /// The status of the answer.
        status: StatusCode,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// The token endpoint answered with a success that is not a bearer token (RFC 6749, section 5.1).
    #[non_exhaustive]
    NotAToken {
        /// The status of the answer.
        status: StatusCode,
        /// What is wrong with the answer.
        reason: &'static str,
    },
    /// The token endpoint did not answer, not in time, or with more than the client takes.
    #[non_exhaustive]
    NoAnswer {
        /// Why.
        source: Arc<Error<Infallible>>,
    },
}

impl TokenError {
    /// The error code of the token endpoint, such as `invalid_client` (RFC 6749, section 5.2).
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// What the token endpoint says to a person about its error code.
    pub fn description(&self) -> Option<&str> {
        match self {
            Self::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }

    /// The status of the token endpoint's answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { status, .. }
            | Self::Status { status, .. }
            | Self::NotAToken { status, .. } => Some(*status),
            Self::NoAnswer { source } => source.status(),
        }
    }

    /// Whether there may be a token later: the network failed, or the status is 408, 425, 429 or 5xx.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Refused { status, .. } | Self::Status { status, .. } => {
                retry::is_retryable(*status)
            }
            Self::NotAToken { .. } => false,
            Self::NoAnswer { source } => source.is_retryable(),
        }
    }

    /// How long the token endpoint asks to wait before the next request (RFC 9110, section 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } | Self::Status { retry_after, .. } => *retry_after,
            Self::NotAToken { .. } | Self::NoAnswer { .. } => None,
        }
    }

    fn write(&self, f: &mut String) -> fmt::Result {
        match self {
            Self::Refused { status, code, description, .. } => {
                write!(f, "the token endpoint answered {}: {code}", Named(*status))?;
                description.iter().try_for_each(|it| write!(f, ": {it}"))
            }
            Self::Status { status, .. } => {
                write!(f, "the token endpoint answered {}", Named(*status))?;
                match status.is_redirection() {
                    true => f.write_str("; its redirects are not followed, check the token URL"),
                    false => Ok(()),
                }
            }
            Self::NotAToken { status, reason } => write!(
                f,
                "the token endpoint answered {}, but not with a bearer token: {reason}",
                Named(*status)
            ),
            Self::NoAnswer { .. } => f.write_str("the token request failed"),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        message(f, |text| self.write(text))
    }
}

impl std::error::Error for TokenError {
    /// How the request failed, if there was no answer.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoAnswer { source } => Some(&**source),
            _ => None,
        }
    }
}

impl<E> Error<E> {
    /// Why there was no access token of OAuth2 for the call, if that is why it failed.
    pub fn token_error(&self) -> Option<&TokenError> {
        match self {
            Self::Credential { source, .. } => source.downcast_ref(),
            _ => None,
        }
    }
}
