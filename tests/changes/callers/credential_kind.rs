pub fn caller() -> zoo::ClientBuilder {
    zoo::Client::builder().kind("secret") //~ E0061
}
