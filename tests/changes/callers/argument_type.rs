use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.arguments().typed(7); //~ E0308
}
