//! What comes of each way in which a server misbehaves, over real connections: `docs/faults.md`.
//!
//! Whatever happens, a call ends within a second of its deadline, all requests go to the server
//! alone, a `POST` is sent once unless it was refused before it was carried out, and nothing that is printed shows a secret.

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

/// The token of all calls, which must not be seen anywhere but at the server.
const CANARY: &str = "canary_5b1d9c";

/// How much later than its deadline a call may end. A machine may stall for seconds; that deadlines
/// are kept to the millisecond is tested on a paused clock.
const LATE: Duration = Duration::from_secs(10);

/// What is said of a request that is refused. Holds a union whose members nothing tells apart.
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
    /// What may be sent again.
    pub fn read(client: &Client, id: impl Into<String>) -> Call<Read>;
    "GET" "/v1/customer-sessions/{id}" as "customer-sessions:read",
    security [["access_token"]];
    Output = CustomerSession, Error = ReadError;
    required {
        /// Which one.
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

/// A client that sends the canary to this URL, up to three times.
fn builder(url: String) -> ClientBuilder {
    let waits = Duration::from_millis(5);
    Client::builder()
        .server(Server::Custom(url))
        .access_token(CANARY)
        .retry(RetryPolicy::attempts(3).backoff(waits, waits))
        .response_limit(1024 * 1024)
}
