//! Connections that time out or are reopened, and compressed responses. These are not in
//! `docs/faults.md`.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::faults::gzipped;
use crate::runtime::{Client, ClientBuilder, Error, RetryPolicy, TimeoutPhase};
use crate::tests::http::{ServerResponse, serve};
use crate::tests::sample_api::{Server, get, watch};

const OK: &str = "HTTP/1.1 200 OK\r\n";

#[tokio::test]
async fn compressed_responses_are_decoded() {
    let long = "hello ".repeat(100_000);
    for (coding, texts) in [
        ("gzip", &["hello"][..]),
        ("GZip", &["hello"]),
        ("x-gzip", &["hello"]),
        ("gzip", &["hello", "", " world"]),
        ("gzip", &[&long, &long]),
    ] {
        let body = texts.iter().map(|text| gzipped(text)).collect::<Vec<_>>().concat();
        let length = body.len();
        let head = format!("{OK}content-encoding: {coding}\r\ncontent-length: {length}\r\n\r\n");
        let (builder, server) =
            serve(ServerResponse::Bytes([head.into_bytes(), body].concat())).await;
        let response = get(&builder.build().unwrap(), "x").with_response().await.unwrap();
        assert_eq!(*response.body(), texts.concat());
        assert!(!response.headers().contains_key("content-encoding"));
        assert!(server.await.unwrap().contains("\r\naccept-encoding: gzip\r\n"));
    }
    let (builder, _server) = serve(ServerResponse::Text(format!(
        "{OK}content-encoding: gzip\r\ncontent-length: 0\r\n\r\n"
    )))
    .await;
    assert_eq!(get(&builder.build().unwrap(), "x").await.unwrap(), "");
}

#[tokio::test]
async fn a_stream_with_a_content_encoding_is_an_error() {
    let head = format!("{OK}content-type: text/event-stream\r\ncontent-encoding: br\r\n\r\n");
    for download in [false, true] {
        let (builder, _server) = serve(ServerResponse::Stall(head.clone())).await;
        let client = builder.build().unwrap();
        let error = match download {
            true => get(&client, "x").download().await.map(drop).unwrap_err(),
            false => watch(&client).await.map(drop).unwrap_err(),
        };
        assert!(error.to_string().contains("its content-encoding is not decoded"), "{error}");
        assert_eq!(error.status().unwrap(), 200);
    }
}

#[tokio::test]
async fn an_unreachable_host_fails_to_connect() {
    // An address for documentation (RFC 5737), where nothing responds, or to which there is no
    // route.
    let builder = Client::builder().server(Server::Custom("https://192.0.2.1".to_owned()));
    let builder = builder.access_token("t").retry(RetryPolicy::none());
    let client = builder.connect_timeout(Duration::from_millis(50)).build().unwrap();
    match get(&client, "x").await.unwrap_err() {
        Error::Timeout(timeout) => assert_eq!(timeout.phase, TimeoutPhase::Connect),
        Error::Connect { .. } => {}
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn a_get_is_retried_over_a_new_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        for number in 0..3 {
            let (mut connection, _) = listener.accept().await.unwrap();
            let _ = connection.read(&mut [0; 4096]).await.unwrap();
            if number == 2 {
                let text = format!("{OK}content-length: 2\r\n\r\nok");
                connection.write_all(text.as_bytes()).await.unwrap();
            }
        }
    });
    let policy = RetryPolicy::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    let http = ClientBuilder::reqwest_defaults().unwrap().user_agent("ours").build();
    let builder = Client::builder().server(Server::Custom(url)).access_token("t").retry(policy);
    let client = builder.reqwest(http.unwrap()).build().unwrap();
    let response = get(&client, "x").with_response().await.unwrap();
    assert_eq!((response.body().as_str(), response.attempts()), ("ok", 3));
    server.await.unwrap();
}
