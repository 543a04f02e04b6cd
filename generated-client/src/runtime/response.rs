//! [`RawResponse`]: what the server answered, before it is read as a type.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::clock::Clock;
use super::coding::{STILL_CODED, is_coded};
use super::error::{ApiError, Error, InvalidBody, Target, UndocumentedStatus};
use super::json::{self, Decode, DecodeError, DecodeErrorKind};
use super::reply::{Head, request_id};
use super::{ByteStream, EventStream, Header, IncomingResponse, JsonLines, media_type};

/// What the server answered. `Debug` shows the status and the length of the body only.
#[derive(Clone)]
pub struct RawResponse {
    head: Head,
    body: Bytes,
    /// The time of the call, in which the body is read as a type.
    clock: Option<Arc<Clock>>,
}

impl RawResponse {
    /// A response that has been read to its end.
    pub fn new(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let head = Head { status: parts.status, headers: parts.headers, attempts: 1, target: None };
        Self::of(head, body)
    }

    pub(crate) fn of(head: Head, body: Bytes) -> Self {
        Self { head, body, clock: None }
    }

    /// The same response, to be read within the time of this clock.
    pub(crate) fn within(mut self, clock: Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    pub(crate) fn into_parts(self) -> (Head, Bytes) {
        (self.head, self.body)
    }

    /// The operation that was called; none where the response came by other means.
    pub(crate) fn target(&self) -> Option<&Target> {
        self.head.target.as_ref()
    }

    pub(crate) fn set_target(&mut self, target: Target) {
        self.head.target.get_or_insert(target);
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The name that the server gave to the call, to quote when asking for help: `x-request-id`,
    /// `request-id`, `x-correlation-id`, or what hosts and proxies call it.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// How many requests were sent until this one came: more than one after retries.
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }

    /// Reads a header field that the API documents.
    ///
    /// # Errors
    /// The field is there, but none of this type.
    pub fn header<T: Decode>(&self, header: Header<T>) -> Result<Option<T>, DecodeError> {
        header.read(self.headers())
    }

    /// Whether the body is of this media type or range.
    pub fn is(&self, media_type: &str) -> bool {
        media_type::is(self.headers(), media_type)
    }

    /// Reads the body as JSON, whatever media type the server gives it: many label JSON
    /// `text/plain`, or not at all. What is no JSON is told by its text.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is none of this type.
    #[inline]
    pub fn json<T: Decode, E>(self) -> Result<T, Error<E>> {
        let response = self.decoded()?;
        match response.decode() {
            Ok(value) => Ok(value),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(response, error)))),
        }
    }

    /// Reads the body as text, in UTF-8 or in the charset that the server says.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is none.
    pub fn text<E>(self) -> Result<String, Error<E>> {
        let response = self.decoded()?;
        match media_type::text(response.headers(), &response.body) {
            Ok(text) => Ok(text.into_owned()),
            Err(offset) => Err(response.invalid("the text is not UTF-8", offset)),
        }
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content-encoding that is not decoded.
    pub fn bytes<E>(self) -> Result<Bytes, Error<E>> {
        Ok(self.decoded()?.body)
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
        let response = self.decoded()?;
        match response.decode() {
            Ok(value) => Err(Error::Api(Box::new(ApiError::new(response, error(value))))),
            Err(error) => Err(Error::Decode(Box::new(InvalidBody::new(response, error)))),
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
        let response = self.decoded()?;
        let bytes = response.body.clone();
        Err(Error::Api(Box::new(ApiError::new(response, error(bytes)))))
    }

    /// Ignores the body and gives this error of the operation.
    ///
    /// # Errors
    /// Always: [`Error::Api`].
    pub fn error_empty<O, E>(self, error: E) -> Result<O, Error<E>> {
        Err(Error::Api(Box::new(ApiError::new(self, error))))
    }

    /// The body as [`IncomingResponse::events`] reads it.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is of another media type.
    pub fn events<T: Decode, E>(self) -> Result<EventStream<T>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).events().map_err(|_| response.no_events())
    }

    /// The body as [`IncomingResponse::text_events`] reads it.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is of another media type.
    pub fn text_events<E>(self) -> Result<EventStream<String>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).text_events().map_err(|_| response.no_events())
    }

    /// The body as [`IncomingResponse::whole_events`] reads it.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is of another media type.
    pub fn whole_events<T: Decode, E>(self) -> Result<EventStream<T>, Error<E>> {
        let response = self.decoded()?;
        IncomingResponse::from(response.clone()).whole_events().map_err(|_| response.no_events())
    }

    /// The body as JSON values, one a line.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content-encoding that is not decoded.
    pub fn lines<T: Decode, E>(self) -> Result<JsonLines<T>, Error<E>> {
        Ok(JsonLines::new(self.decoded()?.into(), b'\n'))
    }

    /// The body as a JSON text sequence (RFC 7464).
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content-encoding that is not decoded.
    pub fn records<T: Decode, E>(self) -> Result<JsonLines<T>, Error<E>> {
        Ok(JsonLines::new(self.decoded()?.into(), b'\x1E'))
    }

    /// The body in one chunk.
    ///
    /// # Errors
    /// [`Error::Decode`] if it has a content-encoding that is not decoded.
    pub fn chunks<E>(self) -> Result<ByteStream, Error<E>> {
        Ok(ByteStream::new(self.decoded()?.into()))
    }

    /// The outcome for a status that the document does not describe.
    ///
    /// # Errors
    /// Always: [`Error::UndocumentedStatus`].
    pub fn undocumented<O, E>(self) -> Result<O, Error<E>> {
        Err(Error::UndocumentedStatus(Box::new(UndocumentedStatus::new(self))))
    }

    /// The response itself.
    ///
    /// # Errors
    /// [`Error::Decode`] if its body has a content-encoding that is not decoded, and is not what it
    /// would be read as.
    fn decoded<E>(self) -> Result<Self, Error<E>> {
        if !self.body.is_empty() && is_coded(self.headers()) {
            return Err(self.invalid(STILL_CODED, 0));
        }
        Ok(self)
    }

    #[cold]
    fn no_events<E>(self) -> Error<E> {
        self.invalid("no event stream", 0)
    }

    #[cold]
    fn invalid<E>(self, reason: &'static str, offset: usize) -> Error<E> {
        let error = DecodeError::new(DecodeErrorKind::Body(reason), offset);
        Error::Decode(Box::new(InvalidBody::new(self, error)))
    }

    /// The body as JSON, without a byte order mark, which some servers write (RFC 8259, section
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
