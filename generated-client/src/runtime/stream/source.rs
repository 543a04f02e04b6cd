//! [`EventSource`]: server-sent events with automatic reconnection (WHATWG HTML, 9.2.3).

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::StatusCode;

use super::{Event, EventStream};
use crate::runtime::{Call, Error, Operation, Sleep};

/// The default reconnection time.
const DEFAULT_RETRY: Duration = Duration::from_secs(3);
/// The range of reconnection times that a server may request.
const RETRY_RANGE: RangeInclusive<Duration> =
    Duration::from_millis(100)..=Duration::from_secs(5 * 60);
/// The longest wait after failures.
const MAX_DELAY: Duration = Duration::from_secs(60);
/// The number of consecutive failures that end the stream.
const MAX_FAILURES: u32 = 5;

impl<Op, T> Call<Op>
where
    Op: Operation<Output = EventStream<T>> + Clone,
{
    /// Returns the events of this call with automatic reconnection: after the connection ends or
    /// fails, the call is repeated with the id of the last event in the header `last-event-id`.
    ///
    /// ```
    /// use polar_client::{Call, Error, EventStream, Operation};
    ///
    /// async fn sum<Op>(watch: Call<Op>) -> Result<i64, Error<Op::Error>>
    /// where
    ///     Op: Operation<Output = EventStream<i64>> + Clone,
    /// {
    ///     let mut events = watch.event_source();
    ///     let mut sum = 0;
    ///     while let Some(event) = events.next().await {
    ///         sum += event?.data;
    ///     }
    ///     Ok(sum)
    /// }
    /// ```
    pub fn event_source(self) -> EventSource<Op, T> {
        let state = State::Idle;
        EventSource { call: self, state, last_event_id: None, retry: DEFAULT_RETRY, failures: 0 }
    }
}

/// Server-sent events with automatic reconnection: [`Call::event_source`].
///
/// The reconnection time is the one that the server sends in `retry`, from 100 ms to five minutes,
/// or else three seconds, and longer after each failure. The stream ends when the server sends
/// `[DONE]` or returns status 204, when the API rejects the call, and after five consecutive
/// failures. Without a [`Timer`](crate::runtime::Timer) of the client, there is only one
/// connection.
pub struct EventSource<Op: Operation, T> {
    call: Call<Op>,
    state: State<Op, T>,
    last_event_id: Option<String>,
    retry: Duration,
    /// The number of consecutive failures.
    failures: u32,
}

enum State<Op: Operation, T> {
    /// There is no connection yet.
    Idle,
    Connecting(<Call<Op> as IntoFuture>::IntoFuture),
    Open(Box<EventStream<T>>),
    Waiting(Sleep),
    Ended,
}

/// All futures are boxed or can be moved.
impl<Op: Operation, T> Unpin for EventSource<Op, T> {}

impl<Op, T> EventSource<Op, T>
where
    Op: Operation<Output = EventStream<T>> + Clone,
{
    /// Returns the id of the last event. An event without data isn't returned, but its id is.
    pub fn last_event_id(&self) -> Option<&str> {
        match &self.state {
            State::Open(stream) => stream.last_event_id(),
            _ => self.last_event_id.as_deref(),
        }
    }

    /// Returns the next event, or `None` at the end. An event that doesn't match the document is
    /// an error, after which the stream continues; any other error ends the stream.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose an event.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<Op::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns an iterator that blocks the current thread, for use without async.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> crate::runtime::Blocking<Self> {
        crate::runtime::Blocking::new(self)
    }

    fn connect(&self) -> State<Op, T> {
        let mut call = self.call.clone();
        if let Some(id) = &self.last_event_id {
            call = call.header("last-event-id", id);
        }
        State::Connecting(call.into_future())
    }

    /// Keeps the state of this connection that the next one needs.
    fn save_connection(&mut self) {
        if let State::Open(stream) = &self.state {
            self.last_event_id = stream.last_event_id().map(str::to_owned);
            let retry = stream.retry().map(|it| it.clamp(*RETRY_RANGE.start(), *RETRY_RANGE.end()));
            self.retry = retry.unwrap_or(self.retry);
        }
    }

    /// Waits for the next connection. Returns whether there is one.
    fn schedule_reconnect(&mut self) -> bool {
        let factor = 1_u32.checked_shl(self.failures).unwrap_or(u32::MAX);
        let wait = self.retry.max(self.retry.saturating_mul(factor).min(MAX_DELAY));
        let sleep = self.call.timer().and_then(|timer| {
            let at = timer.now().checked_add(wait)?;
            timer.sleep_until(at)
        });
        let is_scheduled = sleep.is_some();
        self.state = sleep.map_or(State::Ended, State::Waiting);
        is_scheduled
    }

    /// Reconnects after a transient error; otherwise returns the error and ends the stream.
    fn failed(&mut self, error: Error<Op::Error>) -> Option<Error<Op::Error>> {
        self.failures += 1;
        if error.is_retryable() && self.failures < MAX_FAILURES && self.schedule_reconnect() {
            return None;
        }
        self.state = State::Ended;
        let ends = error.status() == Some(StatusCode::NO_CONTENT);
        (!ends).then_some(error)
    }
}

impl<Op, T> Stream for EventSource<Op, T>
where
    Op: Operation<Output = EventStream<T>> + Clone,
{
    type Item = Result<Event<T>, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let failure = match &mut this.state {
                State::Ended => return Poll::Ready(None),
                State::Idle => {
                    this.state = this.connect();
                    None
                }
                State::Waiting(sleep) => {
                    ready!(sleep.as_mut().poll(context));
                    this.state = this.connect();
                    None
                }
                State::Connecting(connecting) => match ready!(connecting.as_mut().poll(context)) {
                    Ok(stream) => {
                        this.failures = 0;
                        this.state =
                            State::Open(Box::new(stream.resuming_from(this.last_event_id.take())));
                        None
                    }
                    Err(error) => this.failed(error),
                },
                State::Open(stream) => {
                    let next = ready!(stream.poll_event(context));
                    let is_done = stream.is_done();
                    match next {
                        Some(Ok(event)) => return Poll::Ready(Some(Ok(event))),
                        Some(Err(error @ Error::Decode(_))) => {
                            return Poll::Ready(Some(Err(error.widen())));
                        }
                        Some(Err(error)) => {
                            this.save_connection();
                            this.failed(error.widen())
                        }
                        None => {
                            this.save_connection();
                            if is_done {
                                this.state = State::Ended;
                            } else {
                                this.schedule_reconnect();
                            }
                            None
                        }
                    }
                }
            };
            if let Some(error) = failure {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl<Op: Operation, T> fmt::Debug for EventSource<Op, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSource")
            .field("operation", &Op::ID)
            .field("failures", &self.failures)
            .finish_non_exhaustive()
    }
}
