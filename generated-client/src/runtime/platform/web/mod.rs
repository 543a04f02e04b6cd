//! `wasm32-unknown-unknown`: browsers, and what else has their functions, such as Node and Deno.

#[cfg(feature = "fetch")]
mod fetch;
#[cfg(feature = "fetch")]
mod timer;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub(crate) use web_time::Instant;
use web_time::web::SystemTimeExt as _;

use crate::runtime::BuildError;
use crate::runtime::timer::ClientTimer;
use crate::runtime::transport::HttpService;

/// The time of day.
pub(crate) fn time_of_day() -> SystemTime {
    web_time::SystemTime::now().to_std()
}

/// A number that nobody can guess.
pub(crate) fn random() -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().0
}

/// The timer of a client that sets none: `setTimeout`.
#[cfg(feature = "fetch")]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    Some(ClientTimer::BuiltIn(&timer::WebTimer))
}

/// The timer of a client that sets none.
#[cfg(not(feature = "fetch"))]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    None
}

/// The transport of a client that sets none: `fetch`, which has no limit for connecting alone.
#[cfg(feature = "fetch")]
pub(crate) fn default_transport(_: Duration) -> Result<HttpService, BuildError> {
    Ok(HttpService::of(fetch::Fetch))
}

/// The transport of a client that sets none.
#[cfg(not(feature = "fetch"))]
pub(crate) fn default_transport(_: Duration) -> Result<HttpService, BuildError> {
    Err(BuildError::NoTransport)
}
