//! Connections that are not made in time or made again, and compressed responses: what
//! `docs/faults.md` has no row for.

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::runtime::{Client, ClientBuilder, Error, RetryPolicy, TimeoutPhase};
use crate::tests::http::{Answer, serve};
use crate::tests::sample_api::{Server, get};

const OK: &str = "HTTP/1.1 200 OK\r\n";

#[tokio::test]
async fn compressed_responses_are_decoded() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(b"hello").unwrap();
    let body = encoder.finish().unwrap();
    let head = format!("{OK}content-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
    let (builder, _server) = serve(Answer::Bytes([head.into_bytes(), body].concat())).await;
    assert_eq!(get(&builder.build().unwrap(), "x").await.unwrap(), "hello");
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time() {
    // An address for documentation, where nobody answers (RFC 5737); or where no network is.
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
async fn a_get_is_sent_again_over_a_new_connection() {
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
