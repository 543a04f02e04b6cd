//! The outcome of each fault of a server, over real connections: `docs/faults.md`.
//!
//! In all cases, a call ends at its deadline, with the tolerance [`GRACE_PERIOD`], all requests go
//! to the server alone, a `POST` is sent once unless it was rejected before it was processed, and
//! no printed text contains a secret.

mod connections;
mod faults;
mod mixes;
mod numbers;
mod paused;
mod secrets;
mod server;
mod table;
mod tls;
mod tokens;

use std::collections::BTreeMap;
use std::time::Duration;

use super::budget::Tree;
use super::sample::CustomerSession;
use super::sample_api::Server;
use crate::runtime::json::{Extra, object};
use crate::runtime::{Client, ClientBuilder, RetryPolicy, operation};

/// The token of all calls, which must not be seen anywhere but by the server.
const CANARY: &str = "canary_5b1d9c";

/// The tolerance for a call to end after its deadline. A machine may stall for seconds; a paused
/// clock is used to test that deadlines are kept to the millisecond.
const GRACE_PERIOD: Duration = Duration::from_secs(10);

/// The body of a rejected request, with a union whose variants can't be distinguished.
#[derive(Clone, PartialEq)]
pub struct Refusal {
    pub next: Option<Tree>,
    pub names: Option<BTreeMap<String, i64>>,
    pub extra: Extra,
}

object!(Refusal, extra, [];
    optional {
        next("next"): Tree,
        names("names"): BTreeMap<String, i64>,
    }
);

operation! {
    /// An operation that may be retried.
    pub fn read(client: &Client, id: impl Into<String>) -> Call<Read>;
    "GET" "/v1/customer-sessions/{id}" as "customer-sessions:read",
    security [["access_token"]];
    Output = CustomerSession, Error = ReadError;
    required {
        /// The id.
        id: String => path("id" Simple),
    }
    response(response) {
        200 => response.json(),
        422 => response.error_json(ReadError::UnprocessableEntity),
        _ => response.undocumented(),
    }
    errors ReadError {
        UnprocessableEntity(Refusal) = "422",
    }
}

/// A client that sends the canary to this URL, with up to three attempts.
fn builder(url: String) -> ClientBuilder {
    let waits = Duration::from_millis(5);
    Client::builder()
        .server(Server::Custom(url))
        .access_token(CANARY)
        .retry(RetryPolicy::attempts(3).backoff(waits, waits))
        .response_limit(1024 * 1024)
}
