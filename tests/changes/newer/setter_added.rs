use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.setters().set().added(7); //~ E0599
}
