use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.arguments().removed(7); //~ E0061
}
