use zoo::Client;

pub fn caller(client: &Client, token: &str) {
    let _ = WITNESS; //~ E0599
}
