//! How requests reach the server: any `tower_service::Service`, boxed.

mod error;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response_body;
mod service;

use std::time::Instant;

#[cfg(feature = "reqwest")]
pub(crate) use self::reqwest::{Reqwest, defaults};
pub use error::{BoxError, TransportError};
pub use response_body::ResponseBody;
pub use service::{HttpService, Sending};

/// When a call is over, in the extensions of its request. The client gives up then; a transport
/// may do so as well, with [`TransportError::Timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(pub Instant);

/// When a call is over unless its response has begun, in the extensions of the request of a call
/// that gives a stream. The client gives up then; a transport may do so as well, with
/// [`TransportError::Timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadDeadline(pub Instant);

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
}
