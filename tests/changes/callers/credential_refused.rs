pub fn caller(client: &zoo::Client) {
    let _ = zoo::operations::credentials::refused(client).sent("secret"); //~ E0599
}
