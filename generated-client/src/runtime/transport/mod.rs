//! How requests reach the server: any `tower_service::Service`, boxed.

#[cfg(feature = "reqwest")]
mod reqwest;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use tower_service::Service;

use super::Body;

#[cfg(feature = "reqwest")]
pub(crate) use self::reqwest::Reqwest;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// When a call is over, in the extensions of its request. A transport gives up then, with
/// [`TransportError::Timeout`]; the core has no clock of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(pub Instant);

/// When a call is over unless its response has begun, in the extensions of the request of a call
/// that gives a stream. A transport gives up then, with [`TransportError::Timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadDeadline(pub Instant);

/// What a transport can tell about its failure. It may fail with any other error as well.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// The [`Deadline`] has passed.
    Timeout,
    /// No connection was made.
    Connect(BoxError),
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timeout => "the time is up",
            Self::Connect(_) => "no connection was made",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Timeout => None,
            Self::Connect(error) => Some(&**error),
        }
    }
}

/// The body of a response that is still coming in.
pub(crate) type ResponseBody = UnsyncBoxBody<Bytes, BoxError>;

/// A response that is on its way.
pub(crate) type Sending =
    Pin<Box<dyn Future<Output = Result<http::Response<ResponseBody>, BoxError>> + Send>>;

/// A [`Service`] without its type.
pub(crate) trait Transport: Send + Sync {
    fn send(&self, request: http::Request<Body>) -> Sending;
}

/// A [`Service`] as a [`Transport`].
pub(crate) struct Tower<S>(pub(crate) S);

impl<S, B> Transport for Tower<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Body>) -> Sending {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(|body| body.map_err(Into::into).boxed_unsync()))
        })
    }
}
