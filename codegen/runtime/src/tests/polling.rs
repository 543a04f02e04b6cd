//! Polling, on tokio's paused clock: these tests don't wait.

use std::time::Duration;

use serde_json::Value;

use super::script::{Step, scripted, status, wait};
use crate::runtime::{AnyApiError, Error, NotDoneReason, RetryPolicy, operation};

operation! {
    /// A batch.
    pub fn batch(client: &Client) -> Call<Batch>;
    "GET" "/v1/batch" as "batch", security [["access_token"]];
    Output = Value, Error = std::convert::Infallible;
    response(response) { 200 => response.json(), _ => response.undocumented(), }
    polls { "/run/state": done ["\"done\"", "2"], failed ["\"failed\"", "false"] }
}

fn state(state: &'static str) -> Step {
    Step::Response(200, "content-type", "application/json".to_owned(), state)
}

fn pending() -> Step {
    state(r#"{"run":{"state":"queued"}}"#)
}

fn done() -> Step {
    state(r#"{"run":{"state":"done"},"result":[1]}"#)
}

fn seconds(seconds: &[u64]) -> Vec<Duration> {
    seconds.iter().map(|it| Duration::from_secs(*it)).collect()
}

#[tokio::test(start_paused = true)]
async fn polling_returns_the_final_response() {
    for last in [done(), state(r#"{"run":{"state":2}}"#)] {
        let (builder, record) = scripted([pending(), state("{}"), state("[]"), pending(), last]);
        let response = batch(&builder.build().unwrap()).until_done().await.unwrap();
        assert_ne!(response["run"]["state"], "queued");
        assert_eq!(record.times(), seconds(&[0, 1, 3, 7, 15]));
    }
}

#[tokio::test(start_paused = true)]
async fn polling_backs_off_up_to_a_limit() {
    let (builder, record) = scripted((0..5).map(|_| pending()).chain([done()]));
    let waits = (Duration::from_secs(3), Duration::from_secs(10));
    let call = batch(&builder.build().unwrap()).until_done();
    assert!(call.backoff(waits.0, waits.1).await.is_ok());
    assert_eq!(record.times(), seconds(&[0, 3, 9, 19, 29, 39]));
}

#[tokio::test(start_paused = true)]
async fn retry_after_overrides_the_backoff() {
    let delayed =
        Step::Response(200, "retry-after", "90".to_owned(), r#"{"run":{"state":"queued"}}"#);
    let (builder, record) = scripted([pending(), delayed, done()]);
    assert!(batch(&builder.build().unwrap()).until_done().await.is_ok());
    assert_eq!(record.times(), seconds(&[0, 1, 91]));
}

#[tokio::test(start_paused = true)]
async fn a_custom_condition_ends_polling() {
    let (builder, record) = scripted([pending(), pending(), done()]);
    let mut seen = 0;
    let call = batch(&builder.build().unwrap()).until(move |response| {
        seen += 1;
        assert!(seen < 3, "{response}");
        response["run"]["state"] == "queued" && seen == 2
    });
    assert_eq!(call.await.unwrap()["run"]["state"], "queued");
    assert_eq!(record.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_state_is_an_error_with_the_response() {
    for (last, expected_message) in [
        (state(r#"{"run":{"state":"failed"},"why":"no credit"}"#), r#""failed""#),
        (state(r#"{"run":{"state":false},"why":"no credit"}"#), "false"),
    ] {
        let (builder, _) = scripted([pending(), last]);
        let error = batch(&builder.build().unwrap()).until_done().await.unwrap_err();
        let text = format!("batch (GET /v1/batch): it ended as {expected_message} (2 calls)");
        assert_eq!(error.to_string(), text);
        assert!(!error.is_timeout() && !error.is_retryable());
        assert!(error.response().unwrap().body().ends_with(b"credit\"}"));
        let Error::Polling(end) = Error::<AnyApiError>::from(error) else {
            panic!("another error")
        };
        assert_eq!((end.reason(), end.calls()), (NotDoneReason::Failed, 2));
        assert_eq!(end.state(), Some(expected_message));
    }
}

#[tokio::test(start_paused = true)]
async fn polling_times_out() {
    let (builder, record) = scripted((0..4).map(|_| pending()));
    let call = batch(&builder.build().unwrap()).until_done().at_most(Duration::from_secs(5));
    let error = call.await.unwrap_err();
    assert_eq!(record.times(), seconds(&[0, 1, 3, 5]), "the last wait is cut short");
    assert!(error.is_timeout() && error.is_retryable());
    let expected_message = "batch (GET /v1/batch): it is still \"queued\" after 5s; `.at_most(..)` sets a longer timeout \
                (4 calls)";
    assert_eq!(error.to_string(), expected_message);

    let delayed = Step::Response(200, "retry-after", "6".to_owned(), "{}");
    let (builder, record) = scripted([delayed]);
    let call = batch(&builder.build().unwrap()).until(|_| false).at_most(Duration::from_secs(5));
    let expected_message = "batch (GET /v1/batch): it is not done after 5s; `.at_most(..)` sets a longer timeout (1 call); \
                the server requests a wait of 6 s";
    assert_eq!(call.await.unwrap_err().to_string(), expected_message);
    assert_eq!(record.count(), 1, "the requested wait exceeds the time limit");
}

#[tokio::test(start_paused = true)]
async fn an_error_ends_polling() {
    let (builder, record) = scripted([pending(), wait(503, 2), pending(), status(404)]);
    let error = batch(&builder.build().unwrap()).until_done().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(record.attempts(), [1, 1, 2, 1], "each call is sent again by itself");

    let (builder, record) = scripted([]);
    drop(batch(&builder.build().unwrap()).retry(RetryPolicy::none()).until_done());
    assert_eq!(record.count(), 0, "nothing is sent before it is awaited");
}
