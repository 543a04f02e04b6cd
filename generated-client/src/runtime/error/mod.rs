//! [`Error`]: all the ways a call can fail.

mod answer;
mod display;
mod head;
mod request;
mod timeout;

use std::convert::Infallible;
use std::time::Duration;

use http::StatusCode;

use super::retry::{self, retry_after};
use super::timer::time_of_day;
use super::{BoxError, RawResponse};

pub use answer::{ApiError, InvalidBody, UndocumentedStatus};
pub use head::ResponseHead;
pub use request::InvalidRequest;
pub use timeout::{Timeout, TimeoutLimit, TimeoutPhase};

/// Why a call failed; `E` holds the errors that the API documents for the operation.
///
/// Neither `Display` nor `Debug` shows a body, which may hold secrets; methods give it.
///
/// ```
/// use polar_client::{Error, TimeoutPhase};
///
/// fn advice<E>(error: &Error<E>) -> String {
///     match error {
///         Error::Api(error) => format!("the API says {}: {:?}", error.status(), error.body()),
///         Error::Decode(error) => {
///             format!("unexpected at {}: {}", error.error().pointer(), error.body_excerpt())
///         }
///         Error::Timeout(timeout) if timeout.phase == TimeoutPhase::Connect => {
///             "the server can't be reached".to_owned()
///         }
///         error if error.is_retryable() => {
///             format!("later, perhaps; it was tried {} times", error.attempts())
///         }
///         error => format!("{error}; ask for help with {:?}", error.request_id()),
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = Infallible> {
    /// The API answered with an error that it documents.
    Api(Box<ApiError<E>>),
    /// The API answered with a status that it does not document.
    UndocumentedStatus(Box<UndocumentedStatus>),
    /// The API answered with a body that is not what it documents.
    Decode(Box<InvalidBody>),
    /// A limit of time was reached.
    Timeout(Timeout),
    /// No connection to the server was made.
    #[non_exhaustive]
    Connect {
        /// Why.
        source: BoxError,
        /// How many requests were sent, or tried to be sent.
        attempts: u32,
        /// What had come of the response, if its head had.
        head: Option<Box<ResponseHead>>,
    },
    /// The connection failed on the way.
    #[non_exhaustive]
    Transport {
        /// Why.
        source: BoxError,
        /// How many requests were sent.
        attempts: u32,
        /// What had come of the response, if its head had.
        head: Option<Box<ResponseHead>>,
    },
    /// The body of the response is longer than the client takes.
    #[non_exhaustive]
    BodyTooLarge {
        /// What the client takes, in bytes, decoded.
        limit: usize,
        /// How many requests were sent.
        attempts: u32,
        /// What had come of the response.
        head: Box<ResponseHead>,
    },
    /// The provider of a credential failed; nothing was sent with it.
    Credential(BoxError),
    /// The request can't be sent as it is; nothing was sent.
    InvalidRequest(InvalidRequest),
}

impl<E> Error<E> {
    /// The status of the response, if there was one; also of one whose body broke off.
    pub fn status(&self) -> Option<StatusCode> {
        let broken_off = || self.head().map(|head| head.status);
        self.response().map(RawResponse::status).or_else(broken_off)
    }

    /// The name that the server gave to the call, to quote when asking for help.
    pub fn request_id(&self) -> Option<&str> {
        match self.response() {
            Some(response) => response.request_id(),
            None => self.head()?.request_id.as_deref(),
        }
    }

    /// The response, if there was a whole one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error),
            Self::UndocumentedStatus(error) => Some(error),
            Self::Decode(error) => Some(error),
            _ => None,
        }
    }

    /// The error that the API documents, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(error.error()),
            _ => None,
        }
    }

    /// How many requests were sent: more than one after retries, none where the request could not
    /// be sent at all.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Timeout(Timeout { attempts, .. })
            | Self::Connect { attempts, .. }
            | Self::Transport { attempts, .. }
            | Self::BodyTooLarge { attempts, .. } => *attempts,
            Self::Credential(_) | Self::InvalidRequest(_) => 0,
            Self::Api(_) | Self::UndocumentedStatus(_) | Self::Decode(_) => {
                self.response().map_or(0, RawResponse::attempts)
            }
        }
    }

    /// Whether the same call may succeed later: the network failed, or the status is 408, 425, 429
    /// or 5xx. The server may still have done what was asked.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Timeout(_) | Self::Connect { .. } | Self::Transport { .. } => true,
            Self::Api(_) | Self::UndocumentedStatus(_) => {
                self.status().is_some_and(retry::is_retryable)
            }
            Self::Decode(_)
            | Self::BodyTooLarge { .. }
            | Self::Credential(_)
            | Self::InvalidRequest(_) => false,
        }
    }

    /// How long the server asks to wait before the next call, from now on (RFC 9110, section
    /// 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.response()?.headers(), time_of_day)
    }
}

impl Error<Infallible> {
    /// The same failure of an operation with documented errors.
    pub(crate) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(error) => match *error.error() {},
            Self::UndocumentedStatus(error) => Error::UndocumentedStatus(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Timeout(timeout) => Error::Timeout(timeout),
            Self::Connect { source, attempts, head } => Error::Connect { source, attempts, head },
            Self::Transport { source, attempts, head } => {
                Error::Transport { source, attempts, head }
            }
            Self::BodyTooLarge { limit, attempts, head } => {
                Error::BodyTooLarge { limit, attempts, head }
            }
            Self::Credential(error) => Error::Credential(error),
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(error.error()),
            Self::Decode(error) => Some(error.error()),
            Self::Connect { source, .. } | Self::Transport { source, .. } => Some(&**source),
            Self::Credential(error) => Some(&**error),
            Self::UndocumentedStatus(_)
            | Self::Timeout(_)
            | Self::BodyTooLarge { .. }
            | Self::InvalidRequest(_) => None,
        }
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}
