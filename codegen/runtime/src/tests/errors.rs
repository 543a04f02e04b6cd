//! The contents of errors: excerpts, causes, and the server that was called.

use std::convert::Infallible;
use std::error::Error as _;
use std::time::Duration;

use bytes::Bytes;

use super::http::body;
use super::sample_api::{GetError, Server, create, get};
use super::script::{Step, connection_refused, scripted, status, stopped, wait};
use crate::runtime::{Client, Error, InvalidBody, RawResponse, RetryPolicy, TransportError};

fn invalid(body: Vec<u8>) -> InvalidBody {
    let response = RawResponse::new(http::Response::new(Bytes::from(body)));
    let Err(Error::Decode(error)) = response.json::<Vec<bool>, Infallible>() else {
        panic!("it is valid");
    };
    *error
}

#[test]
fn an_excerpt_surrounds_the_error() {
    let mut body = b"[".to_vec();
    body.extend(b"true,".repeat(10_000));
    body.extend(b"\"here\",");
    body.extend(b"true,".repeat(10_000));
    let error = invalid(body.clone());
    assert_eq!(error.error().pointer(), "/10000");
    let excerpt = error.body_excerpt();
    assert_eq!(excerpt.len(), 8 * 1024);
    assert!(excerpt.contains("true,\"here\",true,"));
    assert_eq!(error.body().as_ref(), body);

    let mut body = b"[".to_vec();
    body.extend(b"true,".repeat(10_000));
    body.extend(b"\"here\"");
    let error = invalid(body);
    assert!(error.body_excerpt().len() <= 8 * 1024 && error.body_excerpt().ends_with("\"here\""));
}

#[test]
fn an_excerpt_ends_at_character_boundaries() {
    for before in 0..4 {
        let mut body = b"x".repeat(before);
        body.extend("😀".repeat(5_000).into_bytes());
        let excerpt = invalid(body).body_excerpt().into_owned();
        assert!(excerpt.len() <= 8 * 1024 && excerpt.len() > 8 * 1024 - 8);
        assert!(!excerpt.contains('\u{FFFD}'));
    }
    let error = invalid(b"\xFF".repeat(9_000));
    assert!(error.body_excerpt().len() <= 8 * 1024 && error.body_excerpt().len() > 8_000);
    assert_eq!(invalid(Vec::new()).body_excerpt(), "");
}

#[tokio::test]
async fn errors_have_sources() {
    let (builder, _) = scripted([connection_refused(), Step::Fail("reset".into()), status(404)]);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    for cause in [Some("refused"), Some("reset"), None] {
        let error = get(&client, "x").await.unwrap_err();
        assert_eq!(error.source().map(ToString::to_string).as_deref(), cause);
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_call_can_have_its_own_base_url() {
    let (builder, record) = scripted([status(200), status(200), status(200)]);
    let client = builder.build().unwrap();
    get(&client, "x").base_url("https://eu.example/api/").await.unwrap();
    get(&client, "x").server(Server::Sandbox).await.unwrap();
    get(&client, "x").await.unwrap();
    let uris: Vec<_> = record.requests().iter().map(|it| it.uri().to_string()).collect();
    assert_eq!(
        uris,
        [
            "https://eu.example/api/v1/things/x",
            "https://sandbox-api.polar.sh/v1/things/x",
            "https://api.polar.sh/v1/things/x",
        ]
    );
}

#[tokio::test]
async fn plain_http_must_be_allowed() {
    let (builder, record) = scripted([status(200), status(200)]);
    let client = builder.build().unwrap();
    let error = get(&client, "x").base_url("http://eu.example").await.unwrap_err();
    assert!(error.to_string().contains("`.allow_http()`"), "{error}");
    assert_eq!(record.count(), 0);
    assert!(get(&client, "x").base_url("http://[::1]:80").await.is_ok());
    let (builder, _) = scripted([status(200)]);
    let client: Client = builder.allow_http().build().unwrap();
    assert!(get(&client, "x").base_url("http://eu.example").await.is_ok());
}

/// The error of a `GET` with this response.
async fn failure(step: Step) -> Error<GetError> {
    let (builder, _) = scripted([step]);
    let client = builder.retry(RetryPolicy::none()).response_limit(100);
    let client = client.read_timeout(Duration::from_secs(1)).build().unwrap();
    get(&client, "x").await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn an_incomplete_body_keeps_the_status_and_the_request_id() {
    for (body, kind) in [
        (stopped(None), "Timeout"),
        (stopped(Some(TransportError::Timeout.into())), "Timeout"),
        (stopped(Some(TransportError::Connect("refused".into()).into())), "Connect"),
        (stopped(Some("reset".into())), "Transport"),
        (Bytes::from(vec![b'a'; 101]).into(), "BodyTooLarge"),
    ] {
        let error = failure(Step::Body(202, body)).await;
        let shown = format!("{error:?}");
        assert!(shown.starts_with(kind), "{shown}");
        assert_eq!(error.status().unwrap(), 202, "{shown}");
        assert_eq!(error.request_id(), Some("req_1"), "{shown}");
        assert!(error.to_string().ends_with(" (request id req_1)"), "{error}");
        assert!(error.response().is_none());
    }
    for step in [connection_refused(), Step::Fail("reset".into()), Step::Hang] {
        let error = failure(step).await;
        assert_eq!((error.status(), error.request_id()), (None, None), "{error:?}");
    }
}

#[tokio::test]
async fn statuses_are_displayed_with_their_reason_phrase() {
    let location = |status| Step::Response(status, "location", "/".to_owned(), "");
    let wait = |seconds: String| wait(429, seconds);
    let redirect = "; this redirect is not followed, check the server's URL";
    for (step, expected_message) in [
        (location(306), format!("306, which it does not document{redirect}")),
        (location(302), format!("302 Found, which it does not document{redirect}")),
        (location(304), "304 Not Modified, which it does not document".to_owned()),
        (
            wait(format!("1{}", "0".repeat(30))),
            format!(
                "429 Too Many Requests, which it does not document; the server requests a wait of 1{} s",
                "0".repeat(30)
            ),
        ),
        (
            wait("9".repeat(1000)),
            format!(
                "429 Too Many Requests, which it does not document; the server requests a wait of {}... s",
                "9".repeat(40)
            ),
        ),
    ] {
        let (builder, _) = scripted([step]);
        let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "customer-sessions:create (POST /v1/customer-sessions/): the API returned {expected_message}"
            )
        );
    }
}
