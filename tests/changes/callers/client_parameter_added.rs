pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().x_kept("value")
}
