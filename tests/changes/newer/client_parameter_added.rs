pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().x_new("value") //~ E0599
}
