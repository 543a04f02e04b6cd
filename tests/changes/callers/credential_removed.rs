pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().removed("secret") //~ E0599
}
