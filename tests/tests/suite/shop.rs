//! The example `shop` with a local server.

use std::time::Duration;

use serde_json::{Value, json};
use tillway::http::{HeaderMap, StatusCode};
use tillway::jiff::Timestamp;
use tillway::webhooks;
use wiremock::matchers::{body_partial_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[path = "../../examples/shop.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a separate program")]
mod program;

use program::{Purchase, Shop};

const PRODUCT: &str = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
const CHECKOUT: &str = "11111111-2a17-4b7a-8d9e-e287cf90131b";
const SESSION: &str = "22222222-2a17-4b7a-8d9e-e287cf90131b";
const AT: &str = "2026-03-01T09:30:00Z";
const SECRET: &str = "whsec_c2hvcC1zZWNyZXQ=";

fn shop(server: &MockServer) -> Shop {
    Shop::new(&server.uri(), "tw_test_key", "acct_1", SECRET).expect("a shop")
}

fn product(name: &str) -> Value {
    json!({
        "id": PRODUCT, "created_at": AT, "modified_at": null, "name": name, "archived": false,
        "prices": [], "benefits": [], "media": [],
    })
}

fn checkout(status: &str) -> Value {
    json!({
        "id": CHECKOUT, "status": status, "url": "https://pay.tillway.example/c", "currency": "eur",
        "client_secret": "tw_co_secret", "expires_at": AT, "amount": 1900, "tax": null,
        "total": 1900, "items": [{"product_id": PRODUCT, "quantity": 1}],
    })
}

async fn respond(server: &MockServer, mock: wiremock::MockBuilder, status: u16, body: Value) {
    let answer = ResponseTemplate::new(status).set_body_json(body);
    mock.respond_with(answer).up_to_n_times(1).expect(1).mount(server).await;
}

fn of_the_shop(verb: &str, at: &str) -> wiremock::MockBuilder {
    Mock::given(method(verb))
        .and(path(at))
        .and(header("authorization", "Bearer tw_test_key"))
        .and(header("tillway-account", "acct_1"))
}

#[test]
fn the_readme_shows_the_program() {
    let readme = std::fs::read_to_string("../README.md").expect("a README");
    let program = std::fs::read_to_string("examples/shop.rs").expect("a program");
    assert!(
        readme.contains(&format!("```rust,no_run\n{program}```\n")),
        "copy examples/shop.rs into it"
    );
}

#[tokio::test]
async fn products_of_all_pages_are_listed() {
    let server = MockServer::start().await;
    let list = || of_the_shop("GET", "/v1/products").and(query_param("archived", "false"));
    let page = |name: &str| json!({"items": [product(name)], "pagination": {"total_count": 2, "max_page": 2}});
    respond(&server, list(), 200, page("Handbook")).await;
    respond(&server, list().and(query_param("page", "2")), 200, page("Poster")).await;
    let products = shop(&server).products().await.expect("products");
    assert_eq!(products.iter().map(|it| &*it.0).collect::<Vec<_>>(), ["Handbook", "Poster"]);
}

#[tokio::test]
async fn a_throttled_checkout_is_created_once_and_waited_for() {
    let server = MockServer::start().await;
    let throttled = ResponseTemplate::new(429).insert_header("retry-after", "0");
    let create = || of_the_shop("POST", "/v1/checkouts");
    create().respond_with(throttled).up_to_n_times(1).expect(1).mount(&server).await;
    let order = json!({
        "items": [{"product_id": PRODUCT, "quantity": 1}], "customer_email": "buyer@example.com",
    });
    respond(&server, create().and(body_partial_json(order)), 201, checkout("open")).await;
    let get = || Mock::given(method("GET")).and(path(format!("/v1/checkouts/{CHECKOUT}")));
    let soon = ResponseTemplate::new(202).insert_header("retry-after", "0");
    get().respond_with(soon).up_to_n_times(1).expect(1).mount(&server).await;
    respond(&server, get(), 200, checkout("succeeded")).await;

    let product = PRODUCT.parse().expect("an id");
    let sold = shop(&server).sell(product, "buyer@example.com").await.expect("a purchase");
    assert_eq!(sold, Purchase::Paid);
    let requests = server.received_requests().await.expect("requests");
    let keys: Vec<_> = requests.iter().filter_map(|it| it.headers.get("idempotency-key")).collect();
    assert_eq!(keys.len(), 2, "one for each attempt");
    assert_eq!(keys[0], keys[1]);
}

#[tokio::test]
async fn invalid_input_and_unpaid_checkouts_are_not_errors() {
    let server = MockServer::start().await;
    let refusal = json!({
        "detail": [{"loc": ["body", "customer_email"], "msg": "is no address", "type": "value"}],
    });
    respond(&server, of_the_shop("POST", "/v1/checkouts"), 422, refusal).await;
    respond(&server, of_the_shop("POST", "/v1/checkouts"), 201, checkout("open")).await;
    let get = Mock::given(method("GET")).and(path(format!("/v1/checkouts/{CHECKOUT}")));
    respond(&server, get, 200, checkout("expired")).await;
    let down = json!({"type": "about:blank", "title": "No payments", "status": 402});
    respond(&server, of_the_shop("POST", "/v1/checkouts"), 402, down).await;

    let (shop, product) = (shop(&server), PRODUCT.parse().expect("an id"));
    let refused = shop.sell(product, "nobody").await.expect("an outcome");
    assert_eq!(refused, Purchase::Invalid("body.customer_email: is no address".to_owned()));
    let expired = shop.sell(product, "buyer@example.com").await.expect("an outcome");
    assert_eq!(expired, Purchase::Abandoned);
    let error = shop.sell(product, "buyer@example.com").await.expect_err("a failure");
    let said = "checkouts:create (POST /v1/checkouts): the API returned 402 Payment Required: No \
                payments";
    assert_eq!(error.to_string(), said);
}

#[tokio::test]
async fn a_customer_sees_orders_with_the_own_credential() {
    let server = MockServer::start().await;
    let session = json!({
        "id": SESSION, "token": "tw_cs_token", "expires_at": AT, "return_url": null,
        "portal_url": "https://tillway.example/p",
        "customer": {"type": "person", "id": SESSION, "email": "c@example.com"},
    });
    let create = of_the_shop("POST", "/v1/customer-sessions");
    let customer = json!({"external_customer_id": "customer-7"});
    respond(&server, create.and(body_partial_json(customer)), 201, session).await;
    let orders = Mock::given(method("GET"))
        .and(path("/v1/portal/orders"))
        .and(header("authorization", "Bearer tw_cs_token"));
    respond(&server, orders, 200, json!({"data": [], "next": null})).await;
    let revoke = of_the_shop("DELETE", &format!("/v1/customer-sessions/{SESSION}"));
    revoke.respond_with(ResponseTemplate::new(204)).expect(1).mount(&server).await;
    assert_eq!(shop(&server).orders_of("customer-7").await.expect("orders"), []);
}

#[tokio::test]
async fn a_webhook_is_handled_once() {
    let server = MockServer::start().await;
    let shop = shop(&server);
    let now = Timestamp::now();
    let signed = |id, at, body: &str| -> HeaderMap {
        webhooks::sign(SECRET, id, at, body.as_bytes()).expect("a signature")
    };
    let new = json!({"type": "order.invented", "timestamp": AT, "data": {}}).to_string();
    let headers = signed("msg_1", now, &new);
    assert_eq!(shop.webhook(&headers, new.as_bytes()).await, StatusCode::NO_CONTENT);
    assert_eq!(shop.webhook(&headers, new.as_bytes()).await, StatusCode::NO_CONTENT);
    assert_eq!(shop.webhook(&headers, b"{}").await, StatusCode::BAD_REQUEST);
    let old = signed("msg_2", now - Duration::from_secs(3600), &new);
    assert_eq!(shop.webhook(&old, new.as_bytes()).await, StatusCode::BAD_REQUEST);

    // A webhook that can't be decoded is handled when it is delivered again.
    let bad = json!({"type": "order.paid", "timestamp": AT, "data": 1}).to_string();
    let headers = signed("msg_3", now, &bad);
    for _ in 0..2 {
        let status = shop.webhook(&headers, bad.as_bytes()).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
