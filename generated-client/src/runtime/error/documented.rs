//! [`DocumentedError`] and [`AnyApiError`]: the errors that the API documents, by type or all alike.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;

use super::{ApiError, Error};

/// The errors that the API documents for an operation: the `E` of its [`Error`].
pub trait DocumentedError: StdError + Send + Sync + 'static {}

impl DocumentedError for Infallible {}

/// An error that the API documents for any of its operations. `Display` and `Debug` show its status,
/// not what it holds.
pub struct AnyApiError(Box<dyn StdError + Send + Sync>);

impl AnyApiError {
    /// The error of an operation, where it is one of this type.
    ///
    /// ```
    /// use polar_client::{DocumentedError, Error};
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

/// The failure of any operation as one of them all. [`AnyApiError`] is not a [`DocumentedError`], so
/// that this is no conversion of the type to itself, which Rust has already.
impl<E: DocumentedError> From<Error<E>> for Error {
    fn from(error: Error<E>) -> Self {
        error.map_api(|error| Ok(ApiError::map(*error, |error| AnyApiError(Box::new(error)))))
    }
}

/// The failure of the transport as one of any operation.
impl Error<Infallible> {
    pub(crate) fn widen<E>(self) -> Error<E> {
        self.map_api(|error| Err(*error.error()))
    }
}

impl<E> Error<E> {
    /// The same failure with another error of the API.
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
