//! [`RawResponse`]: a response of the server, before its body is read as a type.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::clock::Clock;
use super::content_encoding::{STILL_ENCODED, is_encoded};
use super::error::{ApiError, Error, InvalidBody, Target, UndocumentedStatus};
use super::json::{self, Decode, DecodeError, DecodeErrorKind};
use super::reply::{Head, request_id};
use super::{ByteStream, EventStream, Header, IncomingResponse, JsonLines, media_type};

/// A response of the server with its raw body. `Debug` shows only the status and the length of the
/// body.
#[derive(Clone)]
pub struct RawResponse {
    head: Head,
    body: Bytes,
    /// The time limits of the call, which include reading the body as a type.
    clock: Option<Arc<Clock>>,
}

impl RawResponse {
    /// Creates a response from one that has been read to its end.
    pub fn new(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let head = Head { status: parts.status, headers: parts.headers, attempts: 1, target: None };
        Self::of(head, body)
    }

    pub(crate) fn of(head: Head, body: Bytes) -> Self {
        Self { head, body, clock: None }
    }

    /// Returns the response with the time limits of this clock for reading its body.
    pub(crate) fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    pub(crate) fn into_parts(self) -> (Head, Bytes) {
        (self.head, self.body)
    }

    /// The operation of the call; `None` if the response was received by other means.
    pub(crate) fn target(&self) -> Option<&Target> {
        self.head.target.as_ref()
    }

    pub(crate) fn set_target(&mut self, target: Target) {
        self.head.target.get_or_insert(target);
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns the header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the request id that the server assigned, to quote in support requests: from
    /// `x-request-id`, `request-id`, `x-correlation-id`, or a header of a host or proxy.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// Returns the number of requests that were sent until this response: more than one after
    /// retries.
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }

    /// Reads a header field that the API documents.
    ///
    /// # Errors
    /// The field isn't of this type.
    pub fn header<T: Decode>(&self, header: Header<T>) -> Result<Option<T>, DecodeError> {
        header.read(self.headers())
    }

    /// Returns `true` if the body is of this media type or in this media range.
    pub fn is(&self, media_type: &str) -> bool {
        media_type::is(self.headers(), media_type)
    }

    /// Reads the body as JSON, regardless of its media type: many servers label JSON as
    /// `text/plain`, or not at all. A body that isn't JSON fails to parse.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body isn't of this type.
    #[inline]
    pub fn json<T: Decode, E>(self) -> Result<T, Error<E>> {
        let response = self.decoded()?;
        match response.decode() {
            Ok(value) => Ok(value),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(response, error)))),
        }
    }

    /// Reads the body as text, in UTF-8 or in the charset that the server declares.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body isn't valid in that charset.
    pub fn text<E>(self) -> Result<String, Error<E>> {
        let response = self.decoded()?;
        match media_type::text(response.headers(), &response.body) {
            Ok(text) => Ok(text.into_owned()),
            Err(offset) => Err(response.invalid("the text is not UTF-8", offset)),
        }
    }

    /// Returns the raw body.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content coding that isn't decoded.
    pub fn bytes<E>(self) -> Result<Bytes, Error<E>> {
        Ok(self.decoded()?.body)
    }

    /// Ignores the body.
    ///
    /// # Errors
    /// Never fails; the result has the type of the other readers.
    pub fn empty<E>(self) -> Result<(), Error<E>> {
        Ok(())
    }

    /// Reads the body as JSON and returns it as an error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`], or [`Error::Decode`] if the body isn't of this type.
    #[inline]
    pub fn error_json<T: Decode, O, E>(self, error: fn(T) -> E) -> Result<O, Error<E>> {
        let response = self.decoded()?;
        match response.decode() {
            Ok(value) => Err(Error::Api(Box::new(ApiError::new(response, error(value))))),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(response, error)))),
        }
    }

    /// Reads the body as text and returns it as an error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`], or [`Error::Decode`] if the body isn't UTF-8.
    pub fn error_text<O, E>(self, error: fn(String) -> E) -> Result<O, Error<E>> {
        let text = self.clone().text()?;
        Err(Error::Api(Box::new(ApiError::new(self, error(text)))))
    }

    /// Returns the raw body as an error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`], or [`Error::Decode`] if the body has a content coding that isn't
    /// decoded.
    pub fn error_bytes<O, E>(self, error: fn(Bytes) -> E) -> Result<O, Error<E>> {
        let response = self.decoded()?;
        let bytes = response.body.clone();
        Err(Error::Api(Box::new(ApiError::new(response, error(bytes)))))
    }

    /// Ignores the body and returns an error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`].
    pub fn error_empty<O, E>(self, error: E) -> Result<O, Error<E>> {
        Err(Error::Api(Box::new(ApiError::new(self, error))))
    }

    /// Reads the body as [`IncomingResponse::events`] does.
    ///
    /// # Errors
    /// [`Error::Decode`] under the same conditions.
    pub fn events<T: Decode, E>(self) -> Result<EventStream<T>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).events().map_err(|_| response.no_events())
    }

    /// Reads the body as [`IncomingResponse::text_events`] does.
    ///
    /// # Errors
    /// [`Error::Decode`] under the same conditions.
    pub fn text_events<E>(self) -> Result<EventStream<String>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).text_events().map_err(|_| response.no_events())
    }

    /// Reads the body as [`IncomingResponse::whole_events`] does.
    ///
    /// # Errors
    /// [`Error::Decode`] under the same conditions.
    pub fn whole_events<T: Decode, E>(self) -> Result<EventStream<T>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).whole_events().map_err(|_| response.no_events())
    }

    /// Reads the body as JSON values, one per line.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content coding that isn't decoded.
    pub fn lines<T: Decode, E>(self) -> Result<JsonLines<T>, Error<E>> {
        Ok(JsonLines::new(self.decoded()?.into(), b'\n'))
    }

    /// Reads the body as a JSON text sequence (RFC 7464).
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content coding that isn't decoded.
    pub fn records<T: Decode, E>(self) -> Result<JsonLines<T>, Error<E>> {
        Ok(JsonLines::new(self.decoded()?.into(), b'\x1E'))
    }

    /// Returns the raw body as a stream with a single chunk.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content coding that isn't decoded.
    pub fn chunks<E>(self) -> Result<ByteStream, Error<E>> {
        Ok(ByteStream::new(self.decoded()?.into()))
    }

    /// Returns the error for a status that the document doesn't describe.
    ///
    /// # Errors
    /// Always: [`Error::UndocumentedStatus`].
    pub fn undocumented<O, E>(self) -> Result<O, Error<E>> {
        Err(Error::UndocumentedStatus(Box::new(UndocumentedStatus::new(self))))
    }

    /// Returns the response itself if its body is decoded.
    ///
    /// # Errors
    /// [`Error::Decode`] if its body has a content coding that isn't decoded.
    fn decoded<E>(self) -> Result<Self, Error<E>> {
        if !self.body.is_empty() && is_encoded(self.headers()) {
            return Err(self.invalid(STILL_ENCODED, 0));
        }
        Ok(self)
    }

    #[cold]
    fn no_events<E>(self) -> Error<E> {
        self.invalid("not an event stream", 0)
    }

    #[cold]
    fn invalid<E>(self, reason: &'static str, offset: usize) -> Error<E> {
        let error = DecodeError::new(DecodeErrorKind::Body(reason), offset);
        Error::Decode(Box::new(InvalidBody::new(self, error)))
    }

    /// Decodes the body as JSON, without a byte order mark, which some servers write (RFC 8259,
    /// 8.1).
    #[inline]
    fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        let text = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        json::from_slice_within(text, self.clock.as_deref())
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
