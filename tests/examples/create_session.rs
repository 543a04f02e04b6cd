//! Creates a customer session with the generated client on a local mock server that responds like
//! Polar: `cargo run -p tests --example create_session`.

use polar_client::types::{Customer, CustomerSessionCustomerExternalIdCreate};
use polar_client::{Client, Server};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = polar_on_this_machine().await;

    let polar = Client::builder()
        .access_token("polar_oat_secret")
        .server(Server::Custom(server.uri()))
        .build()?;
    let session = polar
        .customer_sessions()
        .create(
            CustomerSessionCustomerExternalIdCreate::new("usr_1337")
                .return_url("https://example.com/account"),
        )
        .await?;

    println!("portal:   {}", session.customer_portal_url);
    println!("expires:  {}", session.expires_at);
    if let Customer::Individual(customer) = &session.customer {
        println!("customer: {} <{}>", customer.name.as_deref().unwrap_or("?"), customer.email);
        println!("country:  {:?}", customer.billing_address.as_ref().map(|it| &it.country));
    }
    println!("new:      {:?}", session.extra().get("new_property").map(|it| it.to_value()));
    println!("client:   {polar:?}");
    Ok(())
}

/// Starts a mock server whose response has an unknown property and an unknown country.
async fn polar_on_this_machine() -> MockServer {
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
    let at = "2026-01-31T09:30:00Z";
    let session = json!({
        "created_at": at, "modified_at": null, "id": id, "token": "polar_cst_secret",
        "expires_at": "2026-01-31T10:30:00Z", "return_url": "https://example.com/account",
        "customer_portal_url": "https://polar.sh/acme/portal", "customer_id": id,
        "new_property": ["from", "the", "future"],
        "customer": {
            "id": id, "created_at": at, "modified_at": null, "metadata": { "seats": 3 },
            "external_id": "usr_1337", "email": "customer@example.com", "email_verified": true,
            "type": "individual", "name": "John Doe", "billing_address": { "country": "XX" },
            "tax_id": null, "organization_id": id, "deleted_at": null,
            "avatar_url": "https://www.gravatar.com/avatar/xxx?d=404",
        },
    });
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v1/customer-sessions/"))
        .respond_with(ResponseTemplate::new(201).set_body_json(session))
        .mount(&server)
        .await;
    server
}
