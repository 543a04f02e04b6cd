//! [`RawResponse`]: what the server answered, before it is read as a type.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::error::{ApiError, Error, InvalidBody, UndocumentedStatus};
use super::json::{self, Decode};

/// What the server answered. `Debug` shows the status and the length of the body only.
#[derive(Clone)]
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl RawResponse {
    /// A response that has been read to its end.
    pub fn new(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The name that the server gave to the call, to quote when asking for help: `x-request-id`,
    /// `request-id` or `x-correlation-id`.
    pub fn request_id(&self) -> Option<&str> {
        ["x-request-id", "request-id", "x-correlation-id"]
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is none of this type.
    #[inline]
    pub fn json<T: Decode, E>(self) -> Result<T, Error<E>> {
        match json::from_slice(self.json_text()) {
            Ok(value) => Ok(value),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(self, error)))),
        }
    }

    /// Reads the body as UTF-8 text.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is none.
    pub fn text<E>(self) -> Result<String, Error<E>> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let kind = json::DecodeErrorKind::Syntax("the text is not UTF-8");
                let error = json::DecodeError::new(kind, error.valid_up_to());
                Err(Error::Decode(Box::new(InvalidBody::new(self, error))))
            }
        }
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    /// None; the result fits those of the other readers.
    pub fn bytes<E>(self) -> Result<Bytes, Error<E>> {
        Ok(self.body)
    }

    /// Ignores the body.
    ///
    /// # Errors
    /// None; the result fits those of the other readers.
    pub fn empty<E>(self) -> Result<(), Error<E>> {
        Ok(())
    }

    /// Reads the body as JSON and gives it as this error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`], or [`Error::Decode`] if the body is none of this type.
    #[inline]
    pub fn error_json<T: Decode, O, E>(self, error: fn(T) -> E) -> Result<O, Error<E>> {
        match json::from_slice(self.json_text()) {
            Ok(value) => Err(Error::Api(Box::new(ApiError::new(self, error(value))))),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(self, error)))),
        }
    }

    /// Reads the body as text and gives it as this error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`], or [`Error::Decode`] if the body is no UTF-8.
    pub fn error_text<O, E>(self, error: fn(String) -> E) -> Result<O, Error<E>> {
        let text = self.clone().text()?;
        Err(Error::Api(Box::new(ApiError::new(self, error(text)))))
    }

    /// Takes the body as it is and gives it as this error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`].
    pub fn error_bytes<O, E>(self, error: fn(Bytes) -> E) -> Result<O, Error<E>> {
        let bytes = self.body.clone();
        Err(Error::Api(Box::new(ApiError::new(self, error(bytes)))))
    }

    /// Ignores the body and gives this error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`].
    pub fn error_empty<O, E>(self, error: fn(()) -> E) -> Result<O, Error<E>> {
        Err(Error::Api(Box::new(ApiError::new(self, error(())))))
    }

    /// The outcome for a status that the document does not describe.
    ///
    /// # Errors
    /// Always: [`Error::UndocumentedStatus`].
    pub fn undocumented<O, E>(self) -> Result<O, Error<E>> {
        Err(Error::UndocumentedStatus(Box::new(UndocumentedStatus::new(self))))
    }

    /// The body without a byte order mark, which some servers write (RFC 8259, section 8.1).
    fn json_text(&self) -> &[u8] {
        self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body)
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
