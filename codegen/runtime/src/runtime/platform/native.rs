//! Platforms that std supports fully.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
pub(crate) use std::time::Instant;
use std::time::{Duration, SystemTime};

use crate::runtime::BuildError;
use crate::runtime::timer::ClientTimer;
use crate::runtime::transport::HttpService;

/// The current time of day.
pub(crate) fn time_of_day() -> SystemTime {
    SystemTime::now()
}

/// An unguessable random number.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// The default timer of a client: tokio's.
#[cfg(feature = "tokio")]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    Some(ClientTimer::BuiltIn(&crate::runtime::timer::TokioTimer))
}

/// The default timer of a client: none.
#[cfg(not(feature = "tokio"))]
pub(crate) fn default_timer() -> Option<ClientTimer> {
    None
}

/// The default transport of a client: reqwest.
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) fn default_transport(connect_timeout: Duration) -> Result<HttpService, BuildError> {
    HttpService::default_reqwest(connect_timeout).map_err(BuildError::Transport)
}

/// The default transport of a client: none.
#[cfg(not(all(feature = "reqwest", not(target_family = "wasm"))))]
pub(crate) fn default_transport(_: Duration) -> Result<HttpService, BuildError> {
    Err(BuildError::NoTransport)
}
