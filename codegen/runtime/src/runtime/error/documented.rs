//! [`DocumentedError`] and [`AnyApiError`]: errors documented by the API, typed or type-erased.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;

use super::{ApiError, Error};

/// The errors that the API documents for an operation: the parameter `E` of its [`Error`].
pub trait DocumentedError: StdError + Send + Sync + 'static {}

impl DocumentedError for Infallible {}

/// A documented error of any of the API's operations. `Display` and `Debug` show its status, not
/// its content.
pub struct AnyApiError(Box<dyn StdError + Send + Sync>);

impl AnyApiError {
    /// Returns the error, if it is of this type.
    ///
    /// ```
    /// use client_runtime::runtime::{DocumentedError, Error};
    ///
    /// fn of<E: DocumentedError>(error: &Error) -> Option<&E> {
    ///     error.api()?.downcast_ref()
    /// }
    /// ```
    pub fn downcast_ref<E: DocumentedError>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }
}

impl fmt::Display for AnyApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for AnyApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnyApiError({})", self.0)
    }
}

impl StdError for AnyApiError {}

/// Converts the error of an operation to the error of any operation. [`AnyApiError`] isn't a
/// [`DocumentedError`], so this doesn't overlap with the conversion of a type to itself.
impl<E: DocumentedError> From<Error<E>> for Error {
    fn from(error: Error<E>) -> Self {
        error.map_api(|error| Ok(ApiError::map(*error, |error| AnyApiError(Box::new(error)))))
    }
}

/// Converts the error of the transport to the error of an operation.
impl Error<Infallible> {
    pub(crate) fn widen<E>(self) -> Error<E> {
        self.map_api(|error| Err(*error.error()))
    }
}

impl<E> Error<E> {
    /// Converts the documented error, if there is one.
    fn map_api<F>(
        self,
        map: impl FnOnce(Box<ApiError<E>>) -> Result<ApiError<F>, Infallible>,
    ) -> Error<F> {
        match self {
            Self::Api(error) => match map(error) {
                Ok(error) => Error::Api(Box::new(error)),
                Err(never) => match never {},
            },
            Self::UndocumentedStatus(error) => Error::UndocumentedStatus(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Timeout(timeout) => Error::Timeout(timeout),
            Self::Polling(end) => Error::Polling(end),
            Self::Connect { source, attempts, head, target } => {
                Error::Connect { source, attempts, head, target }
            }
            Self::Transport { source, attempts, head, target } => {
                Error::Transport { source, attempts, head, target }
            }
            Self::BodyTooLarge { limit, attempts, head, target } => {
                Error::BodyTooLarge { limit, attempts, head, target }
            }
            Self::Credential { source, target } => Error::Credential { source, target },
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
        }
    }
}
