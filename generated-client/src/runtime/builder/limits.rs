//! The limits of calls, and their retries.

use std::sync::Arc;
use std::time::Duration;

use super::ClientBuilder;
use crate::runtime::timer::ClientTimer;
use crate::runtime::{RetryBudget, RetryPolicy, Timer};

impl ClientBuilder {
    /// Gives up a call after this time, from the start to the end of the response, with all
    /// retries. 60 s unless set; a call can have its own. Of a response that is read as it comes
    /// in, only the head has to come in this time.
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

    /// Gives up connecting after this time. 10 s unless set; another transport has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect_timeout = timeout;
        self
    }

    /// Gives up when nothing has come in for this time. 30 s unless set; unless set there is no
    /// such limit to a stream of events or of JSON values, which may be about what is yet to happen.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.limits.read_timeout = Some(timeout);
        self
    }

    /// Takes responses of at most this many bytes, decoded: however small it was sent, no more of
    /// it is held. 16 MiB unless set.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.limits.response = bytes;
        self
    }

    /// Sends requests that failed again by this policy, instead of the one of the document, or
    /// [`RetryPolicy::default`].
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Lets all calls be retried together no more than this, instead of [`RetryBudget::default`].
    #[must_use]
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Sends in this header field how many times a request was sent before: 0, then 1 and so on.
    #[must_use]
    pub fn retry_count_header(mut self, name: impl Into<String>) -> Self {
        self.retry_count = Some(name.into());
        self
    }

    /// Follows up to so many redirects of a `GET` or `HEAD`; none unless set. Credentials, and all
    /// else that is for the server, go along only to its own origin; and no redirect leads from
    /// https to plain http.
    #[must_use]
    pub fn follow_redirects(mut self, most: u32) -> Self {
        self.redirects = most;
        self
    }

    /// Keeps to the limits of time, and waits between attempts, by this timer.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(ClientTimer::Own(Arc::new(timer)));
        self
    }
}
