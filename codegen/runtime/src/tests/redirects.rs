//! Redirects, for a client that follows them.

use super::http::body;
use super::sample_api::{create, get};
use super::script::{Record, Step, scripted, status, wait};
use crate::runtime::{Client, ClientBuilder, Credential};

fn to(location: &str) -> Step {
    Step::Response(302, "location", location.to_owned(), "")
}

fn following(steps: impl IntoIterator<Item = Step>) -> (ClientBuilder, Record) {
    let (builder, record) = scripted(steps);
    let key = || Credential::ApiKey("hunter2".into());
    let builder = builder.credential("query_key", key()).header("x-key", "hunter2");
    (builder.follow_redirects(3), record)
}

fn client(builder: ClientBuilder) -> Client {
    builder.build().unwrap()
}

/// The final URL of a `GET`, and whether its token was sent there.
async fn redirected_request(location: &str) -> Option<(String, bool)> {
    let (builder, record) = following([to(location), status(200)]);
    let outcome = get(&client(builder), "x").await;
    let last = record.requests().pop().unwrap();
    assert_eq!(outcome.is_ok(), record.count() == 2, "{location}");
    let has_token = last.headers().contains_key("authorization");
    assert_eq!(has_token, format!("{:?}", last.headers()).contains("x-key"));
    assert_eq!(last.headers()["accept"], "application/json");
    outcome.is_ok().then(|| (last.uri().to_string(), has_token))
}

#[tokio::test]
async fn credentials_are_redirected_only_to_the_same_origin() {
    for (location, url, has_token) in [
        ("/v2", "https://api.polar.sh/v2", true),
        ("https://API.polar.sh:443/v2?a=b", "https://API.polar.sh:443/v2?a=b", true),
        ("//api.polar.sh/v2#c", "https://api.polar.sh/v2", true),
        ("https://files.example/v2", "https://files.example/v2", false),
        ("//api.polar.sh.example/", "https://api.polar.sh.example/", false),
        ("https://api.polar.sh:444/", "https://api.polar.sh:444/", false),
    ] {
        assert_eq!(
            redirected_request(location).await,
            Some((url.to_owned(), has_token)),
            "{location}"
        );
    }
}

#[tokio::test]
async fn redirects_from_https_to_http_are_not_followed() {
    for location in [
        "http://api.polar.sh/",
        "http://127.0.0.1/",
        "https://api.polar.sh@files.example/",
        "ftp://api.polar.sh/",
        "javascript:alert(1)",
        "v2",
        "",
    ] {
        assert_eq!(redirected_request(location).await, None, "{location}");
    }
    // A redirect from plain http may lead to plain http: to the local machine always, elsewhere if
    // allowed.
    let hop = |allow: fn(ClientBuilder) -> ClientBuilder| async move {
        let (builder, record) = following([to("http://files.example/"), status(200)]);
        let client = client(allow(builder.base_url("http://127.0.0.1")));
        (get(&client, "x").await.is_ok(), record.count())
    };
    assert_eq!(hop(|builder| builder).await, (false, 1));
    assert_eq!(hop(ClientBuilder::allow_http).await, (true, 2));
}

#[tokio::test(start_paused = true)]
async fn only_safe_methods_are_redirected_up_to_the_limit() {
    let (builder, record) = following((0..9).map(|_| to("/again")));
    let error = get(&client(builder), "x").await.unwrap_err();
    assert_eq!((error.attempts(), record.count()), (1, 4));

    let (builder, record) = following([to("/again")]);
    assert!(create(&client(builder), body()).await.is_err());
    assert_eq!(record.count(), 1);

    // A new attempt starts at the original URL.
    let (builder, record) = following([to("/v2"), wait(503, 0), status(200)]);
    get(&client(builder), "x").await.unwrap();
    let paths: Vec<_> = record.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/v1/things/x", "/v2", "/v1/things/x"]);
}
