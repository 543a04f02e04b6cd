pub fn caller(client: &zoo::Client) {
    let _ = zoo::operations::credentials::accepted(client).kept("secret");
}
