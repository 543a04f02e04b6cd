//! Proxies set in the environment aren't used for local servers.
//!
//! The environment belongs to a process, so the calls are made in another process: this test
//! binary, started again for a single test.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::http::{response, serve};
use super::sample_api::{Server, get};
use crate::runtime::{Client, RetryPolicy};

const VARIABLES: [&str; 6] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/// A proxy that returns 502, and the requests that were sent to it.
fn proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sent = Arc::<Mutex<Vec<String>>>::default();
    let record = Arc::clone(&sent);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection: TcpStream = connection.unwrap();
            let mut request = [0; 4096];
            let length = connection.read(&mut request).unwrap_or_default();
            record.lock().unwrap().push(String::from_utf8_lossy(&request[..length]).into_owned());
            let _ = connection.write_all(b"HTTP/1.1 502 -\r\ncontent-length: 0\r\n\r\n");
        }
    });
    (url, sent)
}

/// Runs a test of this file in a process in which all variables name a proxy. Returns the requests
/// that the proxy received.
fn by_proxy(test: &str) -> Vec<String> {
    let (url, sent) = proxy();
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", &format!("tests::proxy::{test}")]);
    process.envs(VARIABLES.map(|name| (name, &url)));
    process.env_remove("NO_PROXY").env_remove("no_proxy").env_remove("REQUEST_METHOD");
    let output = process.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("1 passed"), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let sent = sent.lock().unwrap();
    sent.clone()
}

#[tokio::test]
async fn a_loopback_server_is_called_without_a_proxy() {
    let (builder, server) = serve(response("200 OK", "hello")).await;
    assert_eq!(get(&builder.build().unwrap(), "x").await.unwrap(), "hello");
    assert!(server.await.unwrap().contains("authorization: Bearer token_1"));

    // The same machine, in another notation.
    let (builder, server) = serve(response("200 OK", "hello")).await;
    let client = builder.allow_http().build().unwrap();
    let url = get(&client, "x").to_request().unwrap().uri().to_string();
    let url = url.replace("127.0.0.1", "127.1").replace("/v1/things/x", "");
    assert_eq!(get(&client, "x").base_url(url).await.unwrap(), "hello");
    server.await.unwrap();
}

#[tokio::test]
async fn an_unknown_host_is_an_error() {
    let builder = Client::builder().server(Server::Custom("http://elsewhere.invalid".to_owned()));
    let builder = builder.allow_http().access_token("token_1").retry(RetryPolicy::none());
    let client = builder.timeout(Duration::from_secs(20)).build().unwrap();
    assert!(get(&client, "x").await.is_err());
}

#[test]
fn environment_proxies_are_not_used_for_loopback_servers() {
    assert_eq!(by_proxy("a_loopback_server_is_called_without_a_proxy"), Vec::<String>::new());
}

#[test]
fn environment_proxies_are_used_for_other_servers() {
    let sent = by_proxy("an_unknown_host_is_an_error");
    assert!(sent[0].starts_with("GET http://elsewhere.invalid/v1/things/x HTTP/1.1"), "{sent:?}");
}
