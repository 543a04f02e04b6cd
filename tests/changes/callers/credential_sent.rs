pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().sent("secret")
}
