use zoo::Client;

pub fn caller(client: &Client, typed: i64, x_size: i64) {
    let _ = WITNESS; //~ E0277
    let _ = WITNESS; //~ E0277
}
