//! Credentials that a provider gives, and where credentials can be seen.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::sample_api::get;
use super::script::{refused, scripted, status, unnamed};
use crate::runtime::{
    Body, BoxError, ClientBuilder, Credential, Error, Secret, SecretProvider, TimeoutLimit,
};

/// Gives `hunter1`, `hunter2` and so on.
fn rotating() -> SecretProvider {
    let count = Arc::new(AtomicUsize::new(0));
    SecretProvider::new(move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok(Secret::from(format!("hunter{number}"))) }
    })
}

#[tokio::test(start_paused = true)]
async fn a_provider_is_asked_before_each_attempt() {
    let (builder, record) = scripted([status(503), refused(), status(200), status(200)]);
    let client = builder.access_token(rotating()).build().unwrap();
    get(&client, "x").await.unwrap();
    get(&client, "x").await.unwrap();
    let sent = record.requests();
    let sent: Vec<_> =
        sent.iter().map(|it| it.headers()["authorization"].to_str().unwrap()).collect();
    assert_eq!(sent, ["Bearer hunter1", "Bearer hunter2", "Bearer hunter3", "Bearer hunter4"]);
    assert!(record.requests().iter().all(|it| it.headers()["authorization"].is_sensitive()));
}

/// What a call sends by a client with these credentials.
async fn sent(credentials: &[(&'static str, Credential)]) -> http::Request<Body> {
    let (builder, record) = unnamed([status(200)]);
    let add = |builder: ClientBuilder, (scheme, credential): &(&'static str, Credential)| {
        builder.credential(scheme, credential.clone())
    };
    let client = credentials.iter().fold(builder, add).build().unwrap();
    get(&client, "x").limit(3).await.unwrap();
    record.requests().remove(0)
}

#[tokio::test]
async fn a_provider_fills_each_place() {
    let key = || Credential::ApiKey(rotating().into());
    let request = sent(&[("query_key", key()), ("cookie_key", key())]).await;
    assert_eq!(request.uri().query(), Some("limit=3&key=hunter1"));
    assert_eq!(request.headers()["cookie"], "key=hunter1");
    assert!(request.headers()["cookie"].is_sensitive());

    let login = Credential::Basic { username: "ada".to_owned(), password: rotating().into() };
    let request = sent(&[("login", login), ("header_key", key())]).await;
    assert_eq!(request.headers()["authorization"], "Basic YWRhOmh1bnRlcjE=");
    assert_eq!(request.headers()["x-key"], "hunter1");
}

#[tokio::test]
async fn a_header_of_the_call_stands_instead() {
    let (builder, record) = scripted([status(200)]);
    let client = builder.access_token(rotating()).build().unwrap();
    get(&client, "x").header("authorization", "Bearer other").await.unwrap();
    assert_eq!(record.requests()[0].headers()["authorization"], "Bearer other");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_fails_or_hangs_sends_nothing() {
    let failing = SecretProvider::new(|| async { Err(BoxError::from("the vault is closed")) });
    let (builder, record) = scripted([]);
    let error = get(&builder.access_token(failing).build().unwrap(), "x").await.unwrap_err();
    assert!(matches!(error, Error::Credential(_)) && !error.is_retryable(), "{error:?}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is closed");
    assert_eq!((error.attempts(), record.count()), (0, 0));

    let broken = SecretProvider::new(|| async { Ok(Secret::from("hunter\n2")) });
    let (builder, record) = scripted([]);
    let error = get(&builder.access_token(broken).build().unwrap(), "x").await.unwrap_err();
    let said = "the request was not sent: the credential for `access_token` can't be sent: check it \
                for line breaks";
    assert_eq!((error.to_string().as_str(), record.count()), (said, 0));

    let (builder, record) = scripted([]);
    let hanging = SecretProvider::new(std::future::pending);
    let client = builder.access_token(hanging).build().unwrap();
    let error = get(&client, "x").timeout(Duration::from_secs(5)).await.unwrap_err();
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.limit, record.count()), (TimeoutLimit::Total, 0));
}

#[tokio::test]
async fn only_an_awaited_call_asks() {
    let (builder, _) = scripted([]);
    let client = builder.access_token(rotating()).build().unwrap();
    let error = get(&client, "x").to_request().unwrap_err();
    assert!(error.to_string().contains("`access_token` is given by a provider"), "{error}");
    assert!(!format!("{client:?} {:?}", rotating()).contains("hunter"));
}
