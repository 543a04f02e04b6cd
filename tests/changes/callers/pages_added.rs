use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.answers().paged().page(1);
}
