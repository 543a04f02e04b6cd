use std::convert::Infallible;

use zoo::{Client, Error};

pub async fn caller(client: &Client) -> Result<(), Error<Infallible>> {
    client.errors().first().await //~ E0308
}
