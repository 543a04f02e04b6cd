use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.answers().paged().items(); //~ E0599
}
