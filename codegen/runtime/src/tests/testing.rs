//! The responses and the records of a mock.

use std::future::{Future as _, IntoFuture as _};
use std::time::Duration;

use super::http::SESSION;
use super::sample::{CustomerSession, CustomerSessionCustomerExternalIdCreate};
use super::sample_api::{Create, CreateError, Get, Watch, create, get, watch};
use crate::runtime::json;
use crate::runtime::testing::{Example, Mock};
use crate::runtime::{BoxError, Client, Error, OAuthGrant, RetryPolicy};

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().access_token("canary").retry(RetryPolicy::none());
    builder.transport(mock.clone()).build().unwrap()
}

fn body() -> CustomerSessionCustomerExternalIdCreate {
    CustomerSessionCustomerExternalIdCreate::new("usr_1337")
}

impl Example for CustomerSession {
    fn example() -> Result<Self, BoxError> {
        Ok(json::from_str(SESSION)?)
    }
}

#[tokio::test]
async fn a_mock_returns_the_prepared_output() {
    let mock = Mock::new();
    let session = CustomerSession::example().unwrap();
    mock.on::<Create>().returns(session.clone());
    let client = client(&mock);
    let response = create(&client, body()).with_response().await.unwrap();
    assert_eq!(response.status(), 201, "the status that the operation documents");
    assert_eq!(*response.body(), session);
    // The last response is repeated.
    assert_eq!(create(&client, body()).await.unwrap(), session);
    assert_eq!(mock.calls_of::<Create>().len(), 2);
    assert_eq!(mock.calls_of::<Get>().len(), 0);
}

#[tokio::test]
async fn mock_responses_are_returned_in_order() {
    let mock = Mock::new();
    mock.on::<Create>()
        .json(422, &json::from_str::<json::RawJson>("{}").unwrap())
        .returns_example();
    let client = client(&mock);
    let error = create(&client, body()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Api(it) if matches!(it.error(), CreateError::UnprocessableEntity(_))),
        "{error}"
    );
    create(&client, body()).await.unwrap();
}

#[tokio::test]
async fn requests_are_recorded() {
    let mock = Mock::new();
    mock.on::<Create>().returns_example();
    create(&client(&mock), body()).await.unwrap();
    let [call] = &mock.calls()[..] else { panic!("one call") };
    assert_eq!((call.operation(), call.attempt()), ("customer-sessions:create", 1));
    assert_eq!((call.method().as_str(), call.uri().path()), ("POST", "/v1/customer-sessions/"));
    assert_eq!(call.header("authorization"), Some("Bearer canary"));
    assert_eq!(call.json::<CustomerSessionCustomerExternalIdCreate>().unwrap(), body());
    let shown = format!("{mock:?}");
    assert!(shown.contains("customer-sessions:create") && !shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn retries_are_recorded() {
    let mock = Mock::new();
    mock.on::<Get>().answers(503, "text/plain", "later").answers(200, "text/plain", "now");
    let builder = Client::builder().access_token("canary").transport(mock.clone());
    let client = builder.retry(RetryPolicy::attempts(2)).build().unwrap();
    assert_eq!(get(&client, "1").await.unwrap(), "now");
    assert_eq!(mock.calls().iter().map(|it| it.attempt()).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn a_mock_can_return_a_stream() {
    let mock = Mock::new();
    mock.on::<Watch>().answers(200, "text/event-stream", "data: 1\n\ndata: 2\n\n");
    let mut events = watch(&client(&mock)).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    assert_eq!(events.next().await.unwrap().unwrap().data, 2);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_missing_mock_response_is_an_error_with_the_reason() {
    let mock = Mock::new();
    let client = client(&mock);
    let message = |error: Error<_>| std::error::Error::source(&error).unwrap().to_string();
    let error = get(&client, "1").await.unwrap_err();
    assert_eq!(message(error), "the mock has no response for `get`");
    // The operation reads plain text, while `returns` sends JSON.
    mock.on::<Get>().returns("now");
    let error = get(&client, "1").await.unwrap_err();
    assert!(message(error).contains("use `answers`"));
    mock.on::<Get>().answers(2000, "text/plain", "").answers(200, "\n", "").refuses();
    for expected in ["2000 is not an HTTP status", "can't be the value of a header"] {
        let error = message(get(&client, "1").await.unwrap_err());
        assert!(error.contains(expected), "{error}");
    }
    assert!(matches!(get(&client, "1").await, Err(Error::Connect { .. })));
}

#[tokio::test]
async fn a_mock_responds_to_token_requests() {
    let mock = Mock::new();
    mock.on::<Create>().returns_example();
    let grant = OAuthGrant::client_credentials("app", "hunter2").token_url("https://example.com");
    let client = Client::builder().access_token(grant).transport(mock.clone()).build().unwrap();
    create(&client, body()).await.unwrap();
    let [call] = &mock.calls()[..] else { panic!("one call") };
    assert_eq!(call.headers()["authorization"], "Bearer mock");
}

#[tokio::test]
async fn mock_responses_can_have_headers() {
    let mock = Mock::new();
    mock.on::<Get>().answers(429, "text/plain", "").header("retry-after", "3").header("x-a", "1");
    let error = get(&client(&mock), "1").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    mock.on::<Get>().answers(200, "text/plain", "").header("a b", "1");
    let error = get(&client(&mock), "1").await.unwrap_err();
    let reason = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(reason, "`a b` can't be a header with this value");
}

#[tokio::test(start_paused = true)]
async fn mock_responses_can_be_delayed() {
    let mock = Mock::new();
    mock.on::<Get>().answers(200, "text/plain", "late").delay(Duration::from_secs(5));
    let client = client(&mock);
    let error = get(&client, "1").timeout(Duration::from_secs(4)).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(get(&client, "1").timeout(Duration::from_secs(6)).await.unwrap(), "late");
}

#[test]
fn a_delay_without_a_timer_is_an_error() {
    let mock = Mock::new();
    mock.on::<Get>().answers(200, "text/plain", "late").delay(Duration::from_secs(5));
    let mut call = std::pin::pin!(get(&client(&mock), "1").into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("waits without a timer")
    };
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn mock_responses_can_be_computed() {
    let mock = Mock::new();
    mock.on::<Get>().responds(|request| {
        let text = format!("{} {}", request.attempt(), request.uri().path());
        http::Response::new(text)
    });
    let text = get(&client(&mock), "7").await.unwrap();
    assert!(text.starts_with("1 /") && text.ends_with('7'), "{text}");
}
