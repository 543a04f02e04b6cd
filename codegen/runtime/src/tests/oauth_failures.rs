//! Failures of the token endpoint.

use std::error::Error as _;
use std::time::Duration;

use super::oauth::{list, response, shop};
use super::script::{Step, connection_refused};
use crate::runtime::{Error, OAuthGrant, RetryPolicy, TokenError};

/// The error of a call whose token request gets this response, and the number of requests.
async fn failed(step: Step) -> (Error<std::convert::Infallible>, usize) {
    let (builder, record) = shop([step]);
    let grant = OAuthGrant::refresh_token("hunter3").client("app", "hunter2");
    let client = builder.shop(grant).retry(RetryPolicy::none()).build().unwrap();
    let error = list(&client).await.unwrap_err();
    let shown = format!("{error:?} {error} {:?}", error.source());
    assert!(!shown.contains("hunter"), "{shown}");
    (error, record.count())
}

async fn error_message(step: Step) -> String {
    let (error, count) = failed(step).await;
    assert_eq!(count, 1);
    error.token_error().unwrap().to_string()
}

#[tokio::test]
async fn an_error_of_the_token_endpoint_is_typed() {
    let json = r#"{"error": "invalid_client", "error_description": "No secret hunter2."}"#;
    let (error, _) = failed(response(401, json)).await;
    let expected_message =
        "list (GET /orders): the request was not sent: no access token was obtained for it";
    assert_eq!(error.to_string(), expected_message);
    let source = error.source().unwrap();
    let expected_message =
        "the token endpoint returned 401 Unauthorized: invalid_client: No secret [redacted].";
    assert_eq!(source.to_string(), expected_message);
    assert!(source.source().is_none() && source.is::<TokenError>());
    let token = error.token_error().unwrap();
    assert_eq!((token.code(), token.status().unwrap().as_u16()), (Some("invalid_client"), 401));
    assert_eq!(token.description(), Some("No secret [redacted]."));
    assert!(!error.is_retryable() && !token.is_retryable() && error.status().is_none());
    assert!(matches!(token, TokenError::Refused { .. }));
    // The response of GitHub.
    let (error, _) = failed(response(200, r#"{"error": "bad_verification_code"}"#)).await;
    assert_eq!(error.token_error().unwrap().code(), Some("bad_verification_code"));
}

#[tokio::test]
async fn an_invalid_token_response_is_an_error() {
    let but = "the token endpoint returned 200 OK, but without a usable bearer token: ";
    for json in ["", "[]", "<html>", "{}", r#"{"access_token": ""}"#, r#"{"access_token": 1}"#] {
        assert_eq!(
            error_message(response(200, json)).await,
            format!("{but}the response has no `access_token`")
        );
    }
    let broken = r#"{"access_token": "a\nb"}"#;
    let sent = "the `access_token` can't be sent in a header field";
    assert_eq!(error_message(response(200, broken)).await, format!("{but}{sent}"));
    let mac = r#"{"access_token": "t", "token_type": "mac"}"#;
    assert_eq!(
        error_message(response(200, mac)).await,
        format!("{but}its `token_type` is not `Bearer`")
    );
}

#[tokio::test]
async fn other_token_responses_are_errors() {
    let answered = "the token endpoint returned ";
    let page = error_message(response(502, "<html>hunter2</html>")).await;
    assert_eq!(page, format!("{answered}502 Bad Gateway"));
    let moved = Step::Response(307, "location", "https://elsewhere.example/".to_owned(), "");
    let moved = error_message(moved).await;
    let followed = "its redirects are not followed, check the token URL";
    assert_eq!(moved, format!("{answered}307 Temporary Redirect; {followed}"));
    let busy = Step::Response(429, "retry-after", "7".to_owned(), "");
    let (error, _) = failed(busy).await;
    assert!(error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
}

#[tokio::test(start_paused = true)]
async fn a_missing_token_response_has_a_source() {
    let (error, _) = failed(connection_refused()).await;
    let token = error.token_error().unwrap();
    assert_eq!(token.to_string(), "the token request failed");
    let cause = token.source().unwrap().to_string();
    assert_eq!(cause, "no connection to the server; check its URL and the network");
    assert!(error.is_retryable() && token.code().is_none());

    // The shorter limit of the two that the token request shares with its call.
    let (error, _) = failed(Step::Hang).await;
    let cause = error.token_error().unwrap().source().unwrap().to_string();
    assert!(cause.starts_with("no response within 30s"), "{cause}");

    let (error, _) = failed(response(200, &" ".repeat(1024 * 1024 + 1))).await;
    let cause = error.token_error().unwrap().source().unwrap().to_string();
    assert!(cause.starts_with("the response is longer than 1048576 bytes"), "{cause}");
}
