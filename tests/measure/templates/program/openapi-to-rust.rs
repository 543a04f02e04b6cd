use client::generated::{
    CustomerSessionCustomerExternalIDCreate, CustomerSessionsCreateRequest, HttpClient,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let polar = HttpClient::new()
        .with_base_url("https://api.polar.sh")
        .with_api_key(std::env::var("POLAR_ACCESS_TOKEN")?);
    let none = None::<&str>;
    let page = polar.customers_list(none, none, none, none, None, None, none, None).await?;
    println!("{}", page.pagination.total_count);
    let customer = polar.customers_get("992fae2a-2a17-4b7a-8d9e-e287cf90131b").await?;
    println!("{customer:?}");
    let body = CustomerSessionCustomerExternalIDCreate {
        external_customer_id: "usr_1337".to_owned(),
        external_member_id: None,
        member_id: None,
        return_url: None,
    };
    let request = CustomerSessionsCreateRequest::CustomerSessionCustomerExternalIDCreate(body);
    let session = polar.customer_sessions_create(request).await?;
    println!("{}", session.customer_portal_url);
    Ok(())
}
