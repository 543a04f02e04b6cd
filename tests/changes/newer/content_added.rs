use zoo::bytes::Bytes;
use zoo::operations::contents::SendBody;

pub fn caller(client: &zoo::Client) {
    let _ = client.contents().send(SendBody::Bytes(Bytes::new())); //~ E0599
}
