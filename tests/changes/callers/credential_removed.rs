use zoo::{Client, ClientBuilder};

pub fn caller(key: &str) -> ClientBuilder {
    WITNESS //~ E0599
}
