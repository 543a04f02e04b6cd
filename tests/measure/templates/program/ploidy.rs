use client::client::Client;
use client::client::default::types::CustomerSessionsCreateRequest;
use client::types::CustomerSessionCustomerExternalIdCreate;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = format!("Bearer {}", std::env::var("POLAR_ACCESS_TOKEN")?);
    let polar =
        Client::new("https://api.polar.sh")?.with_sensitive_header("authorization", token)?;
    let page = polar.customers_list(&Default::default()).await?;
    println!("{}", page.pagination.total_count);
    let customer = polar.customers_get("992fae2a-2a17-4b7a-8d9e-e287cf90131b").await?;
    println!("{customer:?}");
    let body = CustomerSessionCustomerExternalIdCreate {
        external_customer_id: "usr_1337".to_owned(),
        ..Default::default()
    };
    let request = CustomerSessionsCreateRequest {
        customer_session_customer_external_id_create: body.into(),
        ..Default::default()
    };
    let session = polar.customer_sessions_create(request).await?;
    println!("{}", session.customer_portal_url);
    Ok(())
}
