//! [`RetryPolicy`]: when a call is sent again, and how long it waits before.

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
pub(crate) use budget::{AfterTimeout, Bucket, Taken};
pub(crate) use key::{IDEMPOTENCY_KEY, random_key};

/// When a call that failed is sent again.
///
/// It is where the connection failed, a response stopped, or the status is 408, 425, 429 or 5xx; a
/// client sends a request up to three times unless told otherwise. The wait between is what the
/// server asks for with `retry-after`, else random, up to a limit that doubles each time (full
/// jitter). Where the wait would outlast the call's `timeout`, the failure is given at once.
///
/// A document may have a policy of its own, for all operations or for one, which counts where neither
/// the client nor the call has one.
///
/// A request whose method is not idempotent, such as `POST`, may have been carried out although it
/// failed. It is sent again only with an idempotency key, or where the policy says so; and where it
/// was certainly not carried out: there was no connection, or the server answered 429, or 503 with
/// `retry-after`. Where the document or the configuration names the header of keys, each call has
/// one by itself, the same for all attempts. A request whose credential the server refused (401)
/// was not carried out either, and is sent again with another one, where a
/// [`SecretProvider`](super::SecretProvider) has it.
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
    first: Duration,
    longest: Duration,
    methods: Methods,
}

/// The requests that may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Methods {
    Idempotent,
    All,
}

impl Default for RetryPolicy {
    /// Up to three attempts, with waits of up to half a second and up to a second between.
    fn default() -> Self {
        Self::attempts(3)
    }
}

impl RetryPolicy {
    /// Sends each request once.
    pub const fn none() -> Self {
        Self::attempts(1)
    }

    /// Sends a request up to so many times.
    pub const fn attempts(attempts: u32) -> Self {
        Self {
            attempts,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            methods: Methods::Idempotent,
        }
    }

    /// The policy of a document: the most attempts, and the first and the longest wait in
    /// milliseconds.
    pub(crate) const fn documented(attempts: u32, first: u64, longest: u64) -> Self {
        let (first, longest) = (Duration::from_millis(first), Duration::from_millis(longest));
        Self::attempts(attempts).backoff(first, longest)
    }

    /// Waits up to `first` before the second attempt, up to twice that before the third, and so
    /// on, but no longer than `longest`. What the server asks for is not bound by these.
    #[must_use]
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Sends also requests again that may have been carried out, such as a `POST` without an
    /// idempotency key.
    #[must_use]
    pub const fn even_if_not_idempotent(mut self) -> Self {
        self.methods = Methods::All;
        self
    }

    /// Whether there are more attempts than so many.
    pub(crate) fn has_more(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Whether a request may be sent again although it may have been carried out. It has its key in
    /// this header field.
    pub(crate) fn repeats(&self, request: &http::Request<impl Sized>, key: &HeaderName) -> bool {
        self.methods == Methods::All
            || is_idempotent(request.method().as_str())
            || request.headers().contains_key(key)
            || request.headers().contains_key(IDEMPOTENCY_KEY)
    }

    /// The wait after so many attempts: a part of the limit, between nothing and all of it.
    pub(crate) fn wait(&self, attempts: u32, part: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let limit = self.first.saturating_mul(factor).min(self.longest);
        let part = f64::from(part) / f64::from(u32::MAX);
        // What is too long for a float is too long for any call.
        Duration::try_from_secs_f64(limit.as_secs_f64() * part).unwrap_or(limit)
    }

    /// How long to wait before the next attempt, after a response to this one; none where another
    /// one is of no use.
    pub(crate) fn next(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        attempts: u32,
    ) -> Option<Duration> {
        let asked = || retry_after(headers, time_of_day);
        is_retryable(status).then(|| asked().unwrap_or_else(|| self.wait(attempts, random())))
    }

    /// How long to wait before the next attempt, after this one failed; none where another one is
    /// of no use.
    pub(crate) fn next_after(&self, error: &Failure, attempts: u32) -> Option<Duration> {
        let asked = || error.retry_after();
        error.is_retryable().then(|| asked().unwrap_or_else(|| self.wait(attempts, random())))
    }
}

/// Whether a request with this method does the same when it comes twice (RFC 9110, section 9.2.2;
/// `QUERY` is safe).
pub(crate) fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY")
}

/// Whether a response says that the request was not carried out: 429 (RFC 6585, section 4), or 503
/// with the time of another try (RFC 9110, section 15.6.4).
pub(crate) fn was_refused(status: StatusCode, headers: &HeaderMap) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::SERVICE_UNAVAILABLE && headers.contains_key(RETRY_AFTER)
}

/// Whether the same request may be answered otherwise later.
pub(crate) fn is_retryable(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500..=599)
}

/// A number that differs each time: what keeps clients from coming back all at once needs no more.
fn random() -> u32 {
    (platform::random() >> 32) as u32
}
