//! Timeouts, on tokio's paused clock.

use std::time::Duration;

use tokio::time::Instant;

use super::sample_api::{get, watch};
use super::script::{Step, scripted};
use crate::runtime::{Error, RetryPolicy, Timeout, TimeoutLimit, TimeoutPhase, TransportError};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn timeout<T, E>(outcome: Result<T, Error<E>>) -> Timeout {
    match outcome {
        Err(Error::Timeout(timeout)) => timeout,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("no error"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_response_times_out() {
    let (builder, _) = scripted([Step::Hang]);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let start = Instant::now();
    let error = timeout(get(&client, "x").await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Response, TimeoutLimit::Read));
    assert_eq!((start.elapsed(), error.after), (seconds(30), seconds(30)));
    assert_eq!(
        error.to_string(),
        "no response within 30s; `.read_timeout(..)` sets a longer timeout"
    );

    let (builder, _) = scripted([Step::Hang]);
    let start = Instant::now();
    let error = timeout(get(&builder.build().unwrap(), "x").timeout(seconds(5)).await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Response, TimeoutLimit::Total));
    assert_eq!(start.elapsed(), seconds(5));
    assert_eq!(
        error.to_string(),
        "no full response within 5s; `.timeout(..)` sets a longer timeout"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stalled_or_endless_body_times_out() {
    let (builder, _) = scripted([Step::SlowBody(seconds(10), 2)]);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let start = Instant::now();
    let error = timeout(get(&client, "x").read_timeout(seconds(15)).await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Read));
    assert_eq!(start.elapsed(), seconds(2 * 10 + 15));
    assert_eq!(error.to_string(), "no data for 15s; `.read_timeout(..)` sets a longer timeout");

    let (builder, _) = scripted([Step::SlowBody(seconds(10), 100)]);
    let start = Instant::now();
    let error = timeout(get(&builder.build().unwrap(), "x").await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Total));
    assert_eq!((start.elapsed(), error.after), (seconds(60), seconds(60)));
}

#[tokio::test(start_paused = true)]
async fn a_connection_times_out() {
    let (builder, _) = scripted([Step::Fail(TransportError::ConnectTimeout.into())]);
    let client = builder.connect_timeout(seconds(3)).retry(RetryPolicy::none()).build().unwrap();
    let error = timeout(get(&client, "x").await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Connect, TimeoutLimit::Connect));
    assert_eq!(
        error.to_string(),
        "no connection within 3s; `.connect_timeout(..)` sets a longer timeout"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_pause_unless_a_read_timeout_is_set() {
    let (builder, _) = scripted([Step::SlowBody(seconds(3600), 0), Step::SlowBody(seconds(1), 0)]);
    let client = builder.build().unwrap();
    let mut events = watch(&client).await.unwrap();
    let next = tokio::time::timeout(seconds(7200), events.next()).await;
    assert!(next.is_err(), "{next:?}");

    let mut events = watch(&client).read_timeout(seconds(40)).await.unwrap();
    // Time in which the stream isn't polled doesn't count.
    tokio::time::sleep(seconds(100)).await;
    let start = Instant::now();
    let error = timeout(events.next().await.unwrap());
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Read));
    assert_eq!(start.elapsed(), seconds(40));
    assert!(events.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_error_instead_of_a_stream_times_out() {
    let (builder, _) = scripted([Step::Stall(404), Step::Stall(404)]);
    let client = builder.build().unwrap();
    let start = Instant::now();
    let error = timeout(watch(&client).await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Read));
    assert_eq!(start.elapsed(), seconds(30));
    let start = Instant::now();
    let error = timeout(watch(&client).timeout(seconds(5)).await);
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Total));
    assert_eq!(start.elapsed(), seconds(5));
}

#[tokio::test(start_paused = true)]
async fn a_download_has_a_read_timeout_only() {
    let (builder, _) = scripted([Step::SlowBody(seconds(20), 10)]);
    let mut chunks = get(&builder.build().unwrap(), "x").download().await.unwrap();
    let start = Instant::now();
    for _ in 0..10 {
        assert_eq!(chunks.next().await.unwrap().unwrap(), "a");
    }
    assert_eq!(start.elapsed(), seconds(200));
    let error = timeout(chunks.next().await.unwrap());
    assert_eq!((error.phase, error.limit), (TimeoutPhase::Body, TimeoutLimit::Read));
    assert_eq!(start.elapsed(), seconds(230));
    assert!(chunks.next().await.is_none());
}
