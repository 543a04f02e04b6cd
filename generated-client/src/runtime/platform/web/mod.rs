//! `wasm32-unknown-unknown`: browsers, and other environments with their APIs, such as Node and
//! Deno.

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

/// The current time of day.
pub(crate) fn time_of_day() -> SystemTime {
    web_time::SystemTime::now().to_std()
}

/// An unguessable random number.
pub(crate) fn random() -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().0
}

/// The default timer of a client: `setTimeout`.
#[cfg(feature = "fetch")]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    Some(ClientTimer::BuiltIn(&timer::WebTimer))
}

/// The default timer of a client: none.
#[cfg(not(feature = "fetch"))]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    None
}

/// The default transport of a client: `fetch`, which has no separate connect timeout.
#[cfg(feature = "fetch")]
pub(crate) fn default_transport(_: Duration) -> Result<HttpService, BuildError> {
    Ok(HttpService::of(fetch::Fetch))
}

/// The default transport of a client: none.
#[cfg(not(feature = "fetch"))]
pub(crate) fn default_transport(_: Duration) -> Result<HttpService, BuildError> {
    Err(BuildError::NoTransport)
}
