//! [`Clock`]: the time limits of a call. [`Watch`]: wakes a task when one of them is reached.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::Error;
use super::error::{Failure, Timeout, TimeoutLimit, TimeoutPhase};
use super::limits::{DEFAULT_READ_TIMEOUT, Limits};
use super::platform::Instant;
use super::timer::{ClientTimer, Sleep, Timer};

/// The time limits of a call, with all its attempts.
#[derive(Clone)]
pub(crate) struct Clock {
    timer: Option<ClientTimer>,
    limits: Limits,
    end: Option<Instant>,
}

impl Clock {
    /// Starts the clock.
    pub(crate) fn start(timer: Option<ClientTimer>, limits: Limits) -> Self {
        let end = now(timer.as_deref()).checked_add(limits.timeout);
        Self { timer, limits, end }
    }

    /// The sleep that wakes the first watch of a call, if the timer had to create it to find out
    /// whether it works in this runtime.
    ///
    /// # Errors
    /// The reason why the timer doesn't work here.
    pub(crate) fn alarm(&self) -> Result<Option<Sleep>, &'static str> {
        let Some(timer) = &self.timer else { return Ok(None) };
        let now = timer.now();
        let read = now.checked_add(self.limits.read_timeout.unwrap_or(DEFAULT_READ_TIMEOUT));
        let first = self.end.into_iter().chain(read).min();
        timer.first_sleep(first.unwrap_or(now))
    }

    /// The end of the call's time, or `None` if that is too far in the future to be represented.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.end
    }

    /// Starts another clock with the same limits.
    pub(crate) fn restarted(&self) -> Self {
        Self::start(self.timer.clone(), self.limits)
    }

    /// Whether the call has timed out.
    pub(crate) fn is_expired(&self) -> bool {
        self.end.is_some_and(|end| now(self.timer.as_deref()) >= end)
    }

    /// Waits for this duration and returns `true`. Returns `false` without waiting if the call
    /// would time out first, or if there is no timer.
    pub(crate) async fn pause(&self, wait: Duration) -> bool {
        let Some(timer) = &self.timer else { return false };
        let Some(at) = timer.now().checked_add(wait) else { return false };
        if self.end.is_some_and(|end| at >= end) {
            return false;
        }
        let Some(sleep) = timer.sleep_until(at) else { return false };
        sleep.await;
        true
    }

    /// The timeout error of a call.
    pub(crate) fn expired(
        &self,
        limit: TimeoutLimit,
        phase: TimeoutPhase,
        attempts: u32,
    ) -> Failure {
        let after = match limit {
            TimeoutLimit::Connect => self.limits.connect_timeout,
            TimeoutLimit::Read => self.limits.read_timeout.unwrap_or(DEFAULT_READ_TIMEOUT),
            TimeoutLimit::Total => self.limits.timeout,
        };
        Error::Timeout(Timeout { phase, limit, after, attempts, head: None, target: None })
    }
}

/// The current time of this timer, or of the system clock if there is none.
pub(crate) fn now(timer: Option<&dyn Timer>) -> Instant {
    timer.map_or_else(Instant::now, Timer::now)
}

/// Wakes a task that waits for a response when a time limit is reached.
pub(crate) struct Watch {
    pub(crate) clock: Clock,
    end: Option<Instant>,
    read: Option<Duration>,
    /// The time since which the task has been waiting without receiving data.
    idle: Option<Instant>,
    sleep: Option<Sleep>,
}

impl Watch {
    /// Creates a watch for one attempt, until the head of its response has been received.
    pub(crate) fn of(clock: &Clock) -> Self {
        let mut watch =
            Self { clock: clock.clone(), end: None, read: None, idle: None, sleep: None };
        watch.use_buffered_limits();
        watch
    }

    /// Sets the sleep that wakes this watch first.
    pub(crate) fn with_alarm(mut self, alarm: Option<Sleep>) -> Self {
        self.sleep = alarm;
        self
    }

    /// Creates a watch only for the end of the call's time.
    pub(crate) fn until_end(clock: &Clock) -> Self {
        Self { clock: clock.clone(), end: clock.end, read: None, idle: None, sleep: None }
    }

    /// Switches to the limits of a streamed body, after its head has been received: any time may
    /// pass between two events.
    pub(crate) fn use_event_limits(&mut self) {
        self.end = None;
        self.read = self.clock.limits.read_timeout;
    }

    /// Switches to the limits of a body that is read to its end: the call's timeouts apply.
    pub(crate) fn use_buffered_limits(&mut self) {
        self.end = self.clock.end;
        self.use_chunk_limits();
    }

    /// Switches to the limits of a body that may be endless, but is not expected to pause.
    pub(crate) fn use_chunk_limits(&mut self) {
        // The current sleep may end too late.
        self.sleep = None;
        self.read = Some(self.clock.limits.read_timeout.unwrap_or(DEFAULT_READ_TIMEOUT));
    }

    /// Records that data has been received.
    pub(crate) fn record_progress(&mut self) {
        self.idle = None;
    }

    /// Returns the limit that has been reached, or wakes the task when one is.
    pub(crate) fn poll_expired(&mut self, context: &mut Context<'_>) -> Poll<TimeoutLimit> {
        let Some(timer) = &self.clock.timer else { return Poll::Pending };
        let pause = self.read.and_then(|read| {
            let idle = *self.idle.get_or_insert_with(|| timer.now());
            idle.checked_add(read)
        });
        let (at, limit) = match (self.end, pause) {
            (Some(end), Some(pause)) if pause < end => (pause, TimeoutLimit::Read),
            (Some(end), _) => (end, TimeoutLimit::Total),
            (None, Some(pause)) => (pause, TimeoutLimit::Read),
            (None, None) => return Poll::Pending,
        };
        loop {
            // A sleep for an earlier time ends early and is then replaced, so that a response in
            // many pieces needs few sleeps.
            if self.sleep.is_none() {
                self.sleep = timer.sleep_until(at);
            }
            let Some(sleep) = &mut self.sleep else { return Poll::Pending };
            ready!(sleep.as_mut().poll(context));
            self.sleep = None;
            if timer.now() >= at {
                return Poll::Ready(limit);
            }
        }
    }
}

/// Waits for a future, unless a time limit is reached first.
pub(crate) async fn with_timeout<F: Future + Unpin>(
    watch: &mut Watch,
    mut future: F,
) -> Result<F::Output, TimeoutLimit> {
    poll_fn(|context| {
        if let Poll::Ready(output) = Pin::new(&mut future).poll(context) {
            return Poll::Ready(Ok(output));
        }
        watch.poll_expired(context).map(Err)
    })
    .await
}

/// Waits for a future, unless a time limit is reached; if both happen at once, the limit wins.
pub(crate) async fn with_strict_timeout<F: Future + Unpin>(
    watch: &mut Watch,
    mut future: F,
) -> Result<F::Output, TimeoutLimit> {
    poll_fn(|context| match watch.poll_expired(context) {
        Poll::Ready(limit) => Poll::Ready(Err(limit)),
        Poll::Pending => Pin::new(&mut future).poll(context).map(Ok),
    })
    .await
}
