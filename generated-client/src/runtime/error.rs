//! [`Error`]: all the ways a call can fail.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use http::StatusCode;

use super::json::DecodeError;
use super::{BoxError, RawResponse, media_type};

/// How much of a body [`InvalidBody::body_excerpt`] gives, in bytes.
const EXCERPT: usize = 8 * 1024;

/// Why a call failed; `E` holds the errors that the API documents for the operation.
///
/// Neither `Display` nor `Debug` shows a body, which may hold secrets; methods give it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = Infallible> {
    /// The API answered with an error that it documents.
    Api(Box<ApiError<E>>),
    /// The API answered with a status that it does not document.
    UndocumentedStatus(Box<UndocumentedStatus>),
    /// The API answered with a body that is not what it documents.
    Decode(Box<InvalidBody>),
    /// No full response came in time.
    Timeout {
        /// The time that the call had.
        after: Duration,
    },
    /// No connection to the server was made.
    Connect(BoxError),
    /// The connection failed on the way.
    Transport(BoxError),
    /// The body of the response is longer than the client takes.
    BodyTooLarge {
        /// What the client takes, in bytes.
        limit: usize,
    },
    /// The request can't be sent as it is; nothing was sent.
    InvalidRequest(InvalidRequest),
}

impl<E> Error<E> {
    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The name that the server gave to the call, to quote when asking for help.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// The response, if there was one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(&error.response),
            Self::UndocumentedStatus(error) => Some(&error.response),
            Self::Decode(error) => Some(&error.response),
            _ => None,
        }
    }

    /// The error that the API documents, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(&error.error),
            _ => None,
        }
    }

    /// Whether the same call may succeed later: the network failed, or the status is 408, 425,
    /// 429, 500, 502, 503 or 504. The server may still have done what was asked.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::Connect(_) | Self::Transport(_) => true,
            Self::Decode(_) | Self::BodyTooLarge { .. } | Self::InvalidRequest(_) => false,
            Self::Api(_) | Self::UndocumentedStatus(_) => self
                .status()
                .is_some_and(|it| matches!(it.as_u16(), 408 | 425 | 429 | 500 | 502..=504)),
        }
    }
}

impl Error<Infallible> {
    /// The same failure of an operation with documented errors.
    pub(crate) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(error) => match error.error {},
            Self::UndocumentedStatus(error) => Error::UndocumentedStatus(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Timeout { after } => Error::Timeout { after },
            Self::Connect(error) => Error::Connect(error),
            Self::Transport(error) => Error::Transport(error),
            Self::BodyTooLarge { limit } => Error::BodyTooLarge { limit },
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => write!(f, "the API answered {}", error.status())?,
            Self::UndocumentedStatus(error) => fmt::Display::fmt(error, f)?,
            Self::Decode(error) => fmt::Display::fmt(error, f)?,
            Self::Timeout { after } => {
                write!(f, "no full response within {after:?}; `.timeout(..)` allows more")?;
            }
            Self::Connect(_) => f.write_str("no connection to the server")?,
            Self::Transport(_) => f.write_str("the connection failed on the way")?,
            Self::BodyTooLarge { limit } => write!(
                f,
                "the response is longer than {limit} bytes; `.response_limit(..)` allows more"
            )?,
            Self::InvalidRequest(error) => fmt::Display::fmt(error, f)?,
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(&error.error),
            Self::Decode(error) => Some(&error.error),
            Self::Connect(error) | Self::Transport(error) => Some(&**error),
            Self::UndocumentedStatus(_)
            | Self::Timeout { .. }
            | Self::BodyTooLarge { .. }
            | Self::InvalidRequest(_) => None,
        }
    }
}

/// An error that the API documents, and the response that it came in.
#[derive(Clone, Debug)]
pub struct ApiError<E> {
    error: E,
    response: RawResponse,
}

impl<E> ApiError<E> {
    pub(crate) fn new(response: RawResponse, error: E) -> Self {
        Self { error, response }
    }

    /// The error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error, without the response.
    pub fn into_error(self) -> E {
        self.error
    }
}

/// A response with a status that the API does not document.
#[derive(Clone, Debug)]
pub struct UndocumentedStatus {
    response: RawResponse,
}

impl UndocumentedStatus {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self { response }
    }
}

impl fmt::Display for UndocumentedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API answered {}, which it does not document", self.status())?;
        let location = self.headers().get(http::header::LOCATION);
        if self.status().is_redirection() && location.is_some() {
            f.write_str("; redirects are not followed, check the server's URL")?;
        }
        Ok(())
    }
}

/// A response with a body that is not what the API documents.
#[derive(Clone, Debug)]
pub struct InvalidBody {
    error: DecodeError,
    response: RawResponse,
}

impl InvalidBody {
    pub(crate) fn new(response: RawResponse, error: DecodeError) -> Self {
        Self { error, response }
    }

    /// What is wrong with the body, and where.
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// The start of the body as text, at most 8 KiB. May hold secrets.
    pub fn body_excerpt(&self) -> Cow<'_, str> {
        let body = self.body();
        String::from_utf8_lossy(&body[..body.len().min(EXCERPT)])
    }
}

impl fmt::Display for InvalidBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status();
        let kind = media_type::named(self.headers()).unwrap_or("a body");
        write!(f, "the API answered {status} with {kind} that it does not document: ")?;
        fmt::Display::fmt(&self.error, f)
    }
}

/// Status, headers and body are those of the response.
macro_rules! responses {
    ($($type:ident $(<$parameter:ident>)?),*) => {$(
        impl $(<$parameter>)? Deref for $type $(<$parameter>)? {
            type Target = RawResponse;

            fn deref(&self) -> &RawResponse {
                &self.response
            }
        }
    )*};
}

responses!(ApiError<E>, UndocumentedStatus, InvalidBody);

/// A request that can't be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    reason: Box<str>,
}

impl InvalidRequest {
    pub(crate) fn new(reason: String) -> Self {
        Self { reason: reason.into() }
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request was not sent: {}", self.reason)
    }
}

impl std::error::Error for InvalidRequest {}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}
