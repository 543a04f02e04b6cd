use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.answers().represented().as_pdf(); //~ E0599
}
