//! Cargo.toml: zoo = { version = "0.1.0", default-features = false, features = ["orders"] }
use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.orders().get();
}
