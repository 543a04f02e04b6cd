//! Polling: [`Call::until`] asks again and again, until the answer is what is waited for.

mod again;
mod state;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::{Call, Error, Operation, RawResponse};
use state::Progress;
pub(crate) use state::polled;
pub use state::{Polled, States};

/// The first wait, and the longest one.
const WAITS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

/// How long is waited at most.
const AT_MOST: Duration = Duration::from_secs(600);

impl<Op: Operation + Clone> Call<Op> {
    /// Sends the call again and again, until this is true of its response. Each time is a call of
    /// its own, with its own limits of time and its own retries; a failure ends the polling.
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
    /// Sends the call again and again, as [`until`](Self::until) does, until its response is
    /// in a state in which it is done. One in which it has failed ends the polling with
    /// [`Error::Polling`].
    #[inline]
    pub fn until_done(self) -> Polling<Op> {
        Polling::new(self, |response, _| Op::STATES.progress(response))
    }
}

/// What the answer says of the progress.
type Reading<Output> = Box<dyn FnMut(&RawResponse, &Output) -> Progress + Send>;

/// A call that is sent again and again: [`Call::until`]. `.await` begins, and returns the last response.
///
/// Between two calls it waits for as long as the server asks for with `retry-after`, else for a
/// second, then twice as long each time, up to 30 seconds. The last wait is cut short where the time
/// would be up before.
#[must_use = "nothing is sent until it is awaited"]
pub struct Polling<Op: Operation> {
    call: Call<Op>,
    progress: Reading<Op::Output>,
    waits: (Duration, Duration),
    at_most: Duration,
}

impl<Op: Operation> Polling<Op> {
    fn new(
        call: Call<Op>,
        progress: impl FnMut(&RawResponse, &Op::Output) -> Progress + Send + 'static,
    ) -> Self {
        Self { call, progress: Box::new(progress), waits: WAITS, at_most: AT_MOST }
    }

    /// Waits for `first` before the second call, twice as long before the third, and so on, but no
    /// longer than `longest`. What the server asks for with `retry-after` is not bound by these.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.waits = (first, longest);
        self
    }

    /// Gives up after this time, instead of ten minutes, with [`Error::Polling`]. A call that is
    /// under way then is not cut short.
    pub fn at_most(mut self, time: Duration) -> Self {
        self.at_most = time;
        self
    }
}

/// The wait after so many calls.
fn wait((first, longest): (Duration, Duration), calls: u32) -> Duration {
    let factor = 1_u32.checked_shl(calls.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(longest)
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
