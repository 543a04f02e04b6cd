use zoo::Client;

pub async fn caller(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    WITNESS //~ E0308
    Ok(())
}
