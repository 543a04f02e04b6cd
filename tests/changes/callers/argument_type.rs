use zoo::Client;

pub fn caller(client: &Client, size: i64) {
    let _ = WITNESS; //~ E0308
}
