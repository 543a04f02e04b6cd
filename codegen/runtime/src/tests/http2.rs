//! HTTP/2 if the server supports it, and HTTP/1.1 otherwise.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ::http::{Response, Version};
use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;

use super::authority::Authority;
use super::sample_api::{Server, get};
use crate::runtime::{Client, with_tls};

/// The versions of the requests of two calls to a server with these application protocols.
async fn versions(protocols: &[&str]) -> Vec<Version> {
    let authority = Authority::new();
    let (acceptor, seen) = (authority.acceptor(protocols), Arc::new(Mutex::new(Vec::new())));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let record = Arc::clone(&seen);
    tokio::spawn(async move {
        let (connection, _) = listener.accept().await.unwrap();
        let connection = TokioIo::new(acceptor.accept(connection).await.unwrap());
        let service = service_fn(|request: ::http::Request<hyper::body::Incoming>| {
            record.lock().unwrap().push(request.version());
            let response = Response::new(Full::new(Bytes::from_static(b"fine")));
            async { Ok::<_, Infallible>(response) }
        });
        Builder::new(TokioExecutor::new()).serve_connection(connection, service).await.unwrap();
    });
    let http = with_tls(authority.trust()).build().unwrap();
    let builder = Client::builder().server(Server::Custom(url)).access_token("t");
    let client = builder.reqwest(http).build().unwrap();
    // Sequentially on one connection: the server accepts no other.
    get(&client, "a").await.unwrap();
    get(&client, "b").await.unwrap();
    seen.lock().unwrap().clone()
}

#[tokio::test]
async fn http_2_is_used_if_the_server_supports_it() {
    assert_eq!(versions(&["h2", "http/1.1"]).await, [Version::HTTP_2; 2]);
    assert_eq!(versions(&["http/1.1"]).await, [Version::HTTP_11; 2]);
    assert_eq!(versions(&[]).await, [Version::HTTP_11; 2]);
}
