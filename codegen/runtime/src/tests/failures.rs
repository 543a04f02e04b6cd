//! The text of errors in a log, and the single type that all of them convert to.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;

use super::http::body;
use super::sample_api::{CreateError, GetError, create, get, watch};
use super::script::{Step, connection_refused, scripted, status, stopped};
use crate::runtime::{ApiError, Error, RawResponse, RetryPolicy, TransportError};

/// A JSON response of the API.
fn response(status: u16, body: &str) -> Step {
    Step::Body(status, Bytes::from(body.to_owned()).into())
}

/// The error of `create`, which documents 422, and of `get` for all other statuses.
async fn failure(step: Step) -> Error {
    let (builder, _) = scripted([step]);
    let client = builder.retry(RetryPolicy::none()).response_limit(100_000).build().unwrap();
    create(&client, body()).await.map(drop).unwrap_err().into()
}

/// An error with its causes, as printed by error-reporting crates.
fn chain(error: &dyn StdError) -> String {
    let mut printed = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        printed = format!("{printed}\nCaused by: {error}");
        cause = error.source();
    }
    printed
}

/// Two operations with one error type.
async fn both(steps: [Step; 2]) -> Result<String, Error> {
    let (builder, _) = scripted(steps);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    create(&client, body()).await?;
    let mut events = watch(&client).await?;
    events.next().await.transpose()?;
    Ok(get(&client, "x").await?)
}

#[tokio::test]
async fn the_errors_of_all_operations_convert_into_one() {
    fn is_portable<T: Send + Sync + StdError + 'static>() {}
    is_portable::<Error>();
    let validation = response(422, r#"{"detail":[]}"#);
    let error = both([validation, status(500)]).await.unwrap_err();
    assert!(matches!(&error, Error::Api(_)), "{error:?}");
    let api = error.api().unwrap();
    assert!(matches!(api.downcast_ref(), Some(CreateError::UnprocessableEntity(_))));
    assert!(api.downcast_ref::<GetError>().is_none());
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (422, 1));
    assert_eq!(error.operation(), Some("customer-sessions:create"));
    let response = RawResponse::new(http::Response::new(Bytes::new()));
    let converted: Error = response.json::<bool, Infallible>().unwrap_err().into();
    assert_eq!(converted.operation(), None);
}

#[tokio::test]
async fn an_error_has_the_operation_and_the_message_of_the_api() {
    let detail = r#"{"detail":[{"loc":["body","customer_id"],"msg":"Field required",
        "type":"missing","input":{"card":"4242-hunter2"}},{"loc":["body",0],"msg":"Too short",
        "type":"short","input":"hunter2"}]}"#;
    let error = failure(response(422, detail)).await;
    let expected_message = "customer-sessions:create (POST /v1/customer-sessions/): the API returned 422 \
                Unprocessable Entity: body.customer_id: Field required; body.0: Too short \
                (request id req_1)";
    assert_eq!(error.to_string(), expected_message);
    assert!(!format!("{error:?} {error:#?}").contains("hunter2"), "{error:?}");
    assert_eq!(error.message().unwrap(), "body.customer_id: Field required; body.0: Too short");
    let error = failure(response(402, r#"{"error":"PaymentRequired","detail":"No card"}"#)).await;
    let expected_message =
        "the API returned 402 Payment Required, which it does not document: No card";
    assert!(error.to_string().contains(expected_message), "{error}");
    let error = failure(response(422, r#"{"detail":"Not now"}"#)).await;
    let expected_message =
        "at /detail: expected an array, found a string; the API says: Not now (request";
    assert!(error.to_string().contains(expected_message), "{error}");
    let (error, expected_message) =
        (failure(connection_refused()).await, "customer-sessions:create (POST");
    assert!(error.to_string().starts_with(expected_message) && error.is_connect(), "{error}");
    assert!(!error.is_timeout());
}

#[tokio::test]
async fn the_message_is_found_at_common_locations() {
    for (body, message) in [
        (r#"{"fault":{"reason":"configured"},"message":"no"}"#, Some("configured")),
        (r#"{"message":" plain "}"#, Some("plain")),
        (r#"{"message":["one","two"]}"#, Some("one; two")),
        (r#"{"error":"text"}"#, Some("text")),
        (r#"{"error":{"code":3,"message":"nested"}}"#, Some("nested")),
        (
            r#"{"error":"invalid_grant","error_description":"expired"}"#,
            Some("invalid_grant: expired"),
        ),
        (r#"{"errors":[{"message":"a"},{"detail":"b"},"c",4]}"#, Some("a; b; c")),
        (r#"{"errors":{"email":["is taken","is odd"]}}"#, Some("email: is taken; is odd")),
        (
            r#"{"type":"about:blank","title":"Not Found","detail":"No such pet"}"#,
            Some("No such pet"),
        ),
        (r#"{"title":"Out of credit","detail":"It is 30"}"#, Some("Out of credit: It is 30")),
        (r#"{"title":"Out of credit"}"#, Some("Out of credit")),
        (r#"{"title":"not found"}"#, None),
        (r#"{"errors":[1,2,3,4,5,6].length}"#, None),
        (r#"{"errors":["1","2","3","4","5","6","7"]}"#, Some("1; 2; 3; 4; 5; and 2 more")),
        (r#"{"error":{"error":{"error":{"error":{"error":"deep"}}}}}"#, None),
        (r#"{"detail":[{"input":"hunter2"}],"message":""}"#, None),
        (r#"{"message":4}"#, None),
        (r#""hunter2""#, None),
        ("hunter2", None),
        ("", None),
    ] {
        let error = failure(response(404, body)).await;
        assert_eq!(error.message().as_deref(), message, "{body}");
    }
    let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(70_000));
    assert_eq!(failure(response(404, &long)).await.message(), None);
    let error = failure(response(404, &long[60_000..].replace("xx\"", "xx"))).await;
    assert_eq!(error.message(), None);
}

#[tokio::test]
async fn an_error_message_is_one_line_of_at_most_4_kib() {
    let hostile = "a\\r\\n\\u001b[31m\\u202e".repeat(5000);
    let body = format!(r#"{{"message":"{hostile}"}}"#);
    assert!(body.len() > 64 * 1024 || body.len() > 4096);
    for body in
        [body[..].to_owned(), format!(r#"{{"message":"{}"}}"#, &hostile[..30_000 / 26 * 26])]
    {
        let error = failure(response(422, &body)).await;
        let message = error.to_string();
        assert!(message.len() <= 4096 && !message.contains(char::is_control), "{message}");
        assert!(message.ends_with(" (request id req_1)"), "{message}");
    }
}

#[tokio::test(start_paused = true)]
async fn messages_do_not_repeat_their_sources() {
    let steps = [
        response(422, r#"{"detail":[{"loc":["body"],"msg":"Field required","type":"missing"}]}"#),
        response(422, r#"{"detail":7}"#),
        response(201, "[]"),
        response(418, r#"{"message":"Field required"}"#),
        connection_refused(),
        Step::Fail("reset by peer".into()),
        Step::Fail(TransportError::Timeout.into()),
        Step::Body(201, stopped(Some("reset by peer".into()))),
        response(201, &"x".repeat(100_001)),
    ];
    for step in steps {
        let error = failure(step).await;
        let printed = chain(&error);
        for part in [
            "customer-sessions:create",
            "POST",
            "/v1/",
            "the API returned",
            "422",
            "418",
            "201",
            "Field required",
            "Unprocessable",
            "expected an",
            "no connection",
            "reset by peer",
            "refused",
            "the connection failed",
            "request id",
            "req_1",
        ] {
            assert!(printed.matches(part).count() <= 1, "{part} is repeated: {printed}");
        }
    }
    let (builder, _) = scripted([Step::Hang]);
    let call = create(&builder.build().unwrap(), body()).timeout(Duration::from_secs(1));
    let error: Error = call.await.unwrap_err().into();
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    assert!(error.to_string().starts_with("customer-sessions:create (POST"), "{error}");
}

#[tokio::test]
async fn an_error_in_a_stream_names_its_operation() {
    let events = Step::Response(200, "content-type", "text/event-stream".to_owned(), "data: x\n\n");
    let (builder, _) = scripted([events]);
    let mut events = watch(&builder.build().unwrap()).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        error.to_string().starts_with("watch (GET /v1/watch): the API returned 200 OK"),
        "{error}"
    );
    assert_eq!(error.message(), None);
}

#[tokio::test]
async fn an_invalid_request_names_its_operation() {
    let (builder, _) = scripted([]);
    let client = builder.build().unwrap();
    let error = get(&client, "").await.unwrap_err();
    assert!(error.to_string().starts_with("get (GET /v1/things/{id}): the request was not sent: "));
    assert_eq!(get(&client, "").to_request().unwrap_err().operation(), Some("get"));
}

#[test]
fn the_error_of_the_api_is_not_in_debug() {
    let response = RawResponse::new(http::Response::new(Bytes::from_static(b"\"hunter2\"")));
    let error = response.error_json::<String, (), _>(GetError::Conflict).unwrap_err();
    let Error::Api(api) = &error else { panic!("{error:?}") };
    let debug = |api: &ApiError<GetError>| format!("{api:?}");
    assert!(!format!("{error:?} {}", debug(api)).contains("hunter2"));
}
