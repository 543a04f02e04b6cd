use zoo::Client;

pub fn caller(client: &Client, typed: i64) {
    let _ = WITNESS; //~ E0277
}
