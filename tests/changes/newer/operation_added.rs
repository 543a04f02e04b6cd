use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.operations().added(); //~ E0599
}
