pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().client_credentials("id", "secret") //~ E0599
}
