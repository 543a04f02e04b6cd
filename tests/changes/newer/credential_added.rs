pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().added("secret") //~ E0599
}
