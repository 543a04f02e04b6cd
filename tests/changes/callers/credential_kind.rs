use zoo::{Client, ClientBuilder};

pub fn caller(token: &str) -> ClientBuilder {
    WITNESS //~ E0061
}
