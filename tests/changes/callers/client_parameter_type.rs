use zoo::{Client, ClientBuilder};

pub fn caller(x_size: i64) -> ClientBuilder {
    WITNESS //~ E0277
}
