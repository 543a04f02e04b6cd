use zoo::Client;

pub fn caller(client: &Client) {
    let _ = client.arguments().reordered(7, "text"); //~ E0277 E0308
}
