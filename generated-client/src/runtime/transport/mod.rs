//! Transports: any `tower_service::Service`, boxed.

mod error;
#[cfg(all(feature = "gzip", feature = "reqwest", not(target_family = "wasm")))]
mod gzip;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest;
mod response_body;
mod service;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod urls;

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) use self::reqwest::{defaults, with_tls};
pub use error::{BoxError, TransportError};
pub use response_body::ResponseBody;
pub(super) use service::ErasedService;
pub use service::{HttpService, Sending};

use super::platform::Instant;

/// The operation of a request, in its extensions: for layers that count, log or cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The `operationId` in the document.
    pub operation: &'static str,
    /// The path template, as in the document.
    pub template: &'static str,
    /// The number of this attempt of the call, starting with 1.
    pub attempt: u32,
    /// The deadline of the call; for a stream, the deadline by which its response has to begin. The
    /// client times out then; a transport may do so as well, with [`TransportError::Timeout`].
    pub deadline: Option<Instant>,
}
