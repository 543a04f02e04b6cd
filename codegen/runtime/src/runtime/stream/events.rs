//! [`EventStream`]: a stream of server-sent events (WHATWG HTML, 9.2).

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{Message, Messages};
use crate::runtime::clock::Clock;
use crate::runtime::error::Failure;
use crate::runtime::json::DecodeError;
use crate::runtime::{Error, IncomingResponse};

/// The data that some servers send after the last event.
const DONE: &str = "[DONE]";

/// A server-sent event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event, if the server sent one.
    pub event: Option<String>,
    /// The last event id, to be sent as `Last-Event-ID` when resuming. An id that isn't valid in a
    /// header field is ignored.
    pub id: Option<String>,
    /// The reconnection time that the server requests.
    pub retry: Option<Duration>,
    /// The data of the event.
    pub data: T,
}

/// A stream of server-sent events.
///
/// ```
/// use client_runtime::runtime::{Error, EventStream};
///
/// async fn print(mut events: EventStream<String>) -> Result<(), Error> {
///     while let Some(event) = events.next().await {
///         println!("{}", event?.data);
///     }
///     Ok(())
/// }
/// ```
///
/// Also a [`Stream`], for the adapters of the crates `futures` and `tokio-stream`. The length of an
/// event is limited by the client's response limit; the number of events is not limited.
pub struct EventStream<T> {
    pub(super) response: IncomingResponse,
    messages: Messages,
    read: fn(&Message, Option<&Clock>) -> Result<T, DecodeError>,
    is_over: bool,
    /// Whether the server has sent the end marker.
    is_done: bool,
}

impl<T> EventStream<T> {
    pub(crate) fn new(
        response: IncomingResponse,
        read: fn(&Message, Option<&Clock>) -> Result<T, DecodeError>,
    ) -> Self {
        let messages = Messages::default();
        Self { response, messages, read, is_over: false, is_done: false }
    }

    /// Returns the id of the last event, to resume with the header `last-event-id`. An event
    /// without data isn't returned, but its id is.
    pub fn last_event_id(&self) -> Option<&str> {
        self.messages.last_id()
    }

    /// Continues after another connection that ended with this id.
    pub(super) fn resuming_from(mut self, id: Option<String>) -> Self {
        self.messages.resume(id);
        self
    }

    /// The reconnection time that the server requests, if any.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.messages.retry()
    }

    /// Whether the server has sent the end marker.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// The event of a message; `None` for one that only ends the stream or keeps it open.
    fn event(&mut self, message: Message) -> Option<Result<Event<T>, Failure>> {
        match (self.read)(&message, self.response.clock().as_ref()) {
            Ok(data) => {
                let Message { event, id, retry, .. } = message;
                Some(Ok(Event { event, id, retry, data }))
            }
            Err(_) if message.data == DONE => {
                self.is_over = true;
                self.is_done = true;
                None
            }
            Err(_) if message.data.is_empty() => None,
            Err(error) => Some(Err(self.response.invalid(Bytes::from(message.data), error))),
        }
    }
}

impl<T> EventStream<T> {
    /// Polls for the next event; `None` at the end.
    pub(super) fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Event<T>, Failure>>> {
        while !self.is_over {
            if let Some(message) = self.messages.next() {
                if let Some(event) = self.event(message) {
                    return Poll::Ready(Some(event));
                }
                continue;
            }
            if self.messages.buffered_len() > self.response.limit() {
                self.is_over = true;
                return Poll::Ready(Some(Err(self.response.too_large())));
            }
            match ready!(self.response.poll_chunk(context)) {
                Some(Ok(chunk)) => self.messages.feed(&chunk),
                None => self.is_over = true,
                Some(Err(error)) => {
                    self.is_over = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context).map_err(Error::from)
    }
}
