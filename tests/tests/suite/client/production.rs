//! The client in production: retries, calls without async, logs.

use std::process::Command;
use std::time::Duration;

use polar_client::types::CustomerSessionCustomerExternalIdCreate;
use polar_client::{Client, RetryPolicy, SecretProvider, Server};
use wiremock::matchers::{header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::samples::session;

/// The environment variable of a child process that makes a call.
const SERVER: &str = "TESTS_SERVER";

fn body() -> CustomerSessionCustomerExternalIdCreate {
    CustomerSessionCustomerExternalIdCreate::new("usr_canary")
}

/// Starts a server that fails once, and then responds with a session.
async fn server_failing_once() -> MockServer {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503);
    let busy = Mock::given(method("POST")).respond_with(busy).up_to_n_times(1).with_priority(1);
    busy.mount(&server).await;
    let created = ResponseTemplate::new(201).set_body_json(session());
    Mock::given(method("POST")).respond_with(created).with_priority(2).mount(&server).await;
    server
}

#[tokio::test]
async fn creation_is_repeated_only_on_request() {
    let server = server_failing_once().await;
    let builder = Client::builder().access_token("canary");
    let polar = builder.server(Server::Custom(server.uri())).build().expect("a client");
    let error = polar.customer_sessions().create(body()).await.expect_err("it is not sent again");
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.received_requests().await.map(|it| it.len()), Some(1));

    let server = server_failing_once().await;
    let call = polar.customer_sessions().create(body()).server(Server::Custom(server.uri()));
    let response = call.idempotency_key("session-1").with_response().await.expect("a session");
    assert_eq!(response.attempts(), 2);
    let sent = server.received_requests().await.expect("requests");
    assert!(sent.len() == 2 && sent.iter().all(|it| it.headers["idempotency-key"] == "session-1"));
}

#[tokio::test]
async fn a_token_may_change() {
    let server = MockServer::start().await;
    let created = ResponseTemplate::new(201).set_body_json(session());
    let mock = Mock::given(method("POST")).and(header("authorization", "Bearer polar_oat_canary"));
    mock.respond_with(created).expect(1).mount(&server).await;
    let token = SecretProvider::new(|| async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok("polar_oat_canary".into())
    });
    let builder = Client::builder().access_token(token).retry(RetryPolicy::none());
    let polar = builder.server(Server::Custom(server.uri())).build().expect("a client");
    polar.customer_sessions().create(body()).await.expect("a session");
}

/// Makes a call in a child process, which the test below starts.
#[test]
fn a_call_without_async() {
    let Ok(server) = std::env::var(SERVER) else { return };
    let builder = Client::builder().access_token("polar_oat_canary");
    let polar = builder.server(Server::Custom(server)).build().expect("a client");
    let call = polar.customer_sessions().create(body());
    let session = call.idempotency_key("session-1").send_blocking().expect("a session");
    assert_eq!(session.customer_portal_url, "https://polar.sh/portal?x=1");
}

/// Returns the standard error of a child process that makes a call without async.
async fn logged(debug: &str) -> String {
    let server = server_failing_once().await;
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args(["--exact", "--nocapture", "client::production::a_call_without_async"]);
    command.env(SERVER, server.uri()).env("POLAR_DEBUG", debug);
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output.expect("no panic").expect("it runs");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    assert_eq!(server.received_requests().await.map(|it| it.len()), Some(2), "{log}");
    log
}

#[tokio::test]
async fn the_debug_variable_logs_requests_without_secrets() {
    let log = logged("1").await;
    for line in [
        "../v1/customer-sessions/ (customer-sessions:create, attempt 1)",
        "< 503 Service Unavailable after",
        "../v1/customer-sessions/ (customer-sessions:create, attempt 2)",
        ">   authorization: [redacted]",
        ">   content-type: application/json",
        "< 201 Created after",
    ] {
        assert!(log.contains(line), "{line} in {log}");
    }
    assert!(!log.contains("canary"), "{log}");
    assert!(!logged("0").await.contains("customer-sessions:create"));
}
