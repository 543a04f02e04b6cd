//! The client that fixtures without servers and credentials share.

use crate::runtime::{Api, Client, ClientBuilder};

static API: Api = Api {
    user_agent: "fixtures",
    debug: "FIXTURES_DEBUG",
    base_url: "https://example.com",
    schemes: &[],
    security: &[],
    idempotency_key: None,
    messages: &[],
    retry: None,
};

impl Client {
    /// Creates a client builder.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }
}
