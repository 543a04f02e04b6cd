use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.setters().set().old(7); //~ deprecated
}
