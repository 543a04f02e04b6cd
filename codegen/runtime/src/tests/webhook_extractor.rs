//! The webhook extractor, in an axum server over real connections.

use axum::Router;
use axum::routing::post;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::runtime::ClientBuilder;
use crate::runtime::webhooks::{Verifier, Webhook, sign};

const SECRET: &str = "my secret";

async fn handle(Webhook { id, event, .. }: Webhook<Vec<u32>>) -> String {
    format!("{id} has {}", event.len())
}

/// The response of a server to this request.
async fn response(headers: HeaderMap, body: Vec<u8>) -> (StatusCode, String) {
    let verifier = Verifier::new(SECRET).unwrap();
    let app = Router::new().route("/webhooks", post(handle)).with_state(verifier);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/webhooks", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let client = ClientBuilder::reqwest_defaults().unwrap().no_proxy().build().unwrap();
    let response = client.post(url).headers(headers).body(body).send().await.unwrap();
    let response = (response.status(), response.text().await.unwrap());
    server.abort();
    response
}

fn signed(body: &[u8]) -> HeaderMap {
    sign(SECRET, "msg_1", Timestamp::now(), body).unwrap()
}

#[tokio::test]
async fn a_signed_event_reaches_the_handler() {
    let (status, text) = response(signed(b"[1, 2]"), b"[1, 2]".into()).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "msg_1 has 2"));
}

#[tokio::test]
async fn unsigned_requests_do_not_reach_the_handler() {
    let body = || b"[1, 2]".to_vec();
    let (status, text) = response(HeaderMap::new(), body()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(text, "the webhook request has no header `webhook-id`");
    let (status, text) = response(signed(b"[1]"), body()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.starts_with("the signature of the webhook does not match"), "{text}");
    let (status, text) = response(signed(b"{\"secret\":1}"), b"{\"secret\":1}".into()).await;
    let expected = (StatusCode::BAD_REQUEST, "the body of the webhook is not an event of this API");
    assert_eq!((status, text.as_str()), expected);
    let long = vec![b' '; 3 * 1024 * 1024];
    let (status, _) = response(signed(&long), long).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}
