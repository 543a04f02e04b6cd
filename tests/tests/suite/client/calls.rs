//! The operation over real HTTP, with a local server.

use std::time::Duration;

use polar_client::operations::customer_sessions::{CreateError, create};
use polar_client::types::{CustomerSessionCustomerExternalIdCreate, ValidationErrorLocItem};
use polar_client::{Client, Error, Server};
use serde_json::json;
use wiremock::matchers::{body_json, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::samples::{session, validation_error};

const PATH: &str = "/v1/customer-sessions/";

/// Starts a server that responds to the operation, and creates a client of it.
async fn serve(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path(PATH)).respond_with(answer).mount(&server).await;
    let client = client(&server);
    (server, client)
}

fn client(server: &MockServer) -> Client {
    let built = Client::builder()
        .access_token("polar_oat_canary")
        .server(Server::Custom(server.uri()))
        .build();
    built.expect("a client")
}

fn body() -> CustomerSessionCustomerExternalIdCreate {
    CustomerSessionCustomerExternalIdCreate::new("usr_1337")
        .return_url("https://example.com/account")
}

#[tokio::test]
async fn a_session_is_created() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(PATH))
        .and(header("authorization", "Bearer polar_oat_canary"))
        .and(header("content-type", "application/json"))
        .and(header("accept", "application/json"))
        .and(header("user-agent", concat!("polar-client/", env!("CARGO_PKG_VERSION"))))
        .and(body_json(json!({
            "external_customer_id": "usr_1337",
            "return_url": "https://example.com/account",
        })))
        .respond_with(ResponseTemplate::new(201).set_body_json(session()))
        .expect(2)
        .mount(&server)
        .await;
    let polar = client(&server);

    let through_method = polar.customer_sessions().create(body()).await.expect("a session");
    assert_eq!(through_method.customer_portal_url, "https://polar.sh/portal?x=1");
    let through_function = create(&polar, body()).timeout(Duration::from_secs(5)).await;
    assert_eq!(through_function.expect("a session"), through_method);
}

#[tokio::test]
async fn a_documented_failure_is_typed() {
    let answer = ResponseTemplate::new(422).set_body_json(validation_error());
    let (_server, polar) = serve(answer).await;
    let error = polar.customer_sessions().create(body()).await.expect_err("it is refused");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(422));
    let Error::Api(api) = error else { panic!("expected a documented error, not {error:?}") };
    let CreateError::UnprocessableEntity(validation) = api.error() else { panic!("a 422") };
    let details = validation.detail.as_deref().expect("details");
    assert_eq!(details[0].loc[0], ValidationErrorLocItem::String("body".to_owned()));
}

#[tokio::test]
async fn an_undocumented_status_keeps_everything() {
    let answer = ResponseTemplate::new(500)
        .insert_header("x-request-id", "req_42")
        .set_body_raw("oh no", "text/plain");
    let (_server, polar) = serve(answer).await;
    let error = polar.customer_sessions().create(body()).await.expect_err("it fails");
    assert_eq!(error.request_id(), Some("req_42"));
    assert!(error.is_retryable());
    let Error::UndocumentedStatus(answer) = error else { panic!("undocumented, not {error:?}") };
    assert_eq!(answer.body().as_ref(), b"oh no");
    assert_eq!(answer.headers()["content-type"], "text/plain");
}

#[tokio::test]
async fn a_malformed_body_has_the_pointer_of_its_error() {
    let mut wrong = session();
    wrong["customer"]["metadata"]["seats"] = json!("three");
    wrong["customer"]["created_at"] = json!("canary, and no date");
    let (_server, polar) = serve(ResponseTemplate::new(201).set_body_json(wrong)).await;
    let error = polar.customer_sessions().create(body()).await.expect_err("it does not decode");
    let shown = format!("{error} {error:?}");
    let Error::Decode(invalid) = error else { panic!("expected a decoding error, not {error:?}") };
    assert_eq!(invalid.error().pointer(), "/customer/created_at");
    assert!(invalid.body_excerpt().contains("no date"));
    assert!(!shown.contains("canary"), "{shown}");

    let truncated = ResponseTemplate::new(201).set_body_raw("{\"id\":", "application/json");
    let (_server, polar) = serve(truncated).await;
    let error = polar.customer_sessions().create(body()).await.expect_err("the body is not JSON");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (elsewhere, _) = serve(ResponseTemplate::new(201).set_body_json(session())).await;
    let target = format!("{}{PATH}", elsewhere.uri());
    let answer = ResponseTemplate::new(307).insert_header("location", target.as_str());
    let (_server, polar) = serve(answer).await;
    let error = polar.customer_sessions().create(body()).await.expect_err("it is not followed");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(307));
    assert_eq!(elsewhere.received_requests().await.map(|it| it.len()), Some(0));
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let (server, _) = serve(ResponseTemplate::new(201).set_body_json(session())).await;
    let client = Client::builder().server(Server::Custom(server.uri())).build().expect("a client");
    let error = client.customer_sessions().create(body()).await.expect_err("no token");
    let message = error.to_string();
    assert!(
        message.contains("access_token") && message.contains("POLAR_ACCESS_TOKEN"),
        "{message}"
    );
    assert_eq!(server.received_requests().await.map(|it| it.len()), Some(0));
}

#[tokio::test]
async fn a_slow_response_times_out() {
    let answer = ResponseTemplate::new(201).set_delay(Duration::from_secs(30));
    let (_server, polar) = serve(answer).await;
    let call = polar.customer_sessions().create(body()).timeout(Duration::from_millis(200));
    let error = call.await.expect_err("it takes too long");
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
}

#[test]
fn the_request_can_be_sent_by_other_means() {
    let client = Client::builder().access_token("canary").server(Server::Sandbox).build();
    let client = client.expect("a client");
    let request = client.customer_sessions().create(body()).to_request().expect("a request");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://sandbox-api.polar.sh/v1/customer-sessions/");
    assert!(!format!("{request:?} {client:?}").contains("canary"));
}
