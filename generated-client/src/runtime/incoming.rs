//! [`IncomingResponse`]: a response whose body hasn't been read yet.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use super::clock::{Clock, Watch};
use super::content_encoding::{STILL_ENCODED, is_encoded};
use super::error::{Failure, ResponseHead, Target, TimeoutPhase};
use super::json::{Decode, DecodeError, DecodeErrorKind};
use super::reply::Head;
use super::send::classify;
use super::stream::{ByteStream, EventStream, JsonLines, Message};
use super::transport::ResponseBody;
use super::{BoxError, Error, InvalidBody, RawResponse, media_type};

/// A response whose body hasn't been read yet. `Debug` shows only the status.
pub struct IncomingResponse {
    head: Box<Head>,
    body: ResponseBody,
    /// The maximum length in bytes.
    limit: usize,
    /// The watch of the time limits; `None` if the response was received by other means.
    watch: Option<Box<Watch>>,
}

impl IncomingResponse {
    /// Creates a response that was received by other means; its length isn't limited.
    pub fn new<B>(response: http::Response<B>) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::of(response.map(ResponseBody::new), usize::MAX, None, 1)
    }

    /// Creates the response to the request with this number, with these limits.
    pub(crate) fn with_limits(
        response: http::Response<ResponseBody>,
        limit: usize,
        watch: Watch,
        attempts: u32,
        target: impl Into<Option<Target>>,
    ) -> Self {
        let mut incoming = Self::of(response, limit, Some(Box::new(watch)), attempts);
        incoming.head.target = target.into();
        incoming
    }

    fn of(
        response: http::Response<ResponseBody>,
        limit: usize,
        watch: Option<Box<Watch>>,
        attempts: u32,
    ) -> Self {
        let (parts, body) = response.into_parts();
        let head =
            Box::new(Head { status: parts.status, headers: parts.headers, attempts, target: None });
        Self { head, body, limit, watch }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns the header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns `true` if the body is of this media type or in this media range.
    pub fn is(&self, media_type: &str) -> bool {
        media_type::is(self.headers(), media_type)
    }

    /// Reads the body as server-sent events whose data is JSON.
    ///
    /// # Errors
    /// The response itself, if its media type isn't `text/event-stream`, or if it has a content
    /// coding that isn't decoded.
    pub fn events<T: Decode>(self) -> Result<EventStream<T>, Self> {
        self.event_stream(Message::json)
    }

    /// Reads the body as server-sent events whose data is text.
    ///
    /// # Errors
    /// The response itself, if its media type isn't `text/event-stream`, or if it has a content
    /// coding that isn't decoded.
    pub fn text_events(self) -> Result<EventStream<String>, Self> {
        self.event_stream(Message::text)
    }

    /// Reads the body as server-sent events, each an object with `data`, and with `event`, `id` and
    /// `retry` if they were sent.
    ///
    /// # Errors
    /// The response itself, if its media type isn't `text/event-stream`, or if it has a content
    /// coding that isn't decoded.
    pub fn whole_events<T: Decode>(self) -> Result<EventStream<T>, Self> {
        self.event_stream(Message::as_object)
    }

    fn event_stream<T>(
        self,
        read: fn(&Message, Option<&Clock>) -> Result<T, DecodeError>,
    ) -> Result<EventStream<T>, Self> {
        if media_type::differs_from(self.headers(), "text/event-stream") || self.is_encoded() {
            return Err(self);
        }
        Ok(EventStream::new(self, read))
    }

    /// Reads the body as JSON values, one per line.
    ///
    /// # Errors
    /// The response itself, if it has a content coding that isn't decoded.
    pub fn lines<T: Decode>(self) -> Result<JsonLines<T>, Self> {
        if self.is_encoded() { Err(self) } else { Ok(JsonLines::new(self, b'\n')) }
    }

    /// Reads the body as a JSON text sequence (RFC 7464).
    ///
    /// # Errors
    /// The response itself, if it has a content coding that isn't decoded.
    pub fn records<T: Decode>(self) -> Result<JsonLines<T>, Self> {
        if self.is_encoded() { Err(self) } else { Ok(JsonLines::new(self, b'\x1E')) }
    }

    /// Reads the raw body in chunks.
    ///
    /// # Errors
    /// The response itself, if it has a content coding that isn't decoded.
    pub fn chunks(mut self) -> Result<ByteStream, Self> {
        if self.is_encoded() {
            return Err(self);
        }
        if let Some(watch) = &mut self.watch {
            watch.use_chunk_limits();
        }
        Ok(ByteStream::new(self))
    }

    /// Whether the body has a content coding that isn't decoded.
    pub(crate) fn is_encoded(&self) -> bool {
        is_encoded(self.headers())
    }

    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// The maximum length of an event or a line, in bytes.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// The error for a body, or a part of it, that exceeds the limit.
    pub(crate) fn too_large(&self) -> Failure {
        let head = Box::new(ResponseHead::of(&self.head));
        let error = Error::BodyTooLarge {
            limit: self.limit,
            attempts: self.head.attempts,
            head,
            target: None,
        };
        self.with_target(error)
    }

    /// Polls for the next part of the body; `None` at its end.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                return self.poll_expired(context).map(|error| Some(Err(error)));
            };
            if let Some(watch) = &mut self.watch {
                watch.record_progress();
            }
            return Poll::Ready(match frame {
                None => None,
                Some(Err(error)) => Some(Err(self.failure(error))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // Trailers.
                    Err(_) => continue,
                },
            });
        }
    }

    /// Polls for the error of a time limit, while the body is awaited.
    fn poll_expired(&mut self, context: &mut Context<'_>) -> Poll<Failure> {
        let Some(watch) = &mut self.watch else { return Poll::Pending };
        let limit = ready!(watch.poll_expired(context));
        let error = watch.clock.expired(limit, TimeoutPhase::Body, self.head.attempts);
        Poll::Ready(self.with_target(error.in_body_of(&self.head)))
    }

    /// The error of a connection that failed while the body was read.
    fn failure(&self, source: BoxError) -> Failure {
        let attempts = self.head.attempts;
        let error = match &self.watch {
            Some(watch) => classify(source, &watch.clock, TimeoutPhase::Body, attempts),
            None => Error::Transport { source, attempts, head: None, target: None },
        };
        self.with_target(error.in_body_of(&self.head))
    }

    /// Adds the operation of the call to an error.
    fn with_target(&self, error: Failure) -> Failure {
        match self.head.target {
            Some(target) => error.of(target),
            None => error,
        }
    }

    /// The error for a stream that is still encoded.
    pub(crate) fn still_encoded(&self) -> Failure {
        self.invalid(Bytes::new(), DecodeError::new(DecodeErrorKind::Body(STILL_ENCODED), 0))
    }

    /// The error for a part of the body that doesn't match the document.
    pub(crate) fn invalid(&self, part: Bytes, error: DecodeError) -> Failure {
        let response = RawResponse::of(self.head().clone(), part);
        Error::Decode(Box::new(InvalidBody::new(response, error)))
    }

    /// Reads the body to its end, within the client's limits.
    pub(crate) async fn read(mut self) -> Result<RawResponse, Failure> {
        if let Some(watch) = &mut self.watch {
            watch.use_buffered_limits();
        }
        let limit = self.limit;
        if self.body.size_hint().lower() > limit as u64 {
            return Err(self.too_large());
        }
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        while let Some(chunk) = std::future::poll_fn(|context| self.poll_chunk(context)).await {
            let chunk = chunk?;
            if chunk.len() > limit - first.len() - rest.len() {
                return Err(self.too_large());
            }
            if first.is_empty() {
                first = chunk;
            } else {
                rest.extend_from_slice(&chunk);
            }
        }
        if rest.is_empty() {
            return Ok(self.into_raw(first));
        }
        let mut buffer = BytesMut::with_capacity(first.len() + rest.len());
        buffer.extend_from_slice(&first);
        buffer.extend_from_slice(&rest);
        Ok(self.into_raw(buffer.freeze()))
    }

    /// The response with its body, which has been received.
    fn into_raw(self, body: Bytes) -> RawResponse {
        let response = RawResponse::of(*self.head, body);
        match self.watch {
            Some(watch) => response.with_clock(watch.clock),
            None => response,
        }
    }

    /// The time limits for reading a part of the body: the limits of a call, starting now.
    pub(crate) fn clock(&self) -> Option<Clock> {
        Some(self.watch.as_ref()?.clock.restarted())
    }
}

impl From<RawResponse> for IncomingResponse {
    /// Creates an unread response from one that has been read, to read it as a stream.
    fn from(response: RawResponse) -> Self {
        let (head, body) = response.into_parts();
        Self { head: Box::new(head), body: body.into(), limit: usize::MAX, watch: None }
    }
}

impl fmt::Debug for IncomingResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingResponse").field("status", &self.status()).finish_non_exhaustive()
    }
}
