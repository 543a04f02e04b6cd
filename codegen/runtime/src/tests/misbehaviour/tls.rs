//! Redirects over real TLS: security is never downgraded, and secrets stay with their origin.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::faults::success;
use super::secrets::{check, printed};
use super::server::Server;
use super::{CANARY, builder, read};
use crate::runtime::{Client, ClientBuilder, Error};
use crate::tests::authority::Authority;
use crate::tests::http::{SESSION, is_complete};

impl Authority {
    /// A client that trusts only these servers, and follows redirects.
    fn client(&self, url: String) -> Client {
        let http = ClientBuilder::reqwest_defaults().unwrap();
        let http = http.tls_backend_preconfigured(self.trust());
        let builder = builder(url).header("x-key", CANARY).follow_redirects(3);
        builder.reqwest(http.build().unwrap()).build().unwrap()
    }

    /// Starts a server that sends this response to each request.
    async fn serve(&self, response: String) -> Safe {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Safe { address: listener.local_addr().unwrap(), sent: Arc::default() };
        let (acceptor, sent) = (self.acceptor(&[]), Arc::clone(&server.sent));
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                // A client that doesn't trust the server closes the connection.
                let Ok(mut connection) = acceptor.accept(connection).await else { continue };
                let mut request = Vec::new();
                while !is_complete(&request) && connection.read_buf(&mut request).await.unwrap() > 0
                {
                }
                sent.lock().unwrap().push(String::from_utf8(request).unwrap());
                connection.write_all(response.as_bytes()).await.unwrap();
                let _ = connection.shutdown().await;
            }
        });
        server
    }
}

/// A TLS server, and the requests that were sent to it.
struct Safe {
    address: SocketAddr,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Safe {
    fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

fn session() -> String {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ";
    format!("{head}{}\r\n\r\n{SESSION}", SESSION.len())
}

fn moved(to: &str) -> String {
    let head = "HTTP/1.1 307 -\r\nconnection: close\r\ncontent-length: 0\r\nlocation: ";
    format!("{head}{to}/v2\r\n\r\n")
}

#[tokio::test]
async fn redirects_from_tls_to_plain_http_are_not_followed() {
    let plain = Server::start(vec![success()]).await;
    let authority = Authority::new();
    let server = authority.serve(moved(&plain.url())).await;
    let outcome = read(&authority.client(server.url()), "x").await;
    check(&printed(&outcome));
    let error = outcome.unwrap_err();
    assert!(matches!(error, Error::UndocumentedStatus(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!((server.sent().len(), plain.sent()), (1, Vec::new()));
    assert!(server.sent()[0].contains(&format!("authorization: Bearer {CANARY}\r\n")));
}

#[tokio::test]
async fn a_redirect_to_another_origin_over_tls_has_no_secrets() {
    let authority = Authority::new();
    let other = authority.serve(session()).await;
    let server = authority.serve(moved(&other.url())).await;
    read(&authority.client(server.url()), "x").await.unwrap();
    assert_eq!((server.sent().len(), other.sent().len()), (1, 1));
    check(&other.sent()[0]);
}

#[tokio::test]
async fn an_untrusted_server_is_sent_nothing() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let server = stranger.serve(session()).await;
    let error = read(&authority.client(server.url()), "x").await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    assert_eq!(server.sent(), Vec::<String>::new());
}
