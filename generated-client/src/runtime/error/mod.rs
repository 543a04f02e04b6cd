//! [`Error`]: all the ways a call can fail.

mod answer;
mod display;
mod documented;
mod head;
mod message;
mod polling;
mod request;
mod target;
mod timeout;

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::platform::time_of_day;
use super::retry::{self, retry_after};
use super::{BoxError, BuildError, RawResponse, TokenError, TransportError};

pub use answer::{ApiError, InvalidBody, UndocumentedStatus};
pub use documented::{AnyApiError, DocumentedError};
pub use head::ResponseHead;
pub use polling::{NotDone, NotDoneReason};
pub use request::InvalidRequest;
pub use target::Target;
pub use timeout::{Timeout, TimeoutLimit, TimeoutPhase};

/// Why a call failed; `E` holds the errors that the API documents for the operation. `Error` alone is
/// the failure of any operation: `?` converts into it.
///
/// `Display` says on one line of at most 4 KB which operation failed and how, what the API said
/// about it, and the request id; the causes of a lost connection are in
/// [`source`](std::error::Error::source). Neither `Display` nor `Debug` shows a body, which may hold
/// secrets and what was sent; methods give it.
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
/// ```
/// use polar_client::{Call, Error, Operation};
///
/// async fn both<One: Operation, Two: Operation>(
///     one: Call<One>,
///     two: Call<Two>,
/// ) -> Result<(One::Output, Two::Output), Error> {
///     Ok((one.await?, two.await?))
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = AnyApiError> {
    /// The API answered with an error that it documents.
    Api(Box<ApiError<E>>),
    /// The API answered with a status that it does not document.
    UndocumentedStatus(Box<UndocumentedStatus>),
    /// The API answered with a body that is not what it documents.
    Decode(Box<InvalidBody>),
    /// A limit of time was reached.
    Timeout(Timeout),
    /// What was polled for did not come: it has failed, or the time is up.
    Polling(Box<NotDone>),
    /// No connection to the server was made.
    #[non_exhaustive]
    Connect {
        /// Why.
        source: BoxError,
        /// How many requests were sent, or tried to be sent.
        attempts: u32,
        /// What had come of the response, if its head had.
        head: Option<Box<ResponseHead>>,
        /// The operation that was called.
        target: Option<Box<Target>>,
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
        /// The operation that was called.
        target: Option<Box<Target>>,
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
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The provider of a credential failed; nothing was sent with it.
    #[non_exhaustive]
    Credential {
        /// Why.
        source: BoxError,
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The request can't be sent as it is; nothing was sent.
    InvalidRequest(InvalidRequest),
}

/// The failure of a transport, which documents no errors.
pub(crate) type Failure = Error<Infallible>;

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

    /// The `operationId` of the operation that was called, or method and path where it has none.
    pub fn operation(&self) -> Option<&'static str> {
        self.target().map(|target| target.operation)
    }

    /// The API's own message in the response, on one line: [`RawResponse::message`].
    pub fn message(&self) -> Option<String> {
        self.response()?.message()
    }

    /// Whether a limit of time was reached.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Polling(end) => end.reason != NotDoneReason::Failed,
            _ => false,
        }
    }

    /// Whether there was no connection to the server, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Connect { .. } => true,
            Self::Timeout(timeout) => timeout.phase == TimeoutPhase::Connect,
            _ => false,
        }
    }

    /// The response, if there was a whole one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error),
            Self::UndocumentedStatus(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Polling(end) => Some(end),
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
            Self::Credential { .. } | Self::InvalidRequest(_) => 0,
            Self::Api(_) | Self::UndocumentedStatus(_) | Self::Decode(_) | Self::Polling(_) => {
                self.response().map_or(0, RawResponse::attempts)
            }
        }
    }

    /// Whether the same call may succeed later: the network failed, or the status is 408, 425, 429
    /// or 5xx; also those of the request for a token. The server may still have done what was asked.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Timeout(_) | Self::Connect { .. } => true,
            Self::Transport { source, .. } => {
                !matches!(source.downcast_ref(), Some(TransportError::Redirected))
            }
            Self::Api(_) | Self::UndocumentedStatus(_) => {
                self.status().is_some_and(retry::is_retryable)
            }
            Self::Polling(_) => self.is_timeout(),
            Self::Credential { .. } => self.token_error().is_some_and(TokenError::is_retryable),
            Self::Decode(_) | Self::BodyTooLarge { .. } | Self::InvalidRequest(_) => false,
        }
    }

    /// How long the server asks to wait before the next call, from now on (RFC 9110, section
    /// 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        match self.token_error() {
            Some(error) => error.retry_after(),
            None => retry_after(self.response()?.headers(), time_of_day),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// The cause of a lost connection, or of a failed provider. What the API answered is in the
    /// message of the error itself.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Connect { source, .. }
            | Self::Transport { source, .. }
            | Self::Credential { source, .. } => Some(&**source),
            Self::Api(_)
            | Self::UndocumentedStatus(_)
            | Self::Decode(_)
            | Self::Timeout(_)
            | Self::Polling(_)
            | Self::BodyTooLarge { .. }
            | Self::InvalidRequest(_) => None,
        }
    }
}

/// A client can't be built for a call: nothing was sent.
impl<E> From<BuildError> for Error<E> {
    fn from(error: BuildError) -> Self {
        InvalidRequest::new(error.to_string()).into()
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}
