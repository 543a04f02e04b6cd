use zoo::Client;

pub fn caller(client: &Client) {
    let _ = WITNESS; //~ E0599
}
