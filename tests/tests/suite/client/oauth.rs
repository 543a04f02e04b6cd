//! Tests a fixture's client with tokens of a third-party authorization server, oauth2-mock-server,
//! which `cargo xtask e2e` starts for these tests.

use std::future::{Future, IntoFuture as _};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::Full;
use polar_client::reqwest;
use tests::client::oauth_flows::runtime::{
    Body, BoxError, Client, ClientBuilder, OAuthGrant, Secret,
};
use tower_service::Service;

/// The secret of `app` in `tests/e2e/oauth.mjs`; each character is escaped in `Basic`.
const SECRET: &str = "s:é %";

/// A reqwest transport that records the path and the header fields of each request.
#[derive(Clone)]
struct Recording {
    http: reqwest::Client,
    sent: Arc<Mutex<Vec<(String, HeaderMap)>>>,
}

impl Recording {
    fn paths(&self) -> Vec<String> {
        self.sent.lock().expect("a record").iter().map(|(path, _)| path.clone()).collect()
    }

    /// Returns the number of token requests that were sent.
    fn tokens(&self) -> usize {
        self.paths().iter().filter(|path| *path == "/token").count()
    }

    /// Makes the server reject the last token.
    async fn revoke(&self, url: &str) {
        let last = self.sent.lock().expect("a record").last().expect("a request").1.clone();
        let revoked = self.http.post(format!("{url}/revoke")).headers(last).send().await;
        assert!(revoked.expect("a response").status().is_success());
    }
}

impl Service<Request<Body>> for Recording {
    type Response = Response<Full<Bytes>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (head, body) = request.into_parts();
        let entry = (head.uri.path().to_owned(), head.headers.clone());
        self.sent.lock().expect("a record").push(entry);
        let sending = self.http.request(head.method, head.uri.to_string()).headers(head.headers);
        let body = body.as_bytes().cloned().unwrap_or_default();
        Box::pin(async move {
            let answer = sending.body(body).send().await?;
            let mut response = Response::builder().status(answer.status());
            response.headers_mut().into_iter().for_each(|it| it.clone_from(answer.headers()));
            Ok(response.body(Full::new(answer.bytes().await?))?)
        })
    }
}

/// Returns a builder of the fixture's client if `cargo xtask e2e` has started the server; otherwise
/// the tests print a note and are skipped.
fn builder() -> Option<(ClientBuilder, Recording, String)> {
    let Ok(url) = std::env::var("OAUTH_E2E_URL") else {
        eprintln!("skipped: it needs a server, which `cargo xtask e2e` starts");
        return None;
    };
    let http = polar_client::ClientBuilder::reqwest_defaults().expect("certificates");
    let http = http.no_proxy().build().expect("a client of reqwest");
    let transport = Recording { http, sent: Arc::default() };
    let builder = Client::builder().base_url(&url).transport(transport.clone());
    Some((builder, transport, url))
}

/// Creates client credentials for tokens that are valid for this number of seconds.
fn credentials(url: &str, seconds: u32) -> OAuthGrant {
    let grant = OAuthGrant::client_credentials("app", SECRET).token_url(format!("{url}/token"));
    grant.parameter("lifetime", seconds.to_string())
}

#[tokio::test]
async fn calls_at_the_same_time_wait_for_one_token() {
    let Some((builder, sent, url)) = builder() else { return };
    let client = builder.oauth(credentials(&url, 60)).build().expect("a client");
    let calls = (0..8).map(|_| tokio::spawn(client.granted().own().into_future()));
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("a task").expect("a response");
    }
    assert_eq!((sent.tokens(), sent.paths().len()), (1, 9));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let Some((builder, sent, url)) = builder() else { return };
    let client = builder.oauth(credentials(&url, 4)).build().expect("a client");
    client.granted().own().await.expect("a response");
    client.granted().own().await.expect("a response");
    assert_eq!(sent.paths(), ["/token", "/userinfo", "/userinfo"]);
    // The token is valid for another 0.5 s, and the server rejects none.
    tokio::time::sleep(Duration::from_millis(3500)).await;
    client.granted().own().await.expect("a response");
    assert_eq!(sent.paths()[3..], ["/token", "/userinfo"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed() {
    let Some((builder, sent, url)) = builder() else { return };
    let client = builder.oauth(credentials(&url, 60)).build().expect("a client");
    client.granted().own().await.expect("a response");
    sent.revoke(&url).await;
    client.granted().own().await.expect("a response");
    assert_eq!(sent.paths(), ["/token", "/userinfo", "/userinfo", "/token", "/userinfo"]);
}

#[tokio::test]
async fn a_refresh_token_is_used_once() {
    let Some((builder, sent, url)) = builder() else { return };
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let refresh = |token: &str| {
        OAuthGrant::refresh_token(token).client("app", SECRET).token_url(format!("{url}/token"))
    };
    let grant = refresh("first").on_rotation(move |token: Secret| {
        keep.lock().expect("a list").push(token.expose().to_owned());
        async {}
    });
    let client = builder.oauth(grant).build().expect("a client");
    client.granted().own().await.expect("a response");
    sent.revoke(&url).await;
    // The server rejects the first refresh token from now on.
    client.granted().own().await.expect("a response");
    assert_eq!((sent.tokens(), kept.lock().expect("a list").len()), (2, 2));

    let again = client.with().oauth(refresh("first")).build().expect("a client");
    let error = again.granted().own().await.expect_err("a failure");
    let token = error.token_error().expect("a failure of the token request");
    assert_eq!(token.code(), Some("invalid_grant"));
    assert_eq!(token.description(), Some("The refresh token was used before."));
}

#[tokio::test]
async fn an_unknown_client_is_reported() {
    let Some((builder, sent, url)) = builder() else { return };
    let grant = OAuthGrant::client_credentials("app", "hunter2").token_url(format!("{url}/token"));
    let client = builder.oauth(grant).build().expect("a client");
    let error = client.granted().own().await.expect_err("a failure");
    let token = error.token_error().expect("a failure of the token request");
    let status = token.status().map(|it| it.as_u16());
    assert_eq!((token.code(), status), (Some("invalid_client"), Some(401)));
    let said =
        "the token endpoint returned 401 Unauthorized: invalid_client: The client is not known.";
    assert_eq!(token.to_string(), said);
    assert_eq!(sent.paths(), ["/token"]);
}

#[tokio::test]
async fn the_scopes_of_the_operation_are_those_of_the_token() {
    let Some((builder, sent, url)) = builder() else { return };
    let client = builder.oauth(credentials(&url, 60)).build().expect("a client");
    client.granted().own().await.expect("a response");
    let narrow = client.with().oauth(credentials(&url, 60).scopes(["read"])).build();
    let error = narrow.expect("a client").granted().own().await.expect_err("a failure");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
    assert_eq!(sent.tokens(), 2);
}
