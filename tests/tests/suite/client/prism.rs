//! Tests the operation with Prism, which validates requests and generates responses by the
//! document. `cargo xtask e2e` starts it for these tests.

use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Request, Response};
use polar_client::operations::customer_sessions::CreateError;
use polar_client::types::{
    Customer, CustomerSession, CustomerSessionCreate, CustomerSessionCustomerExternalIdCreate,
    CustomerSessionCustomerIdCreate, TaxIdFormat,
};
use polar_client::{
    Body, BoxError, Client, ClientBuilder, Error, HttpService, ResponseBody, RetryPolicy, Sending,
    Server,
};
use tower_layer::Layer;
use tower_service::Service;

/// Returns a builder of a client for Prism if `cargo xtask e2e` has started it; otherwise the tests
/// print a note and are skipped.
fn builder() -> Option<ClientBuilder> {
    let Ok(url) = std::env::var("POLAR_E2E_URL") else {
        eprintln!("skipped: it needs a server, which `cargo xtask e2e` starts");
        return None;
    };
    let builder = Client::builder().server(Server::Custom(url)).retry(RetryPolicy::none());
    Some(builder.access_token("polar_oat_canary"))
}

fn client() -> Option<Client> {
    Some(builder()?.build().expect("a client"))
}

fn by_external_id() -> CustomerSessionCustomerExternalIdCreate {
    CustomerSessionCustomerExternalIdCreate::new("usr_1337")
        .external_member_id("member-7")
        .return_url("https://example.com/account")
}

fn by_id() -> CustomerSessionCustomerIdCreate {
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse().expect("a UUID");
    CustomerSessionCustomerIdCreate::new(id).member_id(id).return_url_null()
}

/// Compares a session with the document's examples.
fn check(session: &CustomerSession) {
    let Customer::Individual(customer) = &session.customer else { panic!("{session:?}") };
    assert_eq!(customer.email, "customer@example.com");
    assert_eq!(customer.tax_id, Some(("911144442".to_owned(), TaxIdFormat::UsEin)));
}

#[tokio::test]
async fn both_kinds_of_requests_are_allowed() {
    let Some(polar) = client() else { return };
    check(&polar.customer_sessions().create(by_external_id()).await.expect("a session"));
    check(&polar.customer_sessions().create(by_id()).await.expect("a session"));
    let body = CustomerSessionCreate::from(by_id());
    let response = polar.customer_sessions().create(body).with_response().await;
    let response = response.expect("a session");
    assert_eq!((response.status().as_u16(), response.attempts()), (201, 1));
}

#[test]
fn without_async() {
    let Some(polar) = client() else { return };
    check(&polar.customer_sessions().create(by_external_id()).send_blocking().expect("a session"));
    let call = polar.customer_sessions().create(by_id()).header("prefer", "code=422");
    let error = call.send_blocking().expect_err("a failure");
    assert!(matches!(error.api(), Some(CreateError::UnprocessableEntity(_))), "{error:?}");
}

#[tokio::test]
async fn a_documented_failure_is_decoded() {
    let Some(polar) = client() else { return };
    let call = polar.customer_sessions().create(by_external_id()).header("prefer", "code=422");
    let error = call.await.expect_err("a failure");
    let Some(CreateError::UnprocessableEntity(failure)) = error.api() else { panic!("{error:?}") };
    assert_eq!(failure.detail.as_ref().expect("details").len(), 1);
}

/// A layer that makes a request invalid, which the client itself would not send.
#[derive(Clone, Copy)]
struct InvalidateLayer<F>(F);

impl<F: Clone> Layer<HttpService> for InvalidateLayer<F> {
    type Service = InvalidateService<F>;

    fn layer(&self, inner: HttpService) -> InvalidateService<F> {
        InvalidateService { spoil: self.0.clone(), inner }
    }
}

#[derive(Clone)]
struct InvalidateService<F> {
    spoil: F,
    inner: HttpService,
}

impl<F: Fn(&mut Request<Body>)> Service<Request<Body>> for InvalidateService<F> {
    type Response = Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Sending {
        (self.spoil)(&mut request);
        self.inner.call(request)
    }
}

/// Returns the error of a call with an invalid request.
async fn invalid_request_error(
    builder: ClientBuilder,
    spoil: impl Fn(&mut Request<Body>) + Clone + Send + Sync + 'static,
) -> Error<CreateError> {
    let polar = builder.layer(InvalidateLayer(spoil)).build().expect("a client");
    polar.customer_sessions().create(by_external_id()).await.expect_err("it is refused")
}

#[tokio::test]
async fn wrong_requests_are_refused() {
    let builders = || builder().expect("it was there");
    if builder().is_none() {
        return;
    }
    let refused = |error: Error<CreateError>, violation: &str| {
        let Some(CreateError::UnprocessableEntity(_)) = error.api() else { panic!("{error:?}") };
        let headers = error.response().expect("a response").headers();
        let violations = headers["sl-violations"].to_str().expect("a string");
        assert!(violations.contains(violation), "{violations}");
    };
    for (body, violation) in [
        ("{}", "must have required property"),
        ("{\"external_customer_id\":7}", "external_customer_id must be string"),
        ("{\"customer_id\":null}", "customer_id must be string"),
    ] {
        refused(
            invalid_request_error(builders(), move |it| *it.body_mut() = Bytes::from(body).into())
                .await,
            violation,
        );
    }
    let csv = |request: &mut Request<Body>| {
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/csv"));
    };
    refused(invalid_request_error(builders(), csv).await, "content types: application/json");
}

#[tokio::test]
async fn a_request_without_its_credential_is_refused() {
    let Some(builder) = builder() else { return };
    let error =
        invalid_request_error(builder, |request| drop(request.headers_mut().remove(AUTHORIZATION)))
            .await;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401), "{error:?}");
    assert!(matches!(error, Error::UndocumentedStatus(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("canary"));
}
