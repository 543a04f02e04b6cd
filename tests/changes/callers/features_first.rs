//! Cargo.toml: WITNESS
use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.orders().get(); //~ E0599
}
