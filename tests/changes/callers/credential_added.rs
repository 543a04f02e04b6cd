pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().kept("secret")
}
