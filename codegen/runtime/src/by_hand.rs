//! Hand-written clients and calls, for tests outside this crate, since otherwise only generated
//! code can create them.

use crate::runtime::{Api, Call, Client, ClientBuilder, Operation};

static API: Api = Api {
    user_agent: "by-hand/1.0.0",
    debug: "BY_HAND_DEBUG",
    base_url: "https://example.com",
    schemes: &[],
    security: &[],
    idempotency_key: None,
    messages: &[],
    retry: None,
};

/// Returns a builder for a client of an API without credentials at `https://example.com`.
pub fn client() -> ClientBuilder {
    ClientBuilder::new(&API)
}

/// Returns a call of this operation.
pub fn call<Op: Operation>(client: &Client, operation: Op) -> Call<Op> {
    Call::new(client, operation)
}
