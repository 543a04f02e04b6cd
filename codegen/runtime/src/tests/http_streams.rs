//! Responses with their heads, and streamed bodies, over real HTTP.

use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream as _;

use super::http::{SESSION, ServerResponse, body, response, serve};
use super::sample_api::{GetError, create, get, watch};
use crate::runtime::{Error, Header};

const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-limit: 3\r\n\r\n";

#[tokio::test]
async fn an_event_is_returned_before_the_stream_ends() {
    let stream = ServerResponse::Stall(format!("{EVENTS}data: 1\n\nid: x\ndata: 2\n\ndata: 3"));
    let (builder, server) = serve(stream).await;
    let client = builder.build().unwrap();
    let mut events = watch(&client).timeout(Duration::from_millis(500)).await.unwrap();
    // The timeout applies only to the head of the response.
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let second = std::future::poll_fn(|context| Pin::new(&mut events).poll_next(context)).await;
    assert_eq!(second.unwrap().unwrap().data, 2);
    assert_eq!(events.last_event_id(), Some("x"));
    assert_eq!(events.headers()["x-limit"], "3");
    let third = tokio::time::timeout(Duration::from_millis(50), events.next()).await;
    assert!(third.is_err(), "{third:?}");
    server.abort();
}

#[tokio::test]
async fn an_incomplete_stream_is_an_error() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 100\r\n\r\n";
    let (builder, _server) = serve(ServerResponse::Text(format!("{head}data: 1\n\n"))).await;
    let mut events = watch(&builder.build().unwrap()).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn the_length_of_an_event_is_limited() {
    let (builder, _server) = serve(ServerResponse::Text(format!("{EVENTS}data: {:>99}", 1))).await;
    let client = builder.response_limit(50).build().unwrap();
    let mut events = watch(&client).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::BodyTooLarge { limit: 50, .. }), "{error:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_stream_without_a_head_times_out() {
    let (builder, server) = serve(ServerResponse::Stall(String::new())).await;
    let client = builder.build().unwrap();
    let error = watch(&client).timeout(Duration::from_millis(100)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    server.abort();
}

#[tokio::test]
async fn an_error_instead_of_a_stream_is_buffered() {
    let (builder, _server) = serve(response("404 Not Found", "gone")).await;
    let error = watch(&builder.build().unwrap()).await.unwrap_err();
    assert!(matches!(error.api(), Some(GetError::NotFound)), "{error:?}");
    assert_eq!(error.response().unwrap().body(), "gone");

    let (builder, _server) = serve(response("200 OK", "data: 7\n\n")).await;
    let mut events = watch(&builder.build().unwrap()).with_response().await.unwrap();
    assert_eq!(events.request_id(), Some("req_1"));
    assert_eq!(events.body_mut().next().await.unwrap().unwrap().data, 7);
}

#[tokio::test]
async fn with_response_returns_the_head_and_the_body() {
    let (builder, _server) = serve(response("201 Created", SESSION)).await;
    let client = builder.build().unwrap();
    let response = create(&client, body()).with_response().await.unwrap();
    assert_eq!((response.status().as_u16(), response.request_id()), (201, Some("req_1")));
    let location = response.header(Header::<String>::text("Location")).unwrap();
    assert_eq!(location.as_deref(), Some("/elsewhere"));
    assert_eq!(response.into_body().customer_portal_url, "https://x");
}

#[tokio::test]
async fn any_successful_response_can_be_downloaded() {
    let (builder, _server) = serve(response("200 OK", "0123456789")).await;
    let client = builder.response_limit(4).build().unwrap();
    let mut chunks = get(&client, "x").limit(1).download().await.unwrap();
    let mut length = 0;
    while let Some(chunk) = chunks.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 10);

    let (builder, _server) = serve(response("404 Not Found", "")).await;
    let error = get(&builder.build().unwrap(), "x").download().await.unwrap_err();
    assert!(matches!(error.api(), Some(GetError::NotFound)), "{error:?}");
}

#[tokio::test]
async fn another_representation_is_requested_by_its_media_type() {
    let (builder, server) = serve(response("201 Created", "data: 1\n\n")).await;
    let mut events = create(&builder.build().unwrap(), body()).stream().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let request = server.await.unwrap();
    assert!(request.contains("accept: text/event-stream\r\n"), "{request}");
}
