use client::Client;
use client::types::CustomerSessionCustomerExternalIdCreate;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let polar = Client::builder().oat(std::env::var("POLAR_ACCESS_TOKEN")?).build()?;
    let page = polar.customers().list().await?;
    println!("{}", page.pagination.total_count);
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?;
    let customer = polar.customers().get(id).await?;
    println!("{customer:?}");
    let session = polar
        .customer_sessions()
        .create(CustomerSessionCustomerExternalIdCreate::new("usr_1337"))
        .await?;
    println!("{}", session.customer_portal_url);
    Ok(())
}
