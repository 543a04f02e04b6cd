//! The client builder: the server's URL, credentials, and their selection.

use std::convert::Infallible;

use http::Request;

use super::sample::CustomerSessionCustomerExternalIdCreate;
use super::sample_api::{Server, create, get};
use crate::runtime::{
    Body, BuildError, Client, ClientBuilder, Credential, Error, Secret, SecretProvider,
    SecretSource,
};

fn bearer() -> Credential {
    Credential::Bearer("hunter2".into())
}

fn key() -> Credential {
    Credential::ApiKey("hunter&2".into())
}

fn login() -> Credential {
    Credential::Basic { username: "ada".to_owned(), password: "hunter2".into() }
}

fn built(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Request<Body>, String> {
    let client = configure(Client::builder()).build().map_err(|error| error.to_string())?;
    get(&client, "x").limit(3).to_request().map_err(|error| error.to_string())
}

#[test]
fn urls_of_servers() {
    let uri = |url: &str| {
        let server = Server::Custom(url.to_owned());
        built(|builder| builder.server(server).access_token("t"))
            .map(|request| request.uri().to_string())
    };
    assert_eq!(uri("https://a.example").unwrap(), "https://a.example/v1/things/x?limit=3");
    assert_eq!(uri("https://a.example/b//").unwrap(), "https://a.example/b/v1/things/x?limit=3");
    for local in ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1/"] {
        assert!(uri(local).is_ok(), "{local}");
    }
    for (url, reason) in [
        ("", "a URL that starts with"),
        ("/v1", "must start with `https://`"),
        ("ftp://a.example", "must start with `https://`"),
        ("http://a.example", "`.allow_http()`"),
        ("http://localhost.example", "`.allow_http()`"),
        ("https://user:hunter2@a.example", "user name or password"),
        ("https://a.example?b=c", "query or fragment"),
        ("https://a.example#b", "query or fragment"),
        ("https://a.example/../b", "must not contain `.`"),
        ("https://a.example/%2e%2E/b", "must not contain `.`"),
        ("https://a.example/b/.%2e", "must not contain `.`"),
        ("https://a.example/b/..;c/d", "must not contain `.`"),
        ("https://a.example/b\\..\\c", "must not contain a backslash"),
        ("https://a.example\\@b.example", "a URL that starts with"),
        ("https://a.example/b\tc", "a URL that starts with"),
        ("https://a.example/b\nc", "a URL that starts with"),
        ("https://a.example:99999", "its port must be a number from 1 to 65535"),
        ("http://127.0.0.1:65536/b", "its port must be a number from 1 to 65535"),
        ("http://[::1]:0", "its port must be a number from 1 to 65535"),
    ] {
        let error = uri(url).unwrap_err();
        assert!(error.contains(reason) && !error.contains("hunter2"), "{url}: {error}");
    }
    let open = |builder: ClientBuilder| builder.base_url("http://a.example").allow_http();
    assert!(built(|builder| open(builder).access_token("t")).is_ok());
}

#[test]
fn the_first_alternative_with_all_credentials_is_sent() {
    let request = built(|it| {
        it.credential("header_key", key())
            .credential("query_key", key())
            .credential("cookie_key", key())
    })
    .unwrap();
    assert_eq!(request.uri().query(), Some("limit=3&key=hunter%262"));
    assert_eq!(request.headers()["cookie"], "key=hunter&2");
    assert!(!request.headers().contains_key("x-key"));

    let request = built(|it| {
        it.credential("login", login())
            .credential("header_key", key())
            .credential("query_key", key())
    })
    .unwrap();
    assert_eq!(request.headers()["authorization"], "Basic YWRhOmh1bnRlcjI=");
    assert_eq!(request.headers()["x-key"], "hunter&2");
    assert_eq!(request.uri().query(), Some("limit=3"));

    let request =
        built(|it| it.credential("access_token", bearer()).credential("query_key", key()));
    let request = request.unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer hunter2");
    assert!(request.headers()["authorization"].is_sensitive());
    assert_eq!(request.uri().query(), Some("limit=3"));
}

#[test]
fn a_missing_credential_is_reported_before_sending() {
    let client = Client::builder().build().unwrap();
    let body = CustomerSessionCustomerExternalIdCreate::new("x");
    let error = create(&client, body).to_request().unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)));
    assert_eq!(
        error.to_string(),
        "customer-sessions:create (POST /v1/customer-sessions/): the request was not sent: a \
         credential is missing: call `.access_token(..)` on the builder or on the call, or set \
         RUNTIME_TEST_ACCESS_TOKEN and use `Client::from_env()`",
    );
    let error = get(&client, "x").to_request().unwrap_err().to_string();
    assert!(error.contains(
        "; or call `.login(..)` on the builder or on the call, or set RUNTIME_TEST_USER and"
    ));
    assert!(error.contains(" and call `.header_key(..)` on the builder or on the call; or"));
}

#[test]
fn credentials_must_match_their_scheme() {
    for credential in [Credential::Bearer("a\nb".into()), key(), login()] {
        let error = Client::builder().credential("access_token", credential).build().unwrap_err();
        assert!(matches!(error, BuildError::Credential { scheme: "access_token" }));
    }
}

#[test]
fn a_cookie_key_is_sent_verbatim() {
    let sent = |key: &str| {
        let key = || Credential::ApiKey(key.into());
        let request = built(|it| it.credential("query_key", key()).credential("cookie_key", key()));
        request.map(|it| it.headers()["cookie"].to_str().unwrap().to_owned())
    };
    for key in ["s:abc+/=", "!#$%&'()*-.<>?@[]^_`{|}~", "\"quoted\"", "a%20b"] {
        assert_eq!(sent(key).unwrap(), format!("key={key}"));
    }
    for key in ["a b", "a,b", "a;b", "a\\b", "a\"b", "é", "a\tb"] {
        let error = sent(key).unwrap_err();
        assert!(error.contains("can't be sent in a cookie"), "{key}: {error}");
    }
}

/// The builder's error for a credential, which must not contain a secret.
fn build_error(scheme: &'static str, credential: Credential) -> String {
    let error = Client::builder().credential(scheme, credential).build().unwrap_err();
    let error = format!("{error} {error:?}");
    assert!(!error.contains("hunter2"), "{error}");
    error
}

#[test]
fn an_empty_credential_is_rejected() {
    for empty in ["", " ", "\t"] {
        let key = || Credential::ApiKey(empty.into());
        for (scheme, credential) in [
            ("access_token", Credential::Bearer(empty.into())),
            ("header_key", key()),
            ("query_key", key()),
            ("cookie_key", key()),
        ] {
            let expected_message = format!("the credential for `{scheme}` is empty");
            let error = build_error(scheme, credential);
            assert!(error.starts_with(&expected_message), "{error}");
        }
    }
    // Some APIs accept an API key as the user name or as the password.
    for (username, password) in [("", "hunter2"), ("hunter2", "")] {
        let login = Credential::Basic { username: username.to_owned(), password: password.into() };
        assert!(Client::builder().credential("login", login).build().is_ok());
    }
}

#[test]
fn an_invalid_login_is_rejected_with_the_reason() {
    let provider = || SecretProvider::new(|| async { Ok("hunter2".into()) }).into();
    for (username, password, reason) in [
        ("a:b", "hunter2".into(), "the user name has a colon"),
        ("a:b", provider(), "the user name has a colon"),
        ("a\n", "hunter2".into(), "the user name has a line break or another control character"),
        ("a", "hunter2\u{85}".into(), "the password has a line break or another control"),
        ("", "".into(), "the user name and the password are empty"),
    ] {
        let login = Credential::Basic { username: username.to_owned(), password };
        let error = build_error("login", login);
        let expected_message = format!("the credential for `login` can't be sent: {reason}");
        assert!(error.starts_with(&expected_message), "{error}");
    }
}

#[test]
fn credentials_from_variables() {
    use crate::runtime::SchemeKind::{ApiKeyHeader, Basic, Bearer};
    let text = |source: &SecretSource| match source {
        SecretSource::Fixed(secret) => secret.expose().to_owned(),
        other => panic!("{other:?}"),
    };
    let read = |kind, env| {
        let scheme = crate::runtime::Scheme { name: "s", kind, setter: "s", env, oauth: None };
        let found = Credential::from_variables(&scheme, |name| match name {
            "EMPTY" => Some(String::new()),
            "NONE" => None,
            _ => Some(name.to_lowercase()),
        });
        match found? {
            Credential::Bearer(token) => Some(text(&token)),
            Credential::Basic { username, password } => {
                Some(format!("{username}:{}", text(&password)))
            }
            Credential::ApiKey(key) => Some(format!("key {}", text(&key))),
        }
    };
    assert_eq!(read(Bearer, &["A"]).unwrap(), "a");
    assert_eq!(read(Basic, &["A", "B"]).unwrap(), "a:b");
    assert_eq!(read(Basic, &["A", "NONE"]).unwrap(), "a:");
    assert_eq!(read(ApiKeyHeader("x"), &["A"]).unwrap(), "key a");
    assert!(read(Bearer, &["EMPTY"]).is_none() && read(Bearer, &["NONE"]).is_none());
    assert!(read(Bearer, &[]).is_none());
}

#[test]
fn an_environment_without_credentials_is_an_error() {
    let error = Client::from_env().unwrap_err();
    assert_eq!(
        error.to_string(),
        "no credential is set in the environment: set RUNTIME_TEST_ACCESS_TOKEN, \
         RUNTIME_TEST_USER, RUNTIME_TEST_PASSWORD",
    );
}

#[test]
fn headers_of_the_client_and_the_call() {
    let client = Client::builder()
        .access_token("t")
        .user_agent("shop/1")
        .header("X-A", "client")
        .header("X-B", "client")
        .build()
        .unwrap();
    let call = get(&client, "x").header("X-B", "call");
    let request = call.to_request().unwrap();
    assert_eq!(request.headers()["user-agent"], "shop/1 polar-client/1.2.3");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["x-a"], "client");
    assert_eq!(request.headers().get_all("x-b").iter().collect::<Vec<_>>(), ["call"]);
    let error = call.header("X-C", "a\nb").to_request().unwrap_err();
    assert!(error.to_string().contains("the header `X-C`"));
    assert!(matches!(Client::builder().header("a b", "c").build(), Err(BuildError::Header { .. })));
    assert!(get(&client, "..").to_request().is_err());
}

#[test]
fn debug_shows_no_secrets() {
    let builder = Client::builder().access_token("hunter2").credential("query_key", key());
    assert!(!format!("{builder:?}").contains("hunter"));
    let client = builder.build().unwrap();
    let call = get(&client, "x").header("X-Key", "hunter3");
    let request = call.to_request().unwrap();
    assert!(!format!("{client:?} {call:?} {request:?}").contains("hunter"));
    assert!(!format!("{:?} {:?}", bearer(), login()).contains("hunter"));
    assert_eq!(format!("{:?}", Secret::from("hunter2".to_owned())), "[redacted]");
}

#[test]
fn clients_and_errors_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<Error<Infallible>>();
    assert!(std::mem::size_of::<Error<Infallible>>() <= 64);
}

#[test]
fn debug_output_of_a_call_has_no_arguments() {
    let client = Client::builder().access_token("token-1337").build().unwrap();
    let call = get(&client, "secret-1337").header("x-tenant", "secret-1338");
    let printed = format!("{call:?} {:?}", call.clone().with_response());
    assert!(printed.contains("operation: \"get\""), "{printed}");
    assert!(!printed.contains("133"), "{printed}");
}
