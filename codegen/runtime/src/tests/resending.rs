//! Retries of methods that are not idempotent, idempotency keys, and the budget.

use std::error::Error as _;
use std::time::Duration;

use super::http::{SESSION, body};
use super::sample_api::{create, get};
use super::script::{Record, Step, connection_refused, scripted, status, wait};
use crate::runtime::{
    ClientBuilder, Error, File, RetryBudget, RetryPolicy, TransportError, operation,
};

operation! {
    /// An operation with an idempotency key.
    pub fn pay(client: &Client) -> Call<Pay>;
    "POST" "/v1/payments" as "pay", key "X-Idempotency", security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An upload that is not idempotent.
    pub fn upload(client: &Client, body: impl Into<File>) -> Call<Upload>;
    "POST" "/v1/files" as "upload", security [];
    Output = (), Error = std::convert::Infallible;
    required { body: File => file("application/octet-stream") }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

fn session() -> Step {
    Step::Response(201, "x-a", "b".to_owned(), SESSION)
}

/// The number of times that a `POST` is sent if it first fails like this, and whether it then
/// succeeds.
async fn posts(failure: Step) -> (usize, bool) {
    let (builder, record) = scripted([failure, session()]);
    let outcome = create(&builder.build().unwrap(), body()).await;
    (record.count(), outcome.is_ok())
}

#[tokio::test(start_paused = true)]
async fn unprocessed_requests_are_retried_for_all_methods() {
    let connecting = || Step::Fail(TransportError::ConnectTimeout.into());
    for failure in [connection_refused(), connecting(), wait(429, 0), status(429), wait(503, 0)] {
        assert_eq!(posts(failure).await, (2, true));
    }
    let reset = Step::Fail("reset".into());
    for failure in [status(503), status(500), wait(500, 0), status(408), reset, Step::Break] {
        assert_eq!(posts(failure).await, (1, false));
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumed_body_is_not_retried() {
    let (builder, record) = scripted([wait(429, 0)]);
    let stream = super::uploads::chunks(&["all"]);
    let error = upload(&builder.build().unwrap(), File::from_stream(stream)).await.unwrap_err();
    assert_eq!((error.attempts(), record.count()), (1, 1));
}

fn keys(record: &Record, name: &str) -> Vec<Option<String>> {
    let requests = record.requests();
    let keys = requests.iter().map(|it| it.headers().get(name));
    keys.map(|it| it.map(|it| it.to_str().unwrap().to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_has_one_key_for_all_attempts() {
    let reset = || Step::Fail("reset".into());
    let (builder, record) = scripted([reset(), status(500), status(200), status(200)]);
    let client = builder.build().unwrap();
    pay(&client).await.unwrap();
    pay(&client).await.unwrap();
    let sent = keys(&record, "x-idempotency");
    let first = sent[0].as_deref().unwrap();
    assert_eq!(uuid::Uuid::parse_str(first).unwrap().get_version_num(), 4);
    assert!(sent[..3].iter().all(|it| *it == sent[0]) && sent[3] != sent[0], "{sent:?}");
}

#[tokio::test(start_paused = true)]
async fn the_key_of_the_caller_wins() {
    let (builder, record) = scripted((0..4).map(|_| status(200)));
    let client = builder.build().unwrap();
    pay(&client).idempotency_key("mine").await.unwrap();
    pay(&client).header("X-Idempotency", "own").with_response().await.unwrap();
    get(&client, "x").await.unwrap();
    get(&client, "x").idempotency_key("mine").await.unwrap();
    assert_eq!(
        keys(&record, "x-idempotency"),
        [Some("mine".into()), Some("own".into()), None, None]
    );
    assert_eq!(keys(&record, "idempotency-key"), [None, None, None, Some("mine".into())]);
}

#[tokio::test(start_paused = true)]
async fn the_retry_count_header_is_sent() {
    let (builder, record) = scripted([status(503), connection_refused(), status(200)]);
    let client = builder.retry_count_header("X-Retry-Count").build().unwrap();
    get(&client.with().build().unwrap(), "x").await.unwrap();
    let counts = ["0", "1", "2"].map(|it| Some(it.to_owned()));
    assert_eq!(keys(&record, "x-retry-count"), counts);
    let (builder, _) = scripted([]);
    assert!(builder.retry_count_header("a b").build().is_err());
}

/// The attempts of each call to a server that always returns 503, within the budget.
async fn attempts(builder: ClientBuilder, calls: usize) -> Vec<u32> {
    let none = Duration::ZERO;
    let client = builder.retry(RetryPolicy::attempts(3).backoff(none, none)).build().unwrap();
    let mut attempts = Vec::new();
    for _ in 0..calls {
        attempts.push(get(&client, "x").await.unwrap_err().attempts());
    }
    attempts
}

fn failing(count: usize) -> (ClientBuilder, Record) {
    scripted((0..count).map(|_| status(503)))
}

#[tokio::test(start_paused = true)]
async fn calls_share_a_budget() {
    let budget = RetryBudget::tokens(24);
    assert_eq!(attempts(failing(9).0.retry_budget(budget), 4).await, [3, 3, 1, 1]);
    let (builder, _) = failing(12);
    assert_eq!(attempts(builder.retry_budget(RetryBudget::unlimited()), 4).await, [3; 4]);
    // 500 tokens pay for a hundred retries.
    let all = attempts(failing(200).0, 60).await;
    assert_eq!((all.iter().sum::<u32>(), all[49], all[50]), (160, 3, 1));
}

#[tokio::test(start_paused = true)]
async fn a_success_refunds_its_cost_and_timeouts_cost_twice() {
    let none = Duration::ZERO;
    let policy = RetryPolicy::attempts(2).backoff(none, none);
    let with = |tokens, steps: Vec<Step>| {
        let (builder, record) = scripted(steps);
        let builder = builder.retry(policy).retry_budget(RetryBudget::tokens(tokens));
        (builder.build().unwrap(), record)
    };
    // Tokens are taken and returned repeatedly.
    let pairs = (0..8).map(|at| status(if at % 2 == 0 { 503 } else { 200 }));
    let (client, record) = with(5, pairs.collect());
    for _ in 0..4 {
        get(&client, "x").await.unwrap();
    }
    assert_eq!(record.count(), 8);
    // Five successes pay for one retry, and a tenant shares the budget of its parent.
    let (client, record) = with(
        5,
        vec![
            status(503),
            status(503),
            status(503),
            status(200),
            status(200),
            status(200),
            status(200),
            status(200),
            status(503),
            status(200),
        ],
    );
    assert_eq!(get(&client, "x").await.unwrap_err().attempts(), 2);
    let tenant = client.with().build().unwrap();
    assert_eq!(get(&tenant, "x").await.unwrap_err().attempts(), 1);
    for _ in 0..5 {
        get(&client, "x").await.unwrap();
    }
    get(&tenant, "x").await.unwrap();
    assert_eq!(record.count(), 10);
    let late = || Step::Fail(TransportError::ConnectTimeout.into());
    let (client, record) = with(9, vec![late()]);
    let error = get(&client, "x").await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)) && record.count() == 1, "{error:?}");
}

#[tokio::test]
async fn an_unsupported_request_is_not_retried() {
    for (error, is_sent) in [
        (TransportError::Redirected, true),
        (TransportError::Unsupported("it has a cookie"), false),
    ] {
        let message = error.to_string();
        let (builder, record) = scripted([Step::Fail(error.into())]);
        let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
        assert_eq!(record.count(), 1, "{message}");
        assert_eq!(matches!(error, Error::Transport { .. }), is_sent, "{error:?}");
        assert_eq!(matches!(error, Error::InvalidRequest(_)), !is_sent, "{error:?}");
        assert!(!error.is_retryable(), "{error:?}");
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        assert!(format!("{error} {cause}").contains(&message), "{error:?}");
    }
}
