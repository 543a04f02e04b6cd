use zoo::Client;

pub async fn caller(client: &Client) -> Option<String> {
    client.answers().typed().await.ok() //~ E0308
}
