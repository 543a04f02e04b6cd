use zoo::{Client, ClientBuilder};

pub fn caller(x_gone: &str) -> ClientBuilder {
    WITNESS //~ E0599
}
