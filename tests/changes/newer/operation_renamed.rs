use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.operations().new_name(); //~ E0599
}
