//! Cargo.toml: WITNESS //~ refused
use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.removed().get();
}
