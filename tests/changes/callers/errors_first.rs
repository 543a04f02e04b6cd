use std::convert::Infallible;

use zoo::{Client, Error};

pub async fn caller(client: &Client) {
    WITNESS //~ E0308
}
