use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.setters().set().typed(7); //~ E0308
}
