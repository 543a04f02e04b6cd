//! Many concurrent calls over real HTTP.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::sample_api::{Server, get};
use crate::runtime::{Client, RetryPolicy};

const CALLS: usize = 10_000;
const MAX_CONCURRENT: usize = 256;

/// Responds to each request on a connection; the requests have no bodies.
async fn serve(mut connection: TcpStream) {
    let mut buffer = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = connection.read(&mut chunk).await {
        buffer.extend_from_slice(&chunk[..length]);
        while let Some(end) = buffer.windows(4).position(|it| it == b"\r\n\r\n") {
            buffer.drain(..end + 4);
            let response = b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nyes";
            if connection.write_all(response).await.is_err() {
                return;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_without_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(serve(connection));
        }
    });
    let builder = Client::builder().server(Server::Custom(url)).access_token("t");
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..MAX_CONCURRENT {
        let client = client.clone();
        tasks.spawn(async move {
            for _ in (number..CALLS).step_by(MAX_CONCURRENT) {
                let call = get(&client, "x").timeout(Duration::from_secs(30));
                assert_eq!(call.await.unwrap(), "yes");
            }
        });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap();
    }
}
