//! Blocking calls.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use super::http::{SESSION, body};
use super::sample_api::{Server, create, get, watch};
use crate::runtime::{Client, ClientBuilder, Error, RetryPolicy, SecretProvider};

/// A server that sends one of these responses on each connection.
fn serve(responses: Vec<String>) -> ClientBuilder {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for response in responses {
            let (mut connection, _) = listener.accept().unwrap();
            let _ = connection.read(&mut [0; 4096]).unwrap();
            connection.write_all(response.as_bytes()).unwrap();
        }
    });
    Client::builder().server(Server::Custom(url)).access_token("token_1")
}

fn response(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
}

#[test]
fn a_call_needs_no_runtime() {
    let client = serve(vec![response("201 Created", SESSION)]).build().unwrap();
    let session = create(&client, body()).send_blocking().unwrap();
    assert_eq!(session.customer_portal_url, "https://x");
}

#[test]
fn blocking_calls_have_limits_retries_and_providers() {
    let failing = response("503 Service Unavailable", "");
    let policy =
        RetryPolicy::attempts(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let token = SecretProvider::new(|| async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok("token_2".into())
    });
    let builder = serve(vec![failing, response("200 OK", "yes")]).access_token(token);
    let client = builder.retry(policy).build().unwrap();
    let response = get(&client, "x").with_response().send_blocking().unwrap();
    assert_eq!((response.body().as_str(), response.attempts()), ("yes", 2));

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let builder = Client::builder().server(Server::Custom(url)).access_token("t");
    let call = get(&builder.build().unwrap(), "x").timeout(Duration::from_millis(100));
    let error = call.send_blocking().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
}

#[test]
fn a_stream_is_an_iterator() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/event-stream\r\n\r\n";
    let client = serve(vec![format!("{head}data: 1\n\ndata: 2\n\ndata: 3\n\n")]).build().unwrap();
    let events = watch(&client).send_blocking().unwrap().blocking();
    let data: Vec<i64> = events.map(|event| event.unwrap().data).collect();
    assert_eq!(data, [1, 2, 3]);
}

#[test]
fn blocking_calls_run_in_parallel() {
    let responses = (0..16).map(|_| response("200 OK", "yes")).collect();
    let client = serve(responses).build().unwrap();
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || get(&client, "x").send_blocking().unwrap())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap() == "yes"));
}

#[tokio::test]
async fn a_call_can_block_inside_a_runtime() {
    let client = serve(vec![response("200 OK", "a"), response("200 OK", "b")]).build().unwrap();
    assert_eq!(get(&client, "x").send_blocking().unwrap(), "a");
    let blocking = tokio::task::spawn_blocking(move || get(&client, "x").send_blocking());
    assert_eq!(blocking.await.unwrap().unwrap(), "b");
}
