//! What errors tell: excerpts, causes, and which server was called.

use std::convert::Infallible;
use std::error::Error as _;

use bytes::Bytes;

use super::sample_api::{Server, get};
use super::script::{Step, refused, scripted, status};
use crate::runtime::{Client, Error, InvalidBody, RawResponse, RetryPolicy};

fn invalid(body: Vec<u8>) -> InvalidBody {
    let response = RawResponse::new(http::Response::new(Bytes::from(body)));
    let Err(Error::Decode(error)) = response.json::<Vec<bool>, Infallible>() else {
        panic!("it is valid");
    };
    *error
}

#[test]
fn an_excerpt_is_around_what_is_wrong() {
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
fn an_excerpt_is_whole_characters_and_never_longer() {
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
async fn errors_lead_to_their_causes() {
    let (builder, _) = scripted([refused(), Step::Fail("reset".into()), status(404)]);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    for cause in ["refused", "reset", "404 Not Found"] {
        let error = get(&client, "x").await.unwrap_err();
        assert_eq!(error.source().unwrap().to_string(), cause);
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_call_can_go_to_a_server_of_its_own() {
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
async fn a_call_goes_by_plain_http_only_where_that_is_allowed() {
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
