use zoo::{As, Call, Client, representation};

pub fn caller(client: &Client) {
    WITNESS //~ E0308
}
