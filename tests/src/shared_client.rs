//! The client of the fixtures that have no servers or credentials of their own.

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
    /// Starts a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }
}
