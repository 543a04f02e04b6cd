//! [`EventStream`]: server-sent events (WHATWG HTML, section 9.2).

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

/// What some servers send behind the last event.
const DONE: &str = "[DONE]";

/// An event that the server sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event, where the server says it.
    pub event: Option<String>,
    /// The last id that the server has sent: what `Last-Event-ID` asks to go on from. One that no
    /// header field can hold is not heeded.
    pub id: Option<String>,
    /// How long the server wants a client to wait before it connects again.
    pub retry: Option<Duration>,
    /// What it is about.
    pub data: T,
}

/// Events as the server sends them.
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
/// Also a [`Stream`], for the adapters of the crates `futures` and `tokio-stream`. An event may be
/// as long as the client's limit for responses; their number is not limited.
pub struct EventStream<T> {
    pub(super) response: IncomingResponse,
    messages: Messages,
    read: fn(&Message, Option<&Clock>) -> Result<T, DecodeError>,
    is_over: bool,
    /// Whether the server said that there is nothing more.
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

    /// The id of the last event, to go on from with the header `last-event-id`. Also of one without
    /// data, which is not given.
    pub fn last_event_id(&self) -> Option<&str> {
        self.messages.last_id()
    }

    /// The same events, behind those of another connection that ended with this id.
    pub(super) fn behind(mut self, id: Option<String>) -> Self {
        self.messages.go_on(id);
        self
    }

    /// How long the server wants a client to wait before it connects again, where it says so.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.messages.retry()
    }

    /// Whether the server said that there is nothing more.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// The event of a message; none where it only ends the stream or keeps it open.
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
    /// The next event; none at the end.
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
            if self.messages.held() > self.response.limit() {
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
