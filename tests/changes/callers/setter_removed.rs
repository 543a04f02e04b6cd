use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.setters().set().removed(7); //~ E0599
}
