//! Invalid grants, and the URLs of token requests.

use super::oauth::{API, list, response, sent, shop, token};
use super::script::status;
use crate::runtime::{BuildError, ClientBuilder, Credential, OAuthGrant, SecretSource};

fn credentials() -> OAuthGrant {
    OAuthGrant::client_credentials("app", "hunter2")
}

/// The error of building a client with this grant.
#[track_caller]
fn build_error(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let (builder, record) = shop([]);
    let error = set(builder).build().unwrap_err();
    assert_eq!(record.count(), 0);
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hunter2"), "{text}");
    error.to_string()
}

#[test]
fn an_invalid_grant_is_rejected() {
    let grant = |reason: &str| format!("the grant for `shop` can't be used: {reason}");
    let of = |it: OAuthGrant| build_error(|builder| builder.shop(it));
    assert_eq!(build_error(|it| it.client_credentials("", "s")), grant("the client's id is empty"));
    let empty = grant("the client's secret is empty");
    assert_eq!(build_error(|it| it.client_credentials("app", " ")), empty);
    let empty = grant("the refresh token is empty");
    assert_eq!(build_error(|it| it.refresh_token("app", "hunter2", "")), empty);
    let public = grant("client credentials need a secret");
    assert_eq!(of(credentials().public_client("app")), public);
    let own = grant("a parameter is empty, or is sent by the grant itself");
    assert_eq!(of(credentials().parameter("client_secret", "x")), own);
    let key = build_error(|builder| builder.shop_key(credentials()));
    let sent =
        "the grant for `key` can't be used: its tokens are sent as `authorization: Bearer` only";
    assert_eq!(key, sent);
}

#[test]
fn an_unknown_scope_is_rejected() {
    let error = build_error(|builder| builder.shop(credentials().scopes(["read", "admin"])));
    let expected_message = "the document does not list the scope `admin` for `shop`; to send it \
                            anyway, set it with `.parameter(\"scope\", ..)` on the grant";
    assert_eq!(error, expected_message);
    let anywhere = || credentials().token_url("https://login.example.com/token");
    let error = build_error(|builder| builder.oidc(anywhere().scopes(["two words"])));
    assert!(error.contains("the scope `two words` for `oidc`"), "{error}");
    let (builder, _) = shop([]);
    builder.oidc(anywhere().scopes(["openid"])).build().unwrap();
}

#[test]
fn an_invalid_token_url_is_rejected() {
    let of = |url: &str| build_error(|builder| builder.shop(credentials().token_url(url)));
    let assert_rejected = |url: &str, reason: &str| {
        let expected_message = format!("the token URL for `shop` can't be used: {reason}");
        let error = of(url);
        assert!(error.starts_with(&expected_message), "{url}: {error}");
    };
    assert_rejected("http://login.example.com/token", "plain http shows the credentials");
    assert_rejected("ftp://login.example.com/token", "it must start with `https://`");
    assert_rejected("https://", "it must be a URL");
    assert_rejected("https://a:b@login.example.com/", "it must not contain a user name");
    assert_rejected("https://login.example.com/token?a#b", "it must not have a fragment");
    assert_rejected("https://login.example.com/to ken", "it must be a URL");
    assert_rejected("https://login.example.com/token?a=b c", "it is not a URL");
    let missing = build_error(|builder| builder.oidc(credentials()));
    assert!(missing.contains("the document does not have it"), "{missing}");
    let (builder, _) = shop([]);
    let plain = credentials().token_url("http://login.example.com/token");
    builder.allow_http().shop(plain).build().unwrap();
}

#[tokio::test]
async fn a_relative_token_url_is_resolved_against_the_base_url() {
    let cases = [
        ("/token", "https://eu.example.com/token"),
        ("token", "https://eu.example.com/v2/token"),
        ("//login.example.com/token/", "https://login.example.com/token/"),
    ];
    for (url, expected) in cases {
        let (builder, record) = shop([token("one"), status(200)]);
        let builder = builder.base_url("https://eu.example.com/v2/");
        list(&builder.shop(credentials().token_url(url)).build().unwrap()).await.unwrap();
        assert_eq!(record.requests()[0].uri(), expected);
    }
}

#[tokio::test]
async fn grant_options_are_sent() {
    let (builder, record) = shop([token("one"), status(200)]);
    let grant = credentials()
        .in_body()
        .parameter("audience", "https://api.example.com")
        .parameter("resource", "a")
        .parameter("resource", "b")
        .parameter("scope", "admin/.default");
    list(&builder.shop(grant).build().unwrap()).await.unwrap();
    let form = "grant_type=client_credentials&client_id=app&client_secret=hunter2\
                &audience=https%3A%2F%2Fapi.example.com&resource=a&resource=b\
                &scope=admin%2F.default";
    assert_eq!(sent(&record)[0], form);
    assert!(!record.requests()[0].headers().contains_key("authorization"));
}

#[tokio::test]
async fn a_call_can_have_its_own_grant() {
    let (builder, record) = shop([token("one"), status(200)]);
    let client = builder.build().unwrap();
    list(&client).shop(credentials()).await.unwrap();
    assert_eq!(sent(&record)[1], "Bearer one");
    let error = list(&client).shop(credentials().token_url("http://example.com")).await;
    assert!(error.unwrap_err().to_string().contains("the token URL for `shop` can't be used"));
}

#[test]
fn debug_output_of_grants_has_no_secrets() {
    let grant = OAuthGrant::refresh_token("hunter3").client("app", "hunter2");
    let (builder, _) = shop([response(200, "{}")]);
    let shown = format!("{grant:?} {:?}", crate::runtime::SecretSource::from(grant.clone()));
    let builder = builder.shop(grant);
    let shown = format!("{shown} {builder:?}");
    let shown = format!("{shown} {:?}", builder.build().unwrap());
    assert!(!shown.contains("hunter"), "{shown}");
    assert!(shown.contains("OAuthGrant { grant_type: \"refresh_token\", .. }"), "{shown}");
}

#[test]
fn missing_grant_variables_are_listed_in_the_error() {
    let (builder, _) = shop([]);
    let error = builder.credentials_from_env().build().unwrap_err();
    let BuildError::NoCredentials { variables } = error else { panic!("{error:?}") };
    assert_eq!(
        variables,
        ["RUNTIME_TEST_SHOP", "RUNTIME_TEST_CLIENT_ID", "RUNTIME_TEST_CLIENT_SECRET"]
    );
}

#[test]
fn environment_variables_set_a_grant_if_there_is_no_token() {
    let shop = API.schemes[0];
    let read = |set: &[(&'static str, &'static str)]| {
        let set = set.to_vec();
        let found = move |name: &str| Some(set.iter().find(|(it, _)| *it == name)?.1.to_owned());
        match Credential::from_variables(&shop, found)? {
            Credential::Bearer(SecretSource::Fixed(token)) => Some(token.expose().to_owned()),
            Credential::Bearer(SecretSource::Grant(grant)) => Some(format!("{grant:?}")),
            other => panic!("{other:?}"),
        }
    };
    let (token, id) = (("RUNTIME_TEST_SHOP", "t"), ("RUNTIME_TEST_CLIENT_ID", "app"));
    let secret = ("RUNTIME_TEST_CLIENT_SECRET", "hunter2");
    let granted = "OAuthGrant { grant_type: \"client_credentials\", .. }";
    assert_eq!(read(&[id, secret]).as_deref(), Some(granted));
    assert_eq!(read(&[id, secret, token]).as_deref(), Some("t"));
    assert_eq!(read(&[id]), None);
    assert_eq!(read(&[id, ("RUNTIME_TEST_CLIENT_SECRET", "")]), None);
}
