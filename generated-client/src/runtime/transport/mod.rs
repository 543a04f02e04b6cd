//! How requests reach the server: any `tower_service::Service`, boxed.

mod error;
#[cfg(all(feature = "gzip", feature = "reqwest", not(target_family = "wasm")))]
mod gzip;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest;
mod response_body;
mod service;

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) use self::reqwest::{defaults, with_tls};
pub use error::{BoxError, TransportError};
pub use response_body::ResponseBody;
pub(super) use service::Carry;
pub use service::{HttpService, Sending};

use super::platform::Instant;

/// What a request is for, in its extensions: for layers that count, log or cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The `operationId` of the document.
    pub operation: &'static str,
    /// The path template, as the document spells it.
    pub template: &'static str,
    /// The how many-th attempt of the call this is, from 1.
    pub attempt: u32,
    /// When the call is over; where it gives a stream, unless its response has begun by then. The
    /// client gives up then; a transport may do so as well, with [`TransportError::Timeout`].
    pub deadline: Option<Instant>,
}
