//! The contents of the debug log.

use std::sync::{Arc, Mutex};

use super::sample_api::get;
use super::script::{Step, connection_refused, scripted};
use crate::runtime::{Credential, DebugLog, Error, RetryPolicy};

#[tokio::test]
async fn the_debug_log_has_no_secrets() {
    let key = || Credential::ApiKey("hunter2".into());
    let response = Step::Response(404, "set-cookie", "hunter2".to_owned(), "hunter2");
    let (builder, _) = scripted([response, connection_refused()]);
    let lines = Arc::new(Mutex::new(Vec::new()));
    let sink = lines.clone();
    let log = DebugLog::new(move |line| sink.lock().unwrap().push(line.to_owned()));
    let builder = builder.access_token("hunter2").header("x-b", "hunter2").layer(log);
    let builder = builder.credential("query_key", key()).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    let call = get(&client, "hunter2").limit(1337).header("x-c", "hunter2");
    assert!(matches!(call.await.unwrap_err(), Error::Decode(_) | Error::Api(_)));
    assert!(matches!(get(&client, "hunter2").await.unwrap_err(), Error::Connect { .. }));

    let lines = lines.lock().unwrap();
    let text = lines.join("\n");
    assert!(!text.contains("hunter2") && !text.contains("1337"), "{text}");
    for line in [
        "> GET https://api.polar.sh../v1/things/{id} (get, attempt 1)",
        ">   ?limit=[redacted]",
        ">   authorization: [redacted]",
        ">   x-c: [redacted]",
        ">   user-agent: polar-client/1.2.3",
        ">   accept: application/json",
        ">   [0 bytes]",
        "<   set-cookie: [redacted]",
        "<   [7 bytes]",
    ] {
        assert!(lines.iter().any(|it| it == line), "{line} in {text}");
    }
    assert!(lines.iter().any(|it| it.starts_with("< 404 Not Found after ")), "{text}");
    assert!(lines.iter().any(|it| it.starts_with("< failed after ")), "{text}");
}

#[test]
fn an_environment_variable_enables_the_debug_log() {
    assert!(!DebugLog::is_enabled("RUNTIME_TEST_DEBUG"));
    // A variable that cargo sets in each test, and not to 0.
    assert!(DebugLog::is_enabled("CARGO_PKG_NAME"));
}
