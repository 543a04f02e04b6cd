use zoo::Client;

pub fn caller(client: &Client, removed: i64) {
    let _ = WITNESS; //~ E0599
}
