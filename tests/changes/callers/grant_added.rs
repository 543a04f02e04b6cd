pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().granted("secret")
}
