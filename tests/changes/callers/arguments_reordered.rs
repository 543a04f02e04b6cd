use zoo::Client;

pub fn caller(client: &Client, number: i64, text: &str) {
    let _ = WITNESS; //~ E0277 E0308
}
