//! Any bytes as `retry-after` and, after a line feed, as `date`: a call waits as long as an
//! independent parser determines, or fails, but never panics.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use client_runtime::by_hand;
use client_runtime::runtime::{
    Body, BoxError, Error, Operation, RawResponse, RequestBuilder, ResponseBody, RetryPolicy,
    Sending, Sleep, Timer,
};
use futures_util::FutureExt as _;
use http::HeaderValue;
use http::header::{DATE, RETRY_AFTER};
use tower_service::Service;

use crate::seeds::Seeds;
use crate::target::Outcome;

/// The tolerance between the clocks of the client and of the test.
const TOLERANCE: Duration = Duration::from_secs(60);

/// Calls a server that responds with these header fields, and then with success.
///
/// # Panics
/// If the wait differs from the one in the header fields.
pub fn run(input: &[u8]) -> Outcome {
    let mut lines = input.splitn(2, |byte| *byte == b'\n');
    let (after, date) = (lines.next().unwrap_or_default(), lines.next());
    let Ok(after) = HeaderValue::from_bytes(after) else { return Outcome::Rejected };
    let Ok(date) = date.map(HeaderValue::from_bytes).transpose() else { return Outcome::Rejected };
    let expected = expected(&after, date.as_ref());
    let waited = wait(Server { after, date, calls: Arc::default() });
    if let Some(expected) = expected {
        let difference = waited.map(|waited| waited.abs_diff(expected));
        // A wait beyond the range of the clock ends the call.
        let is_endless = waited.is_none() && Instant::now().checked_add(expected).is_none();
        assert!(
            is_endless || difference.is_some_and(|it| it <= TOLERANCE),
            "waited {waited:?} instead of {expected:?}"
        );
    }
    Outcome::Checked
}

/// Each format (RFC 9110, 5.6.7 and 10.2.3), and values that are not valid.
pub fn seeds(_: &Seeds) -> Vec<Vec<u8>> {
    let texts = [
        "120",
        "0",
        "99999999999999999999",
        " 7 ",
        "1.5",
        "-1",
        "",
        "Sun, 06 Nov 1994 08:49:37 GMT\nSun, 06 Nov 1994 08:49:07 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT\nSun, 06 Nov 1994 08:49:07 GMT",
        "Sun Nov  6 08:49:37 1994\nSun, 06 Nov 1994 08:49:07 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT\nThu, 01 Jan 1970 00:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT\nlater",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Returns the wait according to an independent parser; `None` if it can't parse the header fields.
fn expected(after: &HeaderValue, date: Option<&HeaderValue>) -> Option<Duration> {
    let text = after.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = http_date(text)?;
    let from = match date {
        Some(date) => http_date(date.to_str().ok()?.trim())?,
        None => SystemTime::now(),
    };
    Some(until.duration_since(from).unwrap_or_default())
}

/// Parses a date in canonical form.
fn http_date(text: &str) -> Option<SystemTime> {
    let date = httpdate::parse_http_date(text).ok()?;
    // The parser accepts other forms, and ignores the day of the week.
    (httpdate::fmt_http_date(date) == text).then_some(date)
}

/// Returns the wait of a call before the retry; `None` if it is not retried.
fn wait(server: Server) -> Option<Duration> {
    let timer = Recorder { start: Instant::now(), waits: Arc::default() };
    let client = by_hand::client()
        .transport(server.clone())
        .timer(timer.clone())
        .timeout(Duration::MAX)
        .retry(RetryPolicy::attempts(2).backoff(Duration::ZERO, Duration::ZERO))
        .build()
        .expect("a complete client");
    let outcome =
        by_hand::call(&client, RetriedOperation).into_future().now_or_never().expect("no waits");
    let calls = *server.calls.lock().expect("one thread");
    assert_eq!(outcome.is_ok(), calls == 2, "{outcome:?} after {calls} calls");
    let waits = timer.waits.lock().expect("one thread");
    assert_eq!(waits.len() + 1, calls as usize, "each wait is followed by a call");
    waits.first().copied()
}

/// The operation that is retried.
#[derive(Clone, Copy)]
struct RetriedOperation;

impl Operation for RetriedOperation {
    type Output = ();
    type Error = Infallible;

    const ID: &'static str = "ask";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/";
    const SECURITY: &'static [&'static [&'static str]] = &[];

    fn request(&self, _: &mut RequestBuilder) {}

    fn response(response: RawResponse) -> Result<(), Error<Infallible>> {
        if response.status().is_success() { Ok(()) } else { response.undocumented() }
    }
}

/// A server that responds with an error first.
#[derive(Clone)]
struct Server {
    after: HeaderValue,
    date: Option<HeaderValue>,
    calls: Arc<Mutex<u32>>,
}

impl Service<http::Request<Body>> for Server {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Sending {
        let mut response = http::Response::new(Bytes::new().into());
        let mut calls = self.calls.lock().expect("one thread");
        *calls += 1;
        if *calls == 1 {
            *response.status_mut() = http::StatusCode::TOO_MANY_REQUESTS;
            response.headers_mut().insert(RETRY_AFTER, self.after.clone());
            response.headers_mut().extend(self.date.clone().map(|date| (DATE, date)));
        }
        Box::pin(async { Ok(response) })
    }
}

/// A timer that never waits, and records the requested duration.
#[derive(Clone)]
struct Recorder {
    start: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Timer for Recorder {
    fn now(&self) -> Instant {
        self.start
    }

    fn sleep_until(&self, at: Instant) -> Option<Sleep> {
        self.waits.lock().expect("one thread").push(at.saturating_duration_since(self.start));
        Some(Box::pin(std::future::ready(())))
    }
}
