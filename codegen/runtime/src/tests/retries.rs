//! Retries, on tokio's paused clock: these tests don't wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use tokio::time::Instant;

use super::http::{SESSION, body};
use super::sample_api::{API, create, get, watch};
use super::script::{Step, connection_refused, scripted, scripted_of, status, wait};
use crate::runtime::{Api, Call, Client, Error, RetryPolicy, TimeoutLimit, operation};

fn ok() -> Step {
    status(200)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn transient_errors_are_retried() {
    for code in [408, 425, 429, 500, 502, 503, 504, 529] {
        let (builder, record) = scripted([status(code), connection_refused(), ok()]);
        let response = get(&builder.build().unwrap(), "x").with_response().await.unwrap();
        assert_eq!((response.attempts(), record.attempts()), (3, vec![1, 2, 3]), "{code}");
    }
    let resets = || [Step::Fail("reset".into()), Step::Break, ok()];
    let (builder, record) = scripted(resets());
    assert!(get(&builder.build().unwrap(), "x").await.is_ok());
    assert_eq!(record.count(), 3);
    let (builder, _) = scripted([
        status(503),
        Step::Response(200, "content-type", "text/event-stream".to_owned(), "data: 1\n\n"),
    ]);
    let mut events = watch(&builder.build().unwrap()).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
}

#[tokio::test(start_paused = true)]
async fn permanent_errors_are_not_retried() {
    for code in [300, 307, 400, 401, 404, 409, 422] {
        let (builder, record) = scripted([status(code)]);
        let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
        assert_eq!((error.attempts(), record.count()), (1, 1), "{code}");
    }
    let (builder, record) = scripted([ok()]);
    let error = get(&builder.response_limit(1).build().unwrap(), "x").await.unwrap_err();
    assert!(matches!(error, Error::BodyTooLarge { limit: 1, attempts: 1, .. }), "{error:?}");
    assert_eq!((error.status().unwrap().as_u16(), record.count()), (200, 1));
}

#[tokio::test(start_paused = true)]
async fn the_last_error_has_the_number_of_attempts() {
    let (builder, record) = scripted([connection_refused(), status(500), status(503)]);
    let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!((error.attempts(), record.count()), (3, 3));
    let expected_message = "get (GET /v1/things/{id}): the API returned 503 Service Unavailable, after 3 \
                attempts (request id req_1)";
    assert_eq!(error.to_string(), expected_message);

    let (builder, _) = scripted([connection_refused(), connection_refused()]);
    let call = get(&builder.build().unwrap(), "x").retry(RetryPolicy::attempts(2));
    let expected_message = "get (GET /v1/things/{id}): no connection to the server; check its URL and the \
                network, after 2 attempts";
    assert_eq!(call.await.unwrap_err().to_string(), expected_message);
}

#[tokio::test(start_paused = true)]
async fn requests_that_may_have_been_processed_are_not_retried() {
    let session = || Step::Response(201, "x-a", "b".to_owned(), SESSION);
    for failure in [status(503), Step::Fail("reset".into()), Step::Break] {
        let (builder, record) = scripted([failure]);
        assert!(create(&builder.build().unwrap(), body()).await.is_err());
        assert_eq!(record.count(), 1);
    }
    let client = |builder: crate::runtime::ClientBuilder| builder.build().unwrap();
    let (builder, record) = scripted([status(503), session()]);
    create(&client(builder), body()).idempotency_key("order-1").await.unwrap();
    let sent = record.requests();
    assert!(sent.len() == 2 && sent.iter().all(|it| it.headers()["idempotency-key"] == "order-1"));
    assert!(sent.iter().all(|it| it.body().as_bytes() == sent[0].body().as_bytes()));

    let (builder, record) = scripted([status(503), session()]);
    create(&client(builder), body()).header("Idempotency-Key", "order-1").await.unwrap();
    assert_eq!(record.count(), 2);
    let (builder, record) = scripted([connection_refused(), session()]);
    let all = RetryPolicy::default().even_if_not_idempotent();
    create(&client(builder.retry(all)), body()).await.unwrap();
    assert_eq!(record.count(), 2);
    for key in ["", "a\nb"] {
        let error = create(&Client::builder().access_token("t").build().unwrap(), body())
            .idempotency_key(key)
            .to_request()
            .unwrap_err();
        assert!(error.to_string().contains("the idempotency key can't be sent"));
        assert_eq!(error.attempts(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn waits_are_random_up_to_a_limit_that_doubles() {
    let policy = RetryPolicy::attempts(7).backoff(seconds(1), seconds(10));
    for (attempts, limit) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (40, 10)] {
        assert_eq!(policy.wait(attempts, u32::MAX), seconds(limit));
        assert_eq!(policy.wait(attempts, 0), Duration::ZERO);
        let half = policy.wait(attempts, u32::MAX / 2).as_secs_f64();
        assert!((half - limit as f64 / 2.0).abs() < 1e-6);
    }
    let endless = RetryPolicy::attempts(2).backoff(Duration::MAX, Duration::MAX);
    assert_eq!(endless.wait(2, u32::MAX), Duration::MAX);
    let mut all = Vec::new();
    for _ in 0..50 {
        let (builder, record) = scripted((0..7).map(|_| status(503)));
        assert!(get(&builder.retry(policy).build().unwrap(), "x").await.is_err());
        let times = record.times();
        for (pair, limit) in times.windows(2).zip([1, 2, 4, 8, 10, 10]) {
            let wait = pair[1] - pair[0];
            assert!(wait <= seconds(limit) + Duration::from_millis(2), "{wait:?} > {limit}");
            all.push(wait);
        }
    }
    all.sort();
    all.dedup();
    assert!(all.len() > 200, "the waits are not random: {}", all.len());
}

#[tokio::test(start_paused = true)]
async fn retry_after_overrides_the_backoff() {
    let (builder, record) = scripted([wait(429, 7), wait(503, 0), ok()]);
    get(&builder.build().unwrap(), "x").await.unwrap();
    assert_eq!(record.times(), [seconds(0), seconds(7), seconds(7)]);

    // Longer than the policy's own wait, and not shortened.
    let (builder, record) = scripted([wait(429, 45), ok()]);
    get(&builder.build().unwrap(), "x").await.unwrap();
    assert_eq!(record.times(), [seconds(0), seconds(45)]);

    let (builder, record) = scripted([wait(429, "soon"), ok()]);
    get(&builder.build().unwrap(), "x").await.unwrap();
    assert!(record.times()[1] <= Duration::from_millis(502));
}

#[tokio::test(start_paused = true)]
async fn a_wait_longer_than_the_timeout_fails_immediately() {
    for (asked, expected_message) in [
        ("60", "60 s"),
        ("1000000000", "1000000000 s"),
        ("99999999999999999999999", "99999999999999999999999 s"),
    ] {
        let (builder, record) = scripted([wait(429, asked)]);
        let start = Instant::now();
        let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
        assert_eq!((start.elapsed(), record.count()), (Duration::ZERO, 1));
        assert_eq!(error.status().unwrap(), 429);
        assert!(
            error
                .to_string()
                .contains(&format!("the server requests a wait of {expected_message}")),
            "{error}"
        );
        assert_eq!(error.retry_after().unwrap().as_secs(), asked.parse().unwrap_or(u64::MAX));
    }
}

#[tokio::test(start_paused = true)]
async fn all_attempts_share_the_timeout() {
    let policy = RetryPolicy::attempts(u32::MAX).backoff(seconds(1), seconds(1));
    let (builder, record) = scripted((0..10_000).map(|_| status(503)));
    let start = Instant::now();
    let call = get(&builder.build().unwrap(), "x").retry(policy).timeout(seconds(20));
    let error = call.await.unwrap_err();
    assert!(start.elapsed() <= seconds(20) && start.elapsed() >= seconds(19));
    assert_eq!(error.attempts() as usize, record.count());

    let (builder, _) = scripted([wait(503, 9), Step::Hang]);
    let start = Instant::now();
    let call = get(&builder.build().unwrap(), "x").timeout(seconds(10));
    let Error::Timeout(timeout) = call.await.unwrap_err() else { panic!("no timeout") };
    assert_eq!((timeout.limit, timeout.attempts), (TimeoutLimit::Total, 2));
    assert_eq!(start.elapsed(), seconds(10));
}

#[tokio::test(start_paused = true)]
async fn extreme_settings_do_not_panic() {
    let long = Duration::MAX;
    let (builder, _) = scripted([status(503), connection_refused(), wait(429, u64::MAX)]);
    let builder = builder.timeout(long).read_timeout(long).connect_timeout(long);
    let policy = RetryPolicy::attempts(u32::MAX).backoff(Duration::ZERO, long);
    let error = get(&builder.retry(policy).build().unwrap(), "x").await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (429, 3));

    let (builder, record) = scripted([status(503)]);
    let call = get(&builder.build().unwrap(), "x").retry(RetryPolicy::attempts(0));
    assert!(call.await.is_err() && record.count() == 1);
    let (builder, _) = scripted([Step::Hang]);
    let error = get(&builder.build().unwrap(), "x").timeout(Duration::ZERO).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
}

#[tokio::test]
async fn without_a_timer_nothing_is_retried() {
    struct Stopped;
    impl crate::runtime::Timer for Stopped {
        fn sleep_until(&self, _: std::time::Instant) -> Option<crate::runtime::Sleep> {
            None
        }
    }
    let (builder, record) = scripted([status(503)]);
    let error = get(&builder.timer(Stopped).build().unwrap(), "x").await.unwrap_err();
    assert_eq!((error.attempts(), record.count()), (1, 1));
}

#[test]
fn dates_of_all_formats() {
    let after = |value: &str, date: Option<&str>| {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, value.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        let now = || SystemTime::UNIX_EPOCH + seconds(784_111_700);
        crate::runtime::retry_after(&headers, now).map(|it| it.as_secs())
    };
    for date in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(after(date, None), Some(77), "{date}");
        assert_eq!(after(date, Some("Sun, 06 Nov 1994 08:49:30 GMT")), Some(7), "{date}");
        assert_eq!(after(date, Some("Sun, 06 Nov 1994 09:00:00 GMT")), Some(0), "{date}");
        assert_eq!(after(date, Some("yesterday")), Some(77), "{date}");
    }
    for (date, wait) in [
        // The last day of the calendar means never.
        ("Fri, 31 Dec 9999 23:59:59 GMT", 252_618_189_099),
        ("Fri Dec 31 23:59:59 9999", 252_618_189_099),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 162_573_100),
        ("Saturday, 01-Jan-00 00:00:00 GMT", 162_573_100),
        // A year of two digits is the last one that is at most 50 years in the future.
        ("Saturday, 31-Dec-33 00:00:00 GMT", 1_235_488_300),
        ("Sunday, 06-Nov-44 08:00:00 GMT", 1_577_920_300),
        ("Monday, 07-Nov-44 09:00:00 GMT", 0),
        ("Tuesday, 31-Dec-93 00:00:00 GMT", 0),
        // The day of the week isn't needed to determine the date.
        ("Mon, 06 Nov 1994 08:49:37 GMT", 77),
        ("Sun, 06 Nov 1994 08:48:60 GMT", 39),
    ] {
        let found = after(date, None);
        assert!(found.is_some_and(|it| it.abs_diff(wait) <= 1), "{date}: {found:?}");
    }
    assert_eq!(after("120", None), Some(120));
    for garbage in [
        "",
        "-1",
        "1.5",
        "soon",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "１",
        "Xyz, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 10000 08:49:37 GMT",
        "Sun, 06 Nov 1994",
        "Sunday, -Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-9é 08:49:37 GMT",
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, http::HeaderValue::from_bytes(garbage.as_bytes()).unwrap());
        assert_eq!(crate::runtime::retry_after(&headers, SystemTime::now), None, "{garbage}");
    }
}

operation! {
    /// An operation with a retry policy in the document.
    pub fn patient(client: &Client) -> Call<Patient>;
    "GET" "/patient" as "patient", retry [5, 200, 1000], security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

/// An API with a retry policy for all operations.
static RETRYING_API: Api = Api { retry: Some(RetryPolicy::documented(4, 100, 100)), ..API };

#[tokio::test(start_paused = true)]
async fn the_most_specific_policy_applies() {
    let failing = || scripted((0..9).map(|_| status(503)));
    let builder =
        || scripted_of(&RETRYING_API, (0..9).map(|_| status(503))).0.access_token("token_1");
    let of = async |call: Call<Patient>| call.await.unwrap_err().attempts();
    let client = builder().build().unwrap();
    assert_eq!(of(patient(&client)).await, 5);
    assert_eq!(of(patient(&builder().build().unwrap()).retry(RetryPolicy::none())).await, 1);
    let own = || builder().retry(RetryPolicy::attempts(2)).build().unwrap();
    assert_eq!(of(patient(&own())).await, 2);
    assert_eq!(of(patient(&own().with().build().unwrap())).await, 2);
    assert_eq!(get(&builder().build().unwrap(), "x").await.unwrap_err().attempts(), 4);
    assert_eq!(get(&own(), "x").await.unwrap_err().attempts(), 2);
    let plain = failing().0.build().unwrap();
    assert_eq!(get(&plain, "x").await.unwrap_err().attempts(), 3);
    let own = plain.with().build().unwrap();
    assert_eq!(patient(&own).with_response().await.unwrap_err().attempts(), 5);
}
