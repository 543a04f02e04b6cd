use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.arguments().renamed(7);
}
