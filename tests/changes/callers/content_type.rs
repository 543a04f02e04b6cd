use zoo::operations::contents::SendBody;
use zoo::types::Sent;

pub fn caller(client: &zoo::Client) {
    let _ = client.contents().send(SendBody::Json(Sent::new().into())); //~ E0277
}
