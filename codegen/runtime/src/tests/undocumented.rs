//! Undocumented routes, and undocumented query parameters.

use http::Method;
use serde_json::{Value, json};

use super::sample_api::get;
use super::script::{Step, scripted, status, unnamed, wait};
use crate::runtime::{Error, File};

/// A successful response with this JSON.
fn response(body: &'static str) -> Step {
    Step::Response(200, "content-type", "application/json".to_owned(), body)
}

#[tokio::test]
async fn undocumented_routes_can_be_called() {
    let (builder, record) = scripted([response(r#"{"a":[1]}"#), response("[true]"), status(200)]);
    let client = builder.base_url("https://eu.example/api/").build().unwrap();
    let body = json!({"amount": 5});
    let call = client.request(Method::POST, "/v1/orders/{id}/lines?fixed=1").path("id", "a/b ?");
    let value = call.query("q", "x y").query("no", None::<i64>).json(&body).send::<Value>();
    assert_eq!(value.await.unwrap(), json!({"a": [1]}));
    let flags = client.request(Method::PUT, "/flags").query("id", vec![1, 2]).send::<Vec<bool>>();
    let flags = flags.header("x-part", "job").with_response().await.unwrap();
    assert_eq!(flags.body(), &[true]);
    let file = File::from(b"raw".to_vec());
    let raw = client.request(Method::PATCH, "/raw").content("application/x-raw", file);
    assert_eq!(raw.query_parameter("dry", true).await.unwrap().body(), "later");
    let [first, second, third] = record.requests().try_into().unwrap();
    let uri = "https://eu.example/api/v1/orders/a%2Fb%20%3F/lines?fixed=1&q=x%20y";
    assert_eq!((first.method(), first.uri().to_string().as_str()), (&Method::POST, uri));
    assert_eq!(first.body().as_bytes().unwrap(), r#"{"amount":5}"#);
    assert_eq!(first.headers()["authorization"], "Bearer token_1");
    assert_eq!(second.uri(), "https://eu.example/api/flags?id=1&id=2");
    assert_eq!(second.headers()["x-part"], "job");
    assert_eq!(third.uri(), "https://eu.example/api/raw?dry=true");
    assert_eq!(third.headers()["content-type"], "application/x-raw");
}

#[tokio::test]
async fn an_undocumented_route_can_not_change_the_host() {
    let (builder, record) = scripted([]);
    let client = builder.build().unwrap();
    for path in
        ["https://evil.example/", "//evil.example/", "v1", "", "/a#b", "/a/../b", "/%2e%2e/"]
    {
        let error = client.request(Method::GET, path).await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{path}: {error:?}");
    }
    for id in ["..", ".", ""] {
        let error = client.request(Method::GET, "/a/{id}").path("id", id).await.unwrap_err();
        assert!(error.to_string().contains("must not be empty"), "{error}");
    }
    let error = client.request(Method::GET, "/a/{id}").await.unwrap_err();
    assert!(error.to_string().contains("is not set"), "{error}");
    assert_eq!(record.count(), 0);
}

#[tokio::test]
async fn undocumented_routes_use_the_security_of_the_document() {
    let (builder, record) = unnamed((0..4).map(|_| status(200)));
    let client = builder.login("ada", "pw").build().unwrap();
    let keyed = client.with().header_key("key_1").build().unwrap();
    client.request(Method::GET, "/a").await.unwrap();
    keyed.request(Method::GET, "/a").scheme("header_key").await.unwrap();
    client.request(Method::GET, "/a").query_key("key_2").cookie_key("key_3").await.unwrap();
    client.request(Method::GET, "/a").access_token("token_1").await.unwrap();
    let sent: Vec<_> = record.requests();
    assert_eq!(sent[0].headers()["authorization"], "Basic YWRhOnB3");
    assert_eq!(sent[1].headers()["x-key"], "key_1");
    assert!(!sent[1].headers().contains_key("authorization"));
    assert_eq!(
        (sent[2].uri().query(), sent[2].headers()["cookie"].to_str().unwrap()),
        (Some("key=key_2"), "key=key_3")
    );
    assert!(!sent[2].headers().contains_key("authorization"));
    assert_eq!(sent[3].headers()["authorization"], "Bearer token_1");
    for call in [
        client.request(Method::GET, "/a").scheme("header_key"),
        client.request(Method::GET, "/a").scheme("other"),
        client.request(Method::GET, "/a").access_token("token_1").login("ada", "pw"),
    ] {
        assert!(matches!(call.await.unwrap_err(), Error::InvalidRequest(_)));
    }
    assert_eq!(record.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn undocumented_routes_are_retried() {
    let gone =
        || Step::Response(410, "x-request-id", "r1".to_owned(), r#"{"message":"Gone for good"}"#);
    let (builder, record) = scripted([wait(429, 1), gone(), response("{}"), gone()]);
    let client = builder.build().unwrap();
    let error = client.request(Method::GET, "/old/{id}").path("id", "hunter2").await.unwrap_err();
    let expected_message = "client.request (GET /old/{id}): the API returned 410 Gone, after 2 attempts: Gone \
                for good (request id r1)";
    assert_eq!((error.to_string().as_str(), record.count()), (expected_message, 2));
    let error = client.request(Method::GET, "/odd").send::<Vec<i64>>().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let purge = Method::from_bytes(b"PURGE").unwrap();
    let error: Error = client.request(purge, "/cache").send::<Value>().await.unwrap_err().into();
    assert_eq!(error.target().unwrap().method, "_OTHER");
    assert_eq!(record.requests()[3].method().as_str(), "PURGE");
}

#[tokio::test]
async fn a_query_parameter_is_added_to_any_call() {
    let (builder, record) = scripted([status(200)]);
    let client = builder.build().unwrap();
    get(&client, "x")
        .limit(3)
        .query_parameter("new&", "a=b")
        .query_parameter("no", None::<bool>)
        .await
        .unwrap();
    let uri = record.requests()[0].uri().to_string();
    assert!(uri.ends_with("/v1/things/x?limit=3&new%26=a%3Db"), "{uri}");
}

#[cfg(feature = "serde")]
#[tokio::test]
async fn a_custom_type_is_read_by_serde() {
    use crate::runtime::json::Serde;
    let (builder, _) = scripted([response(r#"{"a":[1,2]}"#), response(r#"{"a":"hunter2"}"#)]);
    let client = builder.build().unwrap();
    type Lists = Serde<std::collections::BTreeMap<String, Vec<u8>>>;
    let Serde(lists) = client.request(Method::GET, "/a").send::<Lists>().await.unwrap();
    assert_eq!(lists["a"], [1, 2]);
    let error = client.request(Method::GET, "/a").send::<Lists>().await.unwrap_err();
    assert!(!error.to_string().contains("hunter2"), "{error}");
}
