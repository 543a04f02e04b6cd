use zoo::operations::contents::SendBody;

pub fn caller(client: &zoo::Client) {
    let _ = client.contents().send(SendBody::Text("text".to_owned())); //~ E0599
}
