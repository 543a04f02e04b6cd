//! Calls over real HTTP, to a local server.

use std::error::Error as _;
use std::future::{IntoFuture as _, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::sample::{Customer, CustomerSessionCustomerExternalIdCreate};
use super::sample_api::{CreateError, GetError, Server, create, get};
use crate::runtime::{
    Body, Client, ClientBuilder, Error, RetryPolicy, Route, TransportError, operation,
};

pub(super) const SESSION: &str = r#"{"created_at":"2024-01-01T00:00:00Z","modified_at":null,"id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b","token":"hunter2","expires_at":"2024-01-01T01:00:00.5+00:00","return_url":null,"customer_portal_url":"https://x","customer_id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b","customer":{"id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b","type":"team"},"new":1}"#;

/// The server's reaction on its only connection.
pub(super) enum ServerResponse {
    /// Writes this and closes the connection.
    Text(String),
    /// Writes these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Writes this for as long as the client reads.
    Endless(&'static str, Vec<u8>),
    /// Writes this and waits forever.
    Stall(String),
    /// Closes the connection immediately.
    Hang,
}

pub(super) fn response(status: &str, body: &str) -> ServerResponse {
    let length = body.len();
    ServerResponse::Text(format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nx-request-id: req_1\r\n\
         location: /elsewhere\r\n\r\n{body}"
    ))
}

/// Starts a server. Returns the builder of its client, and the request that the server reads.
pub(super) async fn serve(
    response: ServerResponse,
) -> (ClientBuilder, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/base/", listener.local_addr().unwrap());
    let builder = Client::builder()
        .server(Server::Custom(url))
        .access_token("token_1")
        .retry(RetryPolicy::none());
    let server = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !is_complete(&request) {
            let mut chunk = [0; 4096];
            let length = connection.read(&mut chunk).await.unwrap();
            request.extend_from_slice(&chunk[..length]);
        }
        match response {
            ServerResponse::Text(text) => drop(connection.write_all(text.as_bytes()).await),
            ServerResponse::Bytes(bytes) => drop(connection.write_all(&bytes).await),
            ServerResponse::Endless(head, chunk) => {
                connection.write_all(head.as_bytes()).await.unwrap();
                while connection.write_all(&chunk).await.is_ok() {}
            }
            ServerResponse::Stall(text) => {
                connection.write_all(text.as_bytes()).await.unwrap();
                std::future::pending::<()>().await;
            }
            ServerResponse::Hang => {}
        }
        String::from_utf8(request).unwrap()
    });
    (builder, server)
}

pub(super) fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
}

pub(super) fn body() -> CustomerSessionCustomerExternalIdCreate {
    CustomerSessionCustomerExternalIdCreate::new("usr_1").return_url_null()
}

#[tokio::test]
async fn success() {
    let (builder, server) = serve(response("201 Created", SESSION)).await;
    let session = create(&builder.build().unwrap(), body()).await.unwrap();
    assert_eq!(session.token, "hunter2");
    assert!(matches!(session.customer, Customer::Team(_)));
    assert_eq!(session.extra.get("new").unwrap().as_str(), "1");
    let request = server.await.unwrap();
    assert!(request.starts_with("POST /base/v1/customer-sessions/ HTTP/1.1\r\n"), "{request}");
    for header in [
        "authorization: Bearer token_1",
        "user-agent: polar-client/1.2.3",
        "accept: application/json",
        "content-type: application/json",
    ] {
        assert!(request.contains(header), "{header} in {request}");
    }
    assert!(request.ends_with("\r\n\r\n{\"external_customer_id\":\"usr_1\",\"return_url\":null}"));
}

operation! {
    /// Starts a job.
    pub fn start(client: &Client) -> Call<Start>;
    "POST" "/jobs" as "start", security [];
    Output = (), Error = std::convert::Infallible;
    optional { body: Vec<i64>, }
    request(self, request) { if let Some(body) = &self.body { request.json(body); } }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// Stops a job.
    pub fn stop(client: &Client) -> Call<Stop>;
    "DELETE" "/jobs" as "stop", security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

#[tokio::test]
async fn a_post_without_a_body_has_content_length_0() {
    let (builder, server) = serve(response("200 OK", "")).await;
    start(&builder.build().unwrap()).await.unwrap();
    let request = server.await.unwrap();
    assert_eq!(request.matches("content-length: 0\r\n").count(), 1, "{request}");

    let (builder, server) = serve(response("200 OK", "")).await;
    start(&builder.build().unwrap()).body(vec![1]).await.unwrap();
    let request = server.await.unwrap();
    assert_eq!(request.matches("content-length: 3\r\n").count(), 1, "{request}");

    let (builder, server) = serve(response("200 OK", "")).await;
    stop(&builder.build().unwrap()).await.unwrap();
    let request = server.await.unwrap();
    assert!(!request.contains("content-length"), "{request}");
}

#[tokio::test]
async fn documented_errors() {
    let detail = r#"{"detail":[{"loc":["body",0],"msg":"hunter2","type":"missing"}]}"#;
    let (builder, _) = serve(response("422 Unprocessable Entity", detail)).await;
    let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "customer-sessions:create (POST /v1/customer-sessions/): the API returned 422 Unprocessable \
         Entity: body.0: hunter2 (request id req_1)",
    );
    assert_eq!(error.api().unwrap().to_string(), "422 Unprocessable Entity");
    assert_eq!(error.status().unwrap(), 422);
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!error.is_retryable());
    let Some(CreateError::UnprocessableEntity(details)) = error.api() else { panic!("{error}") };
    assert_eq!(details.detail.as_ref().unwrap()[0].msg, "hunter2");
    let Error::Api(error) = error else { panic!("no API error") };
    assert_eq!(error.body().as_ref(), detail.as_bytes());
}

#[tokio::test]
async fn errors_of_all_kinds_of_bodies() {
    for (status, body, expected, name) in [
        ("404 Not Found", "x", GetError::NotFound, "404 Not Found"),
        ("409 Conflict", "x", GetError::Conflict("x".to_owned()), "409 Conflict"),
        ("503 Service Unavailable", "x", GetError::Server("x".into()), "5XX"),
        ("418 I'm a teapot", "7", GetError::Default(7), "an error that the API documents"),
    ] {
        let (builder, _) = serve(response(status, body)).await;
        let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
        assert_eq!(error.api(), Some(&expected));
        assert_eq!(error.api().unwrap().to_string(), name);
        assert_eq!(error.is_retryable(), status.starts_with('5'));
    }
}

#[tokio::test]
async fn undocumented_statuses() {
    let (builder, _) = serve(response("500 Internal Server Error", "hunter2")).await;
    let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "customer-sessions:create (POST /v1/customer-sessions/): the API returned 500 Internal Server \
         Error, which it does not document (request id req_1)",
    );
    assert!(error.is_retryable());
    assert!(!format!("{error:?}").contains("hunter2"));
    let Error::UndocumentedStatus(error) = error else { panic!("{error}") };
    assert_eq!(error.body().as_ref(), b"hunter2");
    assert_eq!(error.headers()["x-request-id"], "req_1");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (builder, server) = serve(response("307 Temporary Redirect", "")).await;
    let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert!(error.to_string().contains("this redirect is not followed"));
    server.await.unwrap();
}

#[tokio::test]
async fn malformed_bodies() {
    let secret = SESSION.replace("\"2024-01-01T00:00:00Z\"", "\"hunter2\"");
    for (sent, reason) in [
        (
            secret.as_str(),
            "at /created_at: expected a date-time, found a string that is not a date-time",
        ),
        ("", "at the top level: invalid JSON: unexpected end of the text"),
        ("<html>hunter2", "at the top level: invalid JSON: expected a value"),
    ] {
        let (builder, _) = serve(response("201 Created", sent)).await;
        let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "customer-sessions:create (POST /v1/customer-sessions/): the API returned \
                 201 Created, but its body does not match the OpenAPI document: {reason} \
                 (request id req_1)"
            ),
        );
        assert!(!format!("{error:?}").contains("hunter2"));
        let Error::Decode(error) = error else { panic!("{error}") };
        assert_eq!(error.body_excerpt(), sent);
    }
}

#[tokio::test]
async fn excerpts_are_bounded_and_byte_order_marks_ignored() {
    let (builder, _) = serve(response("201 Created", &"x".repeat(10_000))).await;
    let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.body_excerpt().len(), 8 * 1024);
    let (builder, _) = serve(response("201 Created", &format!("\u{feff}{SESSION}"))).await;
    assert!(create(&builder.build().unwrap(), body()).await.is_ok());
}

#[tokio::test]
async fn oversize_bodies_are_rejected() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
                   4\r\nabcd\r\n4\r\nefgh\r\n0\r\n\r\n";
    for (limit, fits) in [(8, true), (7, false)] {
        for response in [response("200 OK", "abcdefgh"), ServerResponse::Text(chunked.to_owned())] {
            let (builder, _) = serve(response).await;
            let client = builder.response_limit(limit).build().unwrap();
            match get(&client, "x").await {
                Ok(text) => assert!(fits && text == "abcdefgh"),
                Err(Error::BodyTooLarge { limit: 7, .. }) => assert!(!fits),
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[tokio::test]
async fn timeouts() {
    for sent in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"] {
        let (builder, _) = serve(ServerResponse::Stall(sent.to_owned())).await;
        let call = get(&builder.build().unwrap(), "x").timeout(Duration::from_millis(100));
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert!(error.to_string().contains(": no full response within 100ms"));
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn broken_connections() {
    let (builder, _) = serve(ServerResponse::Hang).await;
    let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert!(error.source().is_some() && error.is_retryable());

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let builder = Client::builder().server(Server::Custom(url));
    let key = crate::runtime::Credential::ApiKey("hunter2".into());
    let client =
        builder.credential("query_key", key.clone()).credential("cookie_key", key).build().unwrap();
    let error = get(&client, "x").await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    assert!(!format!("{error:?}").contains("hunter2"));
}

/// A custom transport.
#[derive(Clone)]
struct Echo;

impl tower_service::Service<http::Request<Body>> for Echo {
    type Response = http::Response<Full<Bytes>>;
    type Error = TransportError;
    type Future = std::future::Ready<Result<Self::Response, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        if request.extensions().get::<Route>().is_none_or(|route| route.deadline.is_none()) {
            return ready(Err(TransportError::Timeout));
        }
        ready(Ok(http::Response::new(Full::from(request.uri().to_string()))))
    }
}

#[tokio::test]
async fn another_transport() {
    let client = Client::builder().access_token("t").transport(Echo).build().unwrap();
    assert_eq!(get(&client, "a b").await.unwrap(), "https://api.polar.sh/v1/things/a%20b");
    let endless = get(&client, "x").timeout(Duration::MAX).await.unwrap_err();
    assert!(matches!(endless, Error::Timeout(_)));
}

#[tokio::test]
async fn calls_can_be_spawned() {
    let client = Client::builder().access_token("t").transport(Echo).build().unwrap();
    let call = get(&client, "x");
    drop(client);
    assert!(tokio::spawn(call.into_future()).await.unwrap().is_ok());
}
