//! Creates a customer session with the generated client, using a local server that responds like
//! Polar: `cargo run -p demo`.

mod server;

use polar_client::types::{Customer, CustomerSessionCustomerExternalIdCreate};
use polar_client::{Client, Server};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let polar = Client::builder()
        .access_token("polar_oat_secret")
        .server(Server::Custom(server::start()?))
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
