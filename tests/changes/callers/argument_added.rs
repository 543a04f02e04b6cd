use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.arguments().added(); //~ E0061
}
