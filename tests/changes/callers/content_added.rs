use zoo::operations::contents::SendBody;
use zoo::types::Form;

pub fn caller(client: &zoo::Client) {
    let _ = client.contents().send(SendBody::Form(Form::new().into()));
}
