//! Credentials of single calls, and clients for tenants that share the connections of another
//! client.

use std::time::Duration;

use http::HeaderMap;

use super::sample_api::{Server, get, schemes};
use super::script::{Step, scripted, status, unnamed};
use crate::runtime::{BuildError, Error, RetryPolicy, Secret, SecretProvider, operation};

operation! {
    /// An operation whose first alternative has two credentials in one header field.
    pub fn both(client: &Client) -> Call<Both>;
    "GET" "/v1/both" as "both",
    security [["access_token", "login"], ["query_key"]] by [
        schemes::AccessToken, schemes::Login, schemes::QueryKey,
    ];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An operation that only an end user may call.
    pub fn portal(client: &Client) -> Call<Portal>;
    "GET" "/v1/portal" as "portal",
    security [["access_token"], ["header_key"], []] by [
        schemes::AccessToken, schemes::HeaderKey,
    ];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

fn responses(count: usize) -> Vec<Step> {
    (0..count).map(|_| status(200)).collect()
}

fn sent<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|it| it.to_str().unwrap())
}

#[tokio::test]
async fn a_credential_of_a_call_replaces_that_of_the_client() {
    let (builder, record) = scripted(responses(3));
    let client = builder.build().unwrap();
    get(&client, "x").access_token("of_the_call").await.unwrap();
    get(&client, "x").login("ada", "pw").header_key("key").with_response().await.unwrap();
    get(&client, "x").await.unwrap();
    let [first, second, third] = record.requests().try_into().unwrap();
    assert_eq!(sent(first.headers(), "authorization"), Some("Bearer of_the_call"));
    assert!(first.headers()["authorization"].is_sensitive());
    assert_eq!(sent(second.headers(), "authorization"), Some("Basic YWRhOnB3"));
    assert_eq!(sent(second.headers(), "x-key"), Some("key"));
    assert_eq!(sent(third.headers(), "authorization"), Some("Bearer token_1"));
}

#[tokio::test]
async fn a_provider_of_a_call_is_called_and_renewed() {
    let provider = SecretProvider::renewing(|refused| async move {
        Ok(Secret::from(if refused.is_some() { "fresh" } else { "stale" }))
    });
    let (builder, record) = unnamed([status(401), status(200)]);
    get(&builder.build().unwrap(), "x").access_token(provider).await.unwrap();
    let requests = record.requests();
    let tokens: Vec<_> = requests.iter().map(|it| sent(it.headers(), "authorization")).collect();
    assert_eq!(tokens, [Some("Bearer stale"), Some("Bearer fresh")]);
}

#[tokio::test]
async fn a_credential_of_a_call_is_never_ignored() {
    let (builder, record) = scripted([]);
    let client = builder.build().unwrap();
    let error = get(&client, "x").login("ada", "pw").await.unwrap_err();
    let expected_message = "get (GET /v1/things/{id}): the request was not sent: a credential is missing: \
                call `.header_key(..)` on the builder or on the call";
    assert_eq!((error.to_string().as_str(), record.count()), (expected_message, 0));
    let error = get(&client, "x").access_token("").await.unwrap_err();
    assert!(error.to_string().contains("`access_token` is empty"), "{error}");
}

#[tokio::test]
async fn two_credentials_for_one_header_are_never_sent() {
    let (builder, record) = unnamed(responses(1));
    let client = builder.access_token("token").login("ada", "pw").build().unwrap();
    let error = both(&client).await.unwrap_err();
    let expected_message = "both (GET /v1/both): the request was not sent: `access_token` and `login` can't be sent together, both \
                are in the header `authorization`; a credential is missing: call `.query_key(..)` \
                on the builder or on the call";
    assert_eq!((error.to_string().as_str(), record.count()), (expected_message, 0));
    both(&client.with().query_key("key").build().unwrap()).await.unwrap();
    let request = record.requests().remove(0);
    assert_eq!(request.uri().query(), Some("key=key"));
    assert_eq!(sent(request.headers(), "authorization"), None);
}

#[tokio::test]
async fn a_client_needs_no_credential() {
    let (builder, record) = unnamed(responses(2));
    let client = builder.build().unwrap();
    portal(&client).await.unwrap();
    portal(&client).header_key("key").await.unwrap();
    let requests = record.requests();
    let keys: Vec<_> = requests.iter().map(|it| sent(it.headers(), "x-key")).collect();
    assert_eq!(keys, [None, Some("key")]);
    let error = get(&client, "x").await.unwrap_err().to_string();
    assert!(error.contains("call `.access_token(..)` on the builder or on the call, or set"));
}

#[tokio::test]
async fn clients_of_tenants_share_the_transport() {
    let (builder, record) = scripted(responses(4));
    let client = builder.header("x-part", "shop").header("x-kept", "1").build().unwrap();
    let tenant = client.with().header_key("of_ada").header("x-part", "portal").build().unwrap();
    // Credentials set for the tenant are preferred to shared ones.
    portal(&tenant).await.unwrap();
    get(&tenant, "x").await.unwrap();
    let alone = client.with().without_credentials().build().unwrap();
    portal(&alone).await.unwrap();
    portal(&client).await.unwrap();
    let all = record.requests();
    let of = |name| all.iter().map(|it| sent(it.headers(), name)).collect::<Vec<_>>();
    assert_eq!(of("x-key"), [Some("of_ada"), None, None, None]);
    let token = Some("Bearer token_1");
    assert_eq!(of("authorization"), [None, token, None, token]);
    assert_eq!(of("x-part"), [Some("portal"), Some("portal"), Some("shop"), Some("shop")]);
    assert_eq!(of("x-kept"), [Some("1"); 4]);
    assert!(!format!("{tenant:?} {:?}", client.with().header_key("of_ada")).contains("of_ada"));
}

#[tokio::test(start_paused = true)]
async fn derived_clients_inherit_settings() {
    let (builder, record) = scripted([status(503), status(503), status(200)]);
    let client = builder.server(Server::Sandbox).retry(RetryPolicy::none()).build().unwrap();
    let derived = client.with().retry(RetryPolicy::attempts(2)).user_agent("job/1");
    let derived = derived.timeout(Duration::from_secs(300)).build().unwrap();
    let debug = format!("{derived:?}");
    assert!(debug.contains("sandbox-api.polar.sh") && debug.contains("timeout: 300s"), "{debug}");
    assert_eq!(get(&client.with().build().unwrap(), "x").await.unwrap_err().attempts(), 1);
    get(&derived, "x").await.unwrap();
    let agents: Vec<_> =
        record.requests().iter().map(|it| it.headers()["user-agent"].clone()).collect();
    assert_eq!(
        agents,
        ["polar-client/1.2.3", "job/1 polar-client/1.2.3", "job/1 polar-client/1.2.3"]
    );
}

#[tokio::test]
async fn settings_of_connections_need_a_new_transport() {
    let (builder, _) = scripted([]);
    let client = builder.build().unwrap();
    let other = Duration::from_secs(1);
    let error = client.with().connect_timeout(other).build().unwrap_err();
    assert!(matches!(error, BuildError::ConnectTimeout), "{error:?}");
    let error = client.with().access_token("a\nb").build().unwrap_err();
    assert!(matches!(error, BuildError::Credential { scheme: "access_token" }), "{error:?}");
    let (_, record) = scripted([]);
    let error = get(&client, "x").login("a:b", "pw").header_key("k").await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)) && record.count() == 0, "{error:?}");
}
