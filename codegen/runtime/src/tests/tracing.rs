//! The spans of attempts.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::sample::CustomerSessionCustomerExternalIdCreate;
use super::sample_api::{create, get};
use super::script::{Step, connection_refused, scripted, status};
use crate::runtime::{ClientBuilder, Credential, RetryPolicy};

thread_local! {
    /// The trace output of this thread, which runs one test.
    static TRACED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Appends to the trace output.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        TRACED.with_borrow_mut(|traced| traced.extend(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The lines that are traced while a future runs. All tests share one subscriber: with one
/// subscriber per test, a test without one could make tracing forget the spans of the others.
pub(super) async fn traced(happens: impl Future<Output = ()>) -> Vec<String> {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(|| Lines)
            .init();
    });
    happens.await;
    let bytes = TRACED.take();
    String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
}

fn client(builder: ClientBuilder) -> crate::runtime::Client {
    builder.build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_span_for_each_attempt() {
    let (builder, _) = scripted([status(503), connection_refused(), status(200)]);
    let lines = traced(async {
        let call = get(&client(builder), "a secret").base_url("https://eu.example:8443/api");
        call.await.unwrap();
    });
    let lines = lines.await;
    let closed: Vec<_> = lines.iter().filter(|line| line.contains(" close ")).collect();
    assert_eq!(closed.len(), 3, "{lines:#?}");
    for line in &closed {
        for field in [
            "otel.name=GET /v1/things/{id}",
            "otel.kind=\"client\"",
            "http.request.method=\"GET\"",
            "url.scheme=\"https\"",
            "url.template=\"/v1/things/{id}\"",
            "server.address=\"eu.example\"",
            "server.port=8443",
            "operation=\"get\"",
        ] {
            assert!(line.contains(field), "{field} in {line}");
        }
    }
    assert!(
        closed[0].contains("http.response.status_code=503 ")
            && closed[0].contains("error.type=503")
    );
    assert!(!closed[0].contains("resend_count"));
    assert!(closed[1].contains("error.type=connect") && closed[1].contains("resend_count=1"));
    assert!(
        closed[2].contains("http.response.status_code=200") && closed[2].contains("resend_count=2")
    );
    assert!(!closed[2].contains("error.type") && closed[1].contains("otel.status_code=\"ERROR\""));
    let again = lines.iter().filter(|line| line.contains("will be sent again")).count();
    assert_eq!(again, 2);
}

#[tokio::test(start_paused = true)]
async fn neither_secrets_nor_bodies_are_traced() {
    let key = || Credential::ApiKey("hunter2".into());
    let steps =
        [status(503), Step::Response(404, "x-a", "hunter2".to_owned(), "hunter2"), Step::Hang];
    let (builder, _) = scripted(steps);
    let builder = builder.access_token("hunter2").header("x-b", "hunter2");
    let builder = builder.credential("query_key", key()).credential("cookie_key", key());
    let client = client(builder.retry(RetryPolicy::attempts(2)));
    let lines = traced(async {
        let call = get(&client, "hunter2").header("x-c", "hunter2").idempotency_key("hunter2");
        assert!(call.await.is_err());
        let session = CustomerSessionCustomerExternalIdCreate::new("hunter2");
        assert!(create(&client, session).await.is_err());
    });
    let lines = lines.await;
    assert!(lines.len() >= 3, "{lines:#?}");
    assert!(!lines.concat().contains("hunter2"), "{lines:#?}");
}
