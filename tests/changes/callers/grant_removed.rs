use zoo::{Client, ClientBuilder};

pub fn caller(id: &str, secret: &str) -> ClientBuilder {
    WITNESS //~ E0599
}
