//! Cargo.toml: zoo = { version = "0.1.0", default-features = false, features = ["added"] } //~ refused
use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.added().get();
}
