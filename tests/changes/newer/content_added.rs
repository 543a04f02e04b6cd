use zoo::operations::contents::SendBody;

pub fn caller(client: &zoo::Client, file: zoo::File) {
    let _ = client.contents().send(SendBody::Bytes(file)); //~ E0599
}
