use zoo::Client;

pub fn caller(client: &Client, gone: i64) {
    let _ = WITNESS; //~ E0061
}
