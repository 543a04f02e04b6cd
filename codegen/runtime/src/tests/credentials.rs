//! Credentials from a provider, and the output in which credentials could be seen.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::http::{SESSION, body};
use super::sample_api::{create, get};
use super::script::{Step, connection_refused, scripted, status, unnamed};
use super::uploads::chunks;
use crate::runtime::{
    Body, BoxError, ClientBuilder, Credential, Error, File, RetryPolicy, Secret, SecretProvider,
    TimeoutLimit, operation,
};

operation! {
    /// Stores a file.
    pub fn store(client: &Client, body: impl Into<File>) -> Call<Store>;
    "PUT" "/v1/files" as "files:store", security [["access_token"]];
    Output = (), Error = std::convert::Infallible;
    required { body: File => file("application/octet-stream") }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

/// Returns `hunter1`, `hunter2` and so on.
fn rotating() -> SecretProvider {
    let count = Arc::new(AtomicUsize::new(0));
    SecretProvider::new(move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok(Secret::from(format!("hunter{number}"))) }
    })
}

#[tokio::test(start_paused = true)]
async fn a_provider_is_called_before_each_attempt() {
    let (builder, record) = scripted([status(503), connection_refused(), status(200), status(200)]);
    let client = builder.access_token(rotating()).build().unwrap();
    get(&client, "x").await.unwrap();
    get(&client, "x").await.unwrap();
    let sent = record.requests();
    let sent: Vec<_> =
        sent.iter().map(|it| it.headers()["authorization"].to_str().unwrap()).collect();
    assert_eq!(sent, ["Bearer hunter1", "Bearer hunter2", "Bearer hunter3", "Bearer hunter4"]);
    assert!(record.requests().iter().all(|it| it.headers()["authorization"].is_sensitive()));
}

/// The response to `create`.
fn success() -> Step {
    Step::Response(201, "content-type", "application/json".to_owned(), SESSION)
}

/// The request that a client with these credentials sends.
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
async fn a_provider_works_for_each_location() {
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
async fn a_header_of_the_call_replaces_the_credential() {
    let (builder, record) = scripted([status(200)]);
    let client = builder.access_token(rotating()).build().unwrap();
    get(&client, "x").header("authorization", "Bearer other").await.unwrap();
    assert_eq!(record.requests()[0].headers()["authorization"], "Bearer other");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_if_a_provider_fails_or_hangs() {
    let failing = SecretProvider::new(|| async { Err(BoxError::from("the vault is closed")) });
    let (builder, record) = scripted([]);
    let error = get(&builder.access_token(failing).build().unwrap(), "x").await.unwrap_err();
    assert!(matches!(error, Error::Credential { .. }) && !error.is_retryable(), "{error:?}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is closed");
    assert_eq!((error.attempts(), record.count()), (0, 0));

    let broken = SecretProvider::new(|| async { Ok(Secret::from("hunter\n2")) });
    let (builder, record) = scripted([]);
    let error = get(&builder.access_token(broken).build().unwrap(), "x").await.unwrap_err();
    let expected_message = "get (GET /v1/things/{id}): the request was not sent: the credential for \
                `access_token` can't be sent: check it for line breaks";
    assert_eq!((error.to_string().as_str(), record.count()), (expected_message, 0));

    let (builder, record) = scripted([]);
    let hanging = SecretProvider::new(std::future::pending);
    let client = builder.access_token(hanging).build().unwrap();
    let error = get(&client, "x").timeout(Duration::from_secs(5)).await.unwrap_err();
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.limit, record.count()), (TimeoutLimit::Total, 0));
}

#[tokio::test]
async fn a_provider_is_called_only_by_an_awaited_call() {
    let (builder, _) = scripted([]);
    let client = builder.access_token(rotating()).build().unwrap();
    let error = get(&client, "x").to_request().unwrap_err();
    assert!(error.to_string().contains("`access_token` comes from a provider"), "{error}");
    assert!(!format!("{client:?} {:?}", rotating()).contains("hunter"));
}

/// The credentials that a call sends to a server that rejects them, with either type of provider.
async fn rejecting(provider: SecretProvider, steps: Vec<Step>) -> (Vec<String>, Option<u16>) {
    let (builder, record) = scripted(steps);
    let client = builder.access_token(provider).build().unwrap();
    let outcome = create(&client, body()).await;
    let sent = record.requests();
    let sent = sent.iter().map(|it| it.headers()["authorization"].to_str().unwrap().to_owned());
    (sent.collect(), outcome.err().and_then(|it| it.status()).map(|it| it.as_u16()))
}

#[tokio::test]
async fn a_rejected_secret_is_renewed_once() {
    // A `POST`, which wouldn't be retried otherwise.
    let (sent, failure) = rejecting(rotating(), vec![status(401), success()]).await;
    assert_eq!((sent, failure), (vec!["Bearer hunter1".into(), "Bearer hunter2".into()], None));
    let (sent, failure) = rejecting(rotating(), vec![status(401), status(401)]).await;
    assert_eq!((sent.len(), failure), (2, Some(401)));
    let (sent, failure) = rejecting(rotating(), vec![status(401), status(503)]).await;
    assert_eq!((sent.len(), failure), (2, Some(503)));
    let (sent, failure) = rejecting(rotating(), vec![status(403)]).await;
    assert_eq!((sent.len(), failure), (1, Some(403)));
}

#[tokio::test]
async fn a_renewing_provider_receives_the_rejected_secret() {
    let rejected = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&rejected);
    let provider = SecretProvider::renewing(move |refused| {
        let fresh = refused.as_ref().map_or("old", |_| "new");
        record.lock().unwrap().push(refused);
        async move { Ok(Secret::from(fresh)) }
    });
    let (sent, failure) = rejecting(provider, vec![status(401), success()]).await;
    assert_eq!((sent, failure), (vec!["Bearer old".into(), "Bearer new".into()], None));
    assert_eq!(*rejected.lock().unwrap(), [None, Some(Secret::from("old"))]);
}

#[tokio::test(start_paused = true)]
async fn the_response_is_returned_if_there_is_no_other_secret() {
    let same = SecretProvider::new(|| async { Ok(Secret::from("hunter2")) });
    let failing = SecretProvider::renewing(|refused| async move {
        refused.map_or(Ok(Secret::from("hunter2")), |_| Err("the vault is closed".into()))
    });
    let hanging = SecretProvider::renewing(|refused| async move {
        match refused {
            None => Ok(Secret::from("hunter2")),
            Some(_) => std::future::pending().await,
        }
    });
    for provider in [same, failing, hanging] {
        let (sent, failure) = rejecting(provider, vec![status(401)]).await;
        assert_eq!((sent.len(), failure), (1, Some(401)));
    }

    let (builder, record) = scripted([status(401)]);
    let error = get(&builder.build().unwrap(), "x").await.unwrap_err();
    assert_eq!((error.attempts(), record.count()), (1, 1), "a fixed secret");

    let (builder, record) = scripted([status(401)]);
    let client = builder.access_token(rotating()).retry(RetryPolicy::none()).build().unwrap();
    let error = get(&client, "x").await.unwrap_err();
    assert_eq!((error.attempts(), record.count()), (1, 1), "no attempts are left");
}

#[tokio::test]
async fn a_single_use_body_is_not_resent_with_another_secret() {
    let stream = || chunks(&["all"]);
    for (file, sent) in [(File::from_stream(stream()), 1), (File::from_streams(stream), 2)] {
        let (builder, record) = scripted([status(401), status(200)]);
        let client = builder.access_token(rotating()).build().unwrap();
        let outcome = store(&client, file).await;
        assert_eq!((outcome.is_ok(), record.count()), (sent == 2, sent));
    }
}

#[tokio::test]
async fn a_rejection_after_a_redirect_does_not_renew_the_secret() {
    let moved = Step::Response(307, "location", "https://elsewhere.example/".to_owned(), "");
    let (builder, record) = scripted([moved, status(401)]);
    let client = builder.access_token(rotating()).follow_redirects(1).build().unwrap();
    assert_eq!(get(&client, "x").await.unwrap_err().status().unwrap(), 401);
    assert_eq!(record.count(), 2);
}
