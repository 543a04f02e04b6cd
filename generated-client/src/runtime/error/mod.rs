//! [`Error`]: the error type of calls.

mod display;
mod documented;
mod head;
mod message;
mod polling;
mod request;
mod response;
mod target;
mod timeout;

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::platform::time_of_day;
use super::retry::{self, retry_after};
use super::{BoxError, BuildError, RawResponse, TokenError, TransportError};

pub use documented::{AnyApiError, DocumentedError};
pub use head::ResponseHead;
pub use polling::{NotDone, NotDoneReason};
pub use request::InvalidRequest;
pub use response::{ApiError, InvalidBody, UndocumentedStatus};
pub use target::Target;
pub use timeout::{Timeout, TimeoutLimit, TimeoutPhase};

/// The error of a call; `E` is the type of the errors that the API documents for the operation.
/// `Error` without a parameter is the error of any operation: `?` converts to it.
///
/// `Display` prints, on one line of at most 4 KB, the operation that failed, the kind of failure,
/// the API's own message and the request id; the cause of a lost connection is in
/// [`source`](std::error::Error::source). Neither `Display` nor `Debug` prints a body, which may
/// contain secrets and data that was sent; methods return it.
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
///             format!("try again later; it was tried {} times", error.attempts())
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
    /// The API returned an error that it documents.
    Api(Box<ApiError<E>>),
    /// The API returned a status that it doesn't document.
    UndocumentedStatus(Box<UndocumentedStatus>),
    /// The API returned a body that doesn't match the document.
    Decode(Box<InvalidBody>),
    /// A timeout was reached.
    Timeout(Timeout),
    /// Polling ended without success: the polled state is a failure, or the time limit was reached.
    Polling(Box<NotDone>),
    /// The connection to the server could not be established.
    #[non_exhaustive]
    Connect {
        /// The cause.
        source: BoxError,
        /// The number of requests that were sent or attempted.
        attempts: u32,
        /// The head of the response, if it was received.
        head: Option<Box<ResponseHead>>,
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The connection failed during the call.
    #[non_exhaustive]
    Transport {
        /// The cause.
        source: BoxError,
        /// The number of requests that were sent.
        attempts: u32,
        /// The head of the response, if it was received.
        head: Option<Box<ResponseHead>>,
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The response body exceeds the client's size limit.
    #[non_exhaustive]
    BodyTooLarge {
        /// The limit in bytes, after decompression.
        limit: usize,
        /// The number of requests that were sent.
        attempts: u32,
        /// The head of the response.
        head: Box<ResponseHead>,
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The provider of a credential failed; the request wasn't sent.
    #[non_exhaustive]
    Credential {
        /// The cause.
        source: BoxError,
        /// The operation that was called.
        target: Option<Box<Target>>,
    },
    /// The request is invalid; it wasn't sent.
    InvalidRequest(InvalidRequest),
}

/// The error of a transport, which has no documented errors.
pub(crate) type Failure = Error<Infallible>;

impl<E> Error<E> {
    /// Returns the status of the response, if there was one, even if its body wasn't received in
    /// full.
    pub fn status(&self) -> Option<StatusCode> {
        let broken_off = || self.head().map(|head| head.status);
        self.response().map(RawResponse::status).or_else(broken_off)
    }

    /// Returns the request id that the server assigned, to quote in support requests.
    pub fn request_id(&self) -> Option<&str> {
        match self.response() {
            Some(response) => response.request_id(),
            None => self.head()?.request_id.as_deref(),
        }
    }

    /// Returns the `operationId` of the operation, or its method and path if it has none.
    pub fn operation(&self) -> Option<&'static str> {
        self.target().map(|target| target.operation)
    }

    /// Returns the API's own message in the response, as one line: [`RawResponse::message`].
    pub fn message(&self) -> Option<String> {
        self.response()?.message()
    }

    /// Returns `true` if a time limit was reached.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Polling(end) => end.reason != NotDoneReason::Failed,
            _ => false,
        }
    }

    /// Returns `true` if no connection to the server was made, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Connect { .. } => true,
            Self::Timeout(timeout) => timeout.phase == TimeoutPhase::Connect,
            _ => false,
        }
    }

    /// Returns the response, if it was received in full.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error),
            Self::UndocumentedStatus(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Polling(end) => Some(end),
            _ => None,
        }
    }

    /// Returns the documented error, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(error.error()),
            _ => None,
        }
    }

    /// Returns the number of requests that were sent: more than one after retries, and 0 if the
    /// request could not be sent.
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

    /// Returns `true` if the same call may succeed later: the network failed, or the status is 408,
    /// 425, 429 or 5xx. Includes failed token requests. The server may still have processed the
    /// request.
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

    /// Returns the wait that the server requests before the next call, from now on (RFC 9110,
    /// 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        match self.token_error() {
            Some(error) => error.retry_after(),
            None => retry_after(self.response()?.headers(), time_of_day),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// Returns the cause of a lost connection or of a failed credential provider. The API's own
    /// message is in the message of the error itself.
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

/// Converts the error of building a client for a call: nothing was sent.
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
