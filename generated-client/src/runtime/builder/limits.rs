//! The settings for timeouts, limits, retries and redirects.

use std::sync::Arc;
use std::time::Duration;

use super::ClientBuilder;
use crate::runtime::timer::ClientTimer;
use crate::runtime::{RetryBudget, RetryPolicy, Timer};

impl ClientBuilder {
    /// Sets the timeout of a call, from its start to the end of the response, including all
    /// retries. The default is 60 s; a call can override it. For a streamed response, only the head
    /// has to be received within this time.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use polar_client::{ClientBuilder, RetryPolicy};
    ///
    /// fn hasty(builder: ClientBuilder) -> ClientBuilder {
    ///     builder
    ///         .connect_timeout(Duration::from_secs(2))
    ///         .read_timeout(Duration::from_secs(5))
    ///         .timeout(Duration::from_secs(10))
    ///         .response_limit(1024 * 1024)
    ///         .retry(RetryPolicy::none())
    /// }
    /// ```
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Sets the connect timeout. The default is 10 s; a custom transport has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect_timeout = timeout;
        self
    }

    /// Sets the read timeout: the maximum time without receiving data. The default is 30 s, except
    /// for streams of events or of JSON values, which may be idle and have no read timeout by
    /// default.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.limits.read_timeout = Some(timeout);
        self
    }

    /// Sets the maximum size of a response body in bytes, after decompression. No more than that is
    /// kept in memory. The default is 16 MiB.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.limits.response = bytes;
        self
    }

    /// Sets the retry policy, instead of the one of the document or [`RetryPolicy::default`].
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets the budget for the retries of all calls together, instead of [`RetryBudget::default`].
    #[must_use]
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Sends the retry count in this header field: 0 for the first attempt, then 1 and so on.
    #[must_use]
    pub fn retry_count_header(mut self, name: impl Into<String>) -> Self {
        self.retry_count = Some(name.into());
        self
    }

    /// Follows up to `max` redirects of a `GET` or `HEAD` request; none by default. Credentials
    /// and all other data for the server are sent only to its own origin, and redirects from https
    /// to plain http are not followed.
    #[must_use]
    pub fn follow_redirects(mut self, max: u32) -> Self {
        self.redirects = max;
        self
    }

    /// Sets the timer for timeouts and for the waits between attempts.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(ClientTimer::Own(Arc::new(timer)));
        self
    }
}
