//! Tokens from client credentials and refresh tokens: the requests, their times and their number.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::script::{Record, Step, scripting, status};
use crate::runtime::{
    Api, ClientBuilder, OAuth, OAuthGrant, Scheme, SchemeKind, Secret, SecretSource, credentials,
    grants, operation,
};

pub(super) static API: Api = Api {
    user_agent: "shop-client/1.0.0",
    debug: "RUNTIME_TEST_DEBUG",
    base_url: "https://api.example.com/v1",
    schemes: &[
        Scheme {
            name: "shop",
            kind: SchemeKind::Bearer,
            setter: "shop",
            env: &["RUNTIME_TEST_SHOP"],
            oauth: Some(&OAuth {
                client_credentials: Some("https://login.example.com/oauth/token?v=2"),
                refresh_token: Some("/oauth/refresh"),
                scopes: &["read", "write"],
                env: &["RUNTIME_TEST_CLIENT_ID", "RUNTIME_TEST_CLIENT_SECRET"],
            }),
        },
        Scheme {
            name: "key",
            kind: SchemeKind::ApiKeyHeader("x-key"),
            setter: "shop_key",
            env: &[],
            oauth: None,
        },
        Scheme { name: "oidc", kind: SchemeKind::Bearer, setter: "oidc", env: &[], oauth: None },
    ],
    security: &[&["shop"]],
    idempotency_key: None,
    retry: None,
    messages: &[],
};

credentials! {
    /// The token of a shop.
    shop(token: SecretSource) => Shop, bearer "shop";
    /// A key.
    shop_key(key: SecretSource) => ShopKey, api_key "key";
    /// A token without flows.
    oidc(token: SecretSource) => Oidc, bearer "oidc";
}

grants! {
    /// Client credentials.
    client_credentials(id: String, secret: Secret) => client_credentials "shop";
    /// A refresh token.
    refresh_token(id: String, secret: Secret, token: Secret) => refresh_token "shop";
}

operation! {
    /// An operation that reads.
    pub fn list(client: &Client) -> Call<List>;
    "GET" "/orders" as "list",
    security [["shop"], ["key"]] scopes ["shop" ["read"]] by [schemes::Shop];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An operation that writes.
    pub fn order(client: &Client) -> Call<Order>;
    "POST" "/orders" as "order",
    security [["shop"]] scopes ["shop" ["read", "write"]] by [schemes::Shop];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An operation without scopes.
    pub fn whoami(client: &Client) -> Call<Whoami>;
    "GET" "/whoami" as "whoami",
    security [["shop"]];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

/// Returns a builder of the API whose requests get these responses.
pub(super) fn shop(steps: impl IntoIterator<Item = Step>) -> (ClientBuilder, Record) {
    scripting(ClientBuilder::new(&API), steps)
}

/// A response of the token endpoint.
pub(super) fn response(status: u16, json: &str) -> Step {
    Step::Later(Duration::ZERO, status, json.to_owned())
}

/// A response with this access token, valid for an hour.
pub(super) fn token(token: &str) -> Step {
    response(200, &granted(token, 3600))
}

pub(super) fn granted(token: &str, expires_in: u64) -> String {
    format!(r#"{{"access_token": "{token}", "token_type": "Bearer", "expires_in": {expires_in}}}"#)
}

/// The sent requests: the form of token requests, and the token of others.
pub(super) fn sent(record: &Record) -> Vec<String> {
    let requests = record.requests().into_iter();
    let sent = requests.map(|request| match request.uri().path().starts_with("/v1/") {
        true => request.headers()["authorization"].to_str().unwrap().to_owned(),
        false => String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap(),
    });
    sent.collect()
}

#[tokio::test]
async fn a_token_is_fetched_on_demand_and_cached() {
    let (builder, record) = shop([token("one"), status(200), status(200), status(200)]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    assert_eq!(record.count(), 0);
    list(&client).await.unwrap();
    list(&client.clone()).await.unwrap();
    list(&client.with().timeout(Duration::from_secs(5)).build().unwrap()).await.unwrap();
    let form = "grant_type=client_credentials&scope=read";
    assert_eq!(sent(&record), [form, "Bearer one", "Bearer one", "Bearer one"]);
    let request = record.requests().remove(0);
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://login.example.com/oauth/token?v=2");
    let field = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(field("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(field("accept"), "application/json");
    assert_eq!(field("user-agent"), "shop-client/1.0.0");
    assert_eq!(field("authorization"), "Basic YXBwOmh1bnRlcjI=");
    assert!(request.headers()["authorization"].is_sensitive());
}

#[tokio::test]
async fn basic_credentials_are_form_encoded() {
    let (builder, record) = shop([token("one"), status(200)]);
    // The example in RFC 6749 has no such characters; `:` and `%` would end or change the parts.
    let client = builder.client_credentials("a:b", "50% é").build().unwrap();
    list(&client).await.unwrap();
    // `a%3Ab:50%25%20%C3%A9`
    let request = record.requests().remove(0);
    assert_eq!(request.headers()["authorization"], "Basic YSUzQWI6NTAlMjUlMjAlQzMlQTk=");
}

#[tokio::test]
async fn a_token_is_shared_by_calls_whose_scopes_it_covers() {
    let (builder, record) =
        shop([token("reads"), status(200), token("writes"), status(200), status(200), status(200)]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    list(&client).await.unwrap();
    order(&client).await.unwrap();
    list(&client).await.unwrap();
    whoami(&client).await.unwrap();
    let (read, write) = (
        "grant_type=client_credentials&scope=read",
        "grant_type=client_credentials&scope=read%20write",
    );
    assert_eq!(
        sent(&record),
        [read, "Bearer reads", write, "Bearer writes", "Bearer reads", "Bearer reads"]
    );
}

#[tokio::test]
async fn scopes_that_are_set_are_always_requested() {
    let (builder, record) = shop([token("one"), status(200), status(200)]);
    let grant = OAuthGrant::client_credentials("app", "hunter2").scopes(["write"]);
    let client = builder.shop(grant).build().unwrap();
    list(&client).await.unwrap();
    order(&client).with_response().await.unwrap();
    let form = "grant_type=client_credentials&scope=write";
    assert_eq!(sent(&record), [form, "Bearer one", "Bearer one"]);
}

#[tokio::test]
async fn scopes_that_the_server_denies_are_not_requested_repeatedly() {
    let narrow = r#"{"access_token": "one", "token_type": "bearer", "scope": "read"}"#;
    let (builder, record) = shop([response(200, narrow), status(200), status(200), status(200)]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    for _ in 0..3 {
        order(&client).await.unwrap();
    }
    assert_eq!(record.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_expires() {
    let short = || response(200, &granted("short", 120));
    let (builder, record) =
        shop([short(), status(200), status(200), short(), status(200), response(200, "{}")]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    list(&client).await.unwrap();
    // 30 s before it expires.
    tokio::time::sleep(Duration::from_secs(89)).await;
    list(&client).await.unwrap();
    assert_eq!(record.count(), 3);
    tokio::time::sleep(Duration::from_secs(2)).await;
    list(&client).await.unwrap();
    assert_eq!(record.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_token_without_expiry_is_used_until_it_is_rejected() {
    for expires in ["", r#", "expires_in": null"#, r#", "expires_in": "soon""#] {
        let endless = |token| format!(r#"{{"access_token": "{token}"{expires}}}"#);
        let (builder, record) = shop([
            response(200, &endless("one")),
            status(200),
            status(401),
            response(200, &endless("two")),
            status(200),
        ]);
        let client = builder.client_credentials("app", "hunter2").build().unwrap();
        list(&client).await.unwrap();
        tokio::time::sleep(Duration::from_secs(10_000_000)).await;
        list(&client).await.unwrap();
        let form = "grant_type=client_credentials&scope=read";
        assert_eq!(sent(&record), [form, "Bearer one", "Bearer one", form, "Bearer two"]);
    }
}

#[tokio::test(start_paused = true)]
async fn expiry_times_are_read_in_all_formats() {
    for (expires, requests) in [("\"3600\"", 3), ("3600.5", 3), ("0", 4), ("-1", 4), ("1e300", 3)] {
        let json = format!(r#"{{"access_token": "t", "expires_in": {expires}}}"#);
        let mut steps = vec![response(200, &json), status(200)];
        steps.extend((requests == 4).then(|| response(200, &json)));
        let (builder, record) = shop(steps.into_iter().chain([status(200)]));
        let client = builder.client_credentials("app", "hunter2").build().unwrap();
        list(&client).await.unwrap();
        list(&client).await.unwrap();
        assert_eq!(record.count(), requests, "{expires}");
    }
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let (builder, record) = shop([
        token("one"),
        status(401),
        token("two"),
        status(401),
        status(401),
        token("three"),
        status(200),
    ]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    let error = order(&client).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (401, 2));
    order(&client).await.unwrap();
    assert_eq!(sent(&record)[4..], [&sent(&record)[3], &sent(&record)[0], "Bearer three"]);
}

#[tokio::test]
async fn refresh_tokens_are_rotated() {
    let rotated = r#"{"access_token": "two", "expires_in": 0, "refresh_token": "second"}"#;
    let same = r#"{"access_token": "three", "expires_in": 0, "refresh_token": "second"}"#;
    let (builder, record) = shop([
        response(200, r#"{"access_token": "one", "expires_in": 0}"#),
        status(200),
        response(200, rotated),
        status(200),
        response(200, same),
        status(200),
    ]);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let grant = OAuthGrant::refresh_token("first").public_client("app").on_rotation(move |it| {
        let keep = Arc::clone(&keep);
        async move { keep.lock().unwrap().push(it.expose().to_owned()) }
    });
    let client = builder.shop(grant).build().unwrap();
    for _ in 0..3 {
        order(&client).await.unwrap();
    }
    let form = |it| format!("grant_type=refresh_token&refresh_token={it}&client_id=app");
    let sent = sent(&record);
    assert_eq!([&sent[0], &sent[2], &sent[4]], [&form("first"), &form("first"), &form("second")]);
    assert_eq!(*kept.lock().unwrap(), ["second"]);
    let request = record.requests().remove(0);
    assert_eq!(request.uri(), "https://api.example.com/oauth/refresh");
    assert!(!request.headers().contains_key("authorization"));
}

#[tokio::test]
async fn a_refresh_token_has_its_own_scopes() {
    let (builder, record) = shop([token("one"), status(200), status(200), status(200)]);
    let client = builder.refresh_token("app", "hunter2", "first").build().unwrap();
    list(&client).await.unwrap();
    order(&client).await.unwrap();
    whoami(&client).await.unwrap();
    assert_eq!(sent(&record)[0], "grant_type=refresh_token&refresh_token=first");
    assert_eq!(record.requests()[0].headers()["authorization"], "Basic YXBwOmh1bnRlcjI=");
}

#[tokio::test]
async fn clients_of_tenants_have_separate_tokens() {
    let (builder, record) =
        shop([token("one"), status(200), token("two"), status(200), status(200)]);
    let client = builder.client_credentials("app", "hunter2").build().unwrap();
    list(&client).await.unwrap();
    let tenant = client.with().client_credentials("tenant", "hunter2").build().unwrap();
    list(&tenant).await.unwrap();
    list(&client).await.unwrap();
    let sent = sent(&record);
    assert_eq!([&sent[1], &sent[3], &sent[4]], ["Bearer one", "Bearer two", "Bearer one"]);
}
