//! [`Clock`]: the time that a call has. [`Watch`]: tells one who waits when it is up.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::Error;
use super::error::{Failure, Timeout, TimeoutLimit, TimeoutPhase};
use super::limits::{Limits, READ};
use super::platform::Instant;
use super::timer::{ClientTimer, Sleep, Timer};

/// The time that a call has, with all its attempts.
#[derive(Clone)]
pub(crate) struct Clock {
    timer: Option<ClientTimer>,
    limits: Limits,
    end: Option<Instant>,
}

impl Clock {
    /// Starts now.
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
        let read = now.checked_add(self.limits.read_timeout.unwrap_or(READ));
        let first = self.end.into_iter().chain(read).min();
        timer.first_sleep(first.unwrap_or(now))
    }

    /// When the call is over; none where that is too far away to be told.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.end
    }

    /// The same time once more, from now.
    pub(crate) fn again(&self) -> Self {
        Self::start(self.timer.clone(), self.limits)
    }

    /// Whether the call is over.
    pub(crate) fn is_over(&self) -> bool {
        self.end.is_some_and(|end| now(self.timer.as_deref()) >= end)
    }

    /// Waits, and tells whether it has: not where the call would be over before, or where there is
    /// no timer.
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

    /// The failure of a call whose time is up.
    pub(crate) fn expired(
        &self,
        limit: TimeoutLimit,
        phase: TimeoutPhase,
        attempts: u32,
    ) -> Failure {
        let after = match limit {
            TimeoutLimit::Connect => self.limits.connect_timeout,
            TimeoutLimit::Read => self.limits.read_timeout.unwrap_or(READ),
            TimeoutLimit::Total => self.limits.timeout,
        };
        Error::Timeout(Timeout { phase, limit, after, attempts, head: None, target: None })
    }
}

/// The time by this timer, or by the clock of the machine where there is none.
pub(crate) fn now(timer: Option<&dyn Timer>) -> Instant {
    timer.map_or_else(Instant::now, Timer::now)
}

/// Tells one who waits for a response when a time is up.
pub(crate) struct Watch {
    pub(crate) clock: Clock,
    end: Option<Instant>,
    read: Option<Duration>,
    /// Since when nothing has come in although it is waited for.
    idle: Option<Instant>,
    sleep: Option<Sleep>,
}

impl Watch {
    /// A watch for one attempt, until the head of its response has come.
    pub(crate) fn of(clock: &Clock) -> Self {
        let mut watch =
            Self { clock: clock.clone(), end: None, read: None, idle: None, sleep: None };
        watch.whole();
        watch
    }

    /// The same watch, which this wakes first.
    pub(crate) fn woken_by(mut self, alarm: Option<Sleep>) -> Self {
        self.sleep = alarm;
        self
    }

    /// A watch for the call's end alone.
    pub(crate) fn until_end(clock: &Clock) -> Self {
        Self { clock: clock.clone(), end: clock.end, read: None, idle: None, sleep: None }
    }

    /// The head of the response has come, and its body is given as it comes in: events, between
    /// which there may be any time.
    pub(crate) fn stream(&mut self) {
        self.end = None;
        self.read = self.clock.limits.read_timeout;
    }

    /// The body is read to its end after all: the call's times hold for it.
    pub(crate) fn whole(&mut self) {
        self.end = self.clock.end;
        self.flow();
    }

    /// The body may go on for ever, but is not meant to pause.
    pub(crate) fn flow(&mut self) {
        // What sleeps may be for a later time.
        self.sleep = None;
        self.read = Some(self.clock.limits.read_timeout.unwrap_or(READ));
    }

    /// Something came in.
    pub(crate) fn progress(&mut self) {
        self.idle = None;
    }

    /// Whether a time is up for one who waits; else wakes it when it is.
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
            // One that was for an earlier time ends early, and is followed by another one: so a
            // response in many pieces needs few.
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

/// Waits for this, unless a time is up before.
pub(crate) async fn within<F: Future + Unpin>(
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

/// Waits for this, unless a time is up: where both are at once, the time is up.
pub(crate) async fn before<F: Future + Unpin>(
    watch: &mut Watch,
    mut future: F,
) -> Result<F::Output, TimeoutLimit> {
    poll_fn(|context| match watch.poll_expired(context) {
        Poll::Ready(limit) => Poll::Ready(Err(limit)),
        Poll::Pending => Pin::new(&mut future).poll(context).map(Ok),
    })
    .await
}
