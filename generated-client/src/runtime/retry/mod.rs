//! [`RetryPolicy`]: the conditions and the waits for retrying a call.

mod after;
mod budget;
mod date;
mod key;

use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderName, StatusCode};

use super::error::Failure;
use super::platform::{self, time_of_day};

pub(crate) use after::{retry_after, seconds};
pub use budget::RetryBudget;
pub(crate) use budget::{AfterTimeout, Bucket, RetryCost};
pub(crate) use key::{IDEMPOTENCY_KEY, random_key};

/// The conditions and the waits for retrying a failed call.
///
/// A call is retried if the connection failed, if a response stopped, or if the status is 408, 425,
/// 429 or 5xx; by default, a request is sent up to three times. The wait in between is the one that
/// the server requests with `retry-after`, or else random, up to a limit that doubles each time
/// (full jitter). If the wait would exceed the call's `timeout`, the error is returned immediately.
///
/// A document may declare a policy, for all operations or for one, which applies if neither the
/// client nor the call has one.
///
/// A request whose method isn't idempotent, such as `POST`, may have been processed although it
/// failed. It is retried only with an idempotency key or if the policy allows it, or if it can't
/// have been processed: there was no connection, or the server returned 429, or 503 with
/// `retry-after`. If the document or the configuration names the header field of idempotency keys,
/// each call generates one, the same for all attempts. A request whose credential the server
/// rejected (401) wasn't processed either. It is retried with another credential, if a
/// [`SecretProvider`](super::SecretProvider) returns one.
///
/// All calls of a client share a [`RetryBudget`].
///
/// ```
/// use std::time::Duration;
///
/// use polar_client::{Call, ClientBuilder, Operation, RetryPolicy};
///
/// fn patient(builder: ClientBuilder) -> ClientBuilder {
///     let waits = (Duration::from_secs(1), Duration::from_secs(30));
///     builder.retry(RetryPolicy::attempts(6).backoff(waits.0, waits.1))
/// }
///
/// fn once<Op: Operation>(call: Call<Op>) -> Call<Op> {
///     call.retry(RetryPolicy::none())
/// }
///
/// fn safely<Op: Operation>(call: Call<Op>) -> Call<Op> {
///     call.idempotency_key("order-1337")
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    methods: Methods,
}

/// The methods of requests that may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Methods {
    Idempotent,
    All,
}

impl Default for RetryPolicy {
    /// Up to three attempts, with waits of up to half a second and up to a second in between.
    fn default() -> Self {
        Self::attempts(3)
    }
}

impl RetryPolicy {
    /// Sends each request once, without retries.
    pub const fn none() -> Self {
        Self::attempts(1)
    }

    /// Sends a request up to this number of times.
    pub const fn attempts(attempts: u32) -> Self {
        Self {
            attempts,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(8),
            methods: Methods::Idempotent,
        }
    }

    /// The policy of a document: the maximum number of attempts, and the first and the longest wait
    /// in milliseconds.
    pub(crate) const fn documented(attempts: u32, base_delay: u64, max_delay: u64) -> Self {
        let (base_delay, max_delay) =
            (Duration::from_millis(base_delay), Duration::from_millis(max_delay));
        Self::attempts(attempts).backoff(base_delay, max_delay)
    }

    /// Waits up to `base_delay` before the second attempt, up to twice that before the third, and
    /// so on, but no longer than `max_delay`. A wait that the server requests isn't bounded by
    /// these.
    #[must_use]
    pub const fn backoff(mut self, base_delay: Duration, max_delay: Duration) -> Self {
        self.base_delay = base_delay;
        self.max_delay = max_delay;
        self
    }

    /// Also retries requests that may have been processed, such as a `POST` without an idempotency
    /// key.
    #[must_use]
    pub const fn even_if_not_idempotent(mut self) -> Self {
        self.methods = Methods::All;
        self
    }

    /// Whether there are more attempts after this number of them.
    pub(crate) fn has_more(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Whether a request may be retried although it may have been processed. `key` is the header
    /// field of its idempotency key.
    pub(crate) fn allows_repeat(
        &self,
        request: &http::Request<impl Sized>,
        key: &HeaderName,
    ) -> bool {
        self.methods == Methods::All
            || is_idempotent(request.method().as_str())
            || request.headers().contains_key(key)
            || request.headers().contains_key(IDEMPOTENCY_KEY)
    }

    /// The wait after this number of attempts: the fraction `part` of the limit.
    pub(crate) fn wait(&self, attempts: u32, part: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let limit = self.base_delay.saturating_mul(factor).min(self.max_delay);
        let part = f64::from(part) / f64::from(u32::MAX);
        // A wait that is too long for a float is too long for any call.
        Duration::try_from_secs_f64(limit.as_secs_f64() * part).unwrap_or(limit)
    }

    /// The wait before the next attempt, after a response; `None` if a retry is of no use.
    pub(crate) fn next(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        attempts: u32,
    ) -> Option<Duration> {
        let requested = || retry_after(headers, time_of_day);
        is_retryable(status).then(|| requested().unwrap_or_else(|| self.wait(attempts, random())))
    }

    /// The wait before the next attempt, after an error; `None` if a retry is of no use.
    pub(crate) fn next_after(&self, error: &Failure, attempts: u32) -> Option<Duration> {
        let requested = || error.retry_after();
        error.is_retryable().then(|| requested().unwrap_or_else(|| self.wait(attempts, random())))
    }
}

/// Whether a request method is idempotent (RFC 9110, 9.2.2; `QUERY` is safe).
pub(crate) fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY")
}

/// Whether a response means that the request wasn't processed: 429 (RFC 6585, 4), or 503 with
/// `retry-after` (RFC 9110, 15.6.4).
pub(crate) fn is_throttling(status: StatusCode, headers: &HeaderMap) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::SERVICE_UNAVAILABLE && headers.contains_key(RETRY_AFTER)
}

/// Whether the same request may succeed later.
pub(crate) fn is_retryable(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500..=599)
}

/// A random number for jitter, which needn't be secure.
fn random() -> u32 {
    (platform::random() >> 32) as u32
}
