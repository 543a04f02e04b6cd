//! Polling: [`Call::until`] repeats a call until its response has the expected state.

mod run;
mod state;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::{Call, Error, Operation, RawResponse};
use state::Progress;
pub(crate) use state::polled;
pub use state::{Polled, States};

/// The default first wait, and the default longest one.
const DEFAULT_BACKOFF: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

/// The default time limit.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(600);

impl<Op: Operation + Clone> Call<Op> {
    /// Repeats the call until `is_done` returns `true` for its output. Each repetition is a
    /// separate call with its own time limits and retries; an error ends the polling.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use polar_client::{Call, Error, Operation};
    ///
    /// async fn ready<Op: Operation + Clone>(
    ///     job: Call<Op>,
    ///     is_ready: fn(&Op::Output) -> bool,
    /// ) -> Result<Op::Output, Error<Op::Error>> {
    ///     job.until(is_ready)
    ///         .backoff(Duration::from_secs(2), Duration::from_secs(20))
    ///         .at_most(Duration::from_secs(300))
    ///         .await
    /// }
    /// ```
    #[inline]
    pub fn until(
        self,
        mut is_done: impl FnMut(&Op::Output) -> bool + Send + 'static,
    ) -> Polling<Op> {
        Polling::new(self, move |_, output| match is_done(output) {
            true => Progress::Done,
            false => Progress::Pending(None),
        })
    }
}

impl<Op: Polled + Clone> Call<Op> {
    /// Repeats the call, like [`until`](Self::until), until its response has a state that means
    /// success. A state that means failure ends the polling with [`Error::Polling`].
    #[inline]
    pub fn until_done(self) -> Polling<Op> {
        Polling::new(self, |response, _| Op::STATES.progress(response))
    }
}

/// Determines the progress from a response.
type ProgressFn<Output> = Box<dyn FnMut(&RawResponse, &Output) -> Progress + Send>;

/// A call that is repeated: [`Call::until`]. `.await` starts it and returns the last response.
///
/// Between two calls it waits for the time that the server requests with `retry-after`, or else for
/// one second, and then twice as long each time, up to 30 seconds. The last wait is shortened if it
/// would exceed the time limit.
#[must_use = "nothing is sent until it is awaited"]
pub struct Polling<Op: Operation> {
    call: Call<Op>,
    progress: ProgressFn<Op::Output>,
    backoff: (Duration, Duration),
    timeout: Duration,
}

impl<Op: Operation> Polling<Op> {
    fn new(
        call: Call<Op>,
        progress: impl FnMut(&RawResponse, &Op::Output) -> Progress + Send + 'static,
    ) -> Self {
        Self {
            call,
            progress: Box::new(progress),
            backoff: DEFAULT_BACKOFF,
            timeout: DEFAULT_TIMEOUT,
        }
    }

    /// Sets the wait before the second call to `base_delay`. It doubles each time, up to
    /// `max_delay`. A `retry-after` of the server isn't bounded by these.
    pub fn backoff(mut self, base_delay: Duration, max_delay: Duration) -> Self {
        self.backoff = (base_delay, max_delay);
        self
    }

    /// Sets the time limit, instead of ten minutes. After it, polling ends with [`Error::Polling`].
    /// A call that is already in flight isn't cut short.
    pub fn at_most(mut self, time: Duration) -> Self {
        self.timeout = time;
        self
    }
}

/// The wait after this number of calls.
fn wait((base_delay, max_delay): (Duration, Duration), calls: u32) -> Duration {
    let factor = 1_u32.checked_shl(calls.saturating_sub(1)).unwrap_or(u32::MAX);
    base_delay.saturating_mul(factor).min(max_delay)
}

impl<Op: Operation> fmt::Debug for Polling<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polling").field("call", &self.call).finish_non_exhaustive()
    }
}

impl<Op: Operation + Clone> IntoFuture for Polling<Op> {
    type Output = Result<Op::Output, Error<Op::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
