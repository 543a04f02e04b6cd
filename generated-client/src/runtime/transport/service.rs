//! [`HttpService`]: a type-erased `tower_service::Service`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tower_service::Service;

use super::{BoxError, ResponseBody};
use crate::runtime::Body;

/// The future of a response.
pub type Sending =
    Pin<Box<dyn Future<Output = Result<http::Response<ResponseBody>, BoxError>> + Send>>;

/// A service that sends requests to the server: the transport, or a layer around it. A
/// [`layer`](crate::runtime::ClientBuilder::layer) wraps one and returns another.
#[derive(Clone)]
pub struct HttpService(Arc<dyn ErasedService>);

/// The object-safe interface of a [`Service`].
pub(crate) trait ErasedService: Send + Sync {
    fn call(&self, request: http::Request<Body>) -> Sending;

    /// Whether the service reads the [`Route`](super::Route) of a request.
    fn reads_route(&self) -> bool {
        true
    }
}

impl HttpService {
    /// Creates a service from any [`Service`].
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(Tower(service)))
    }

    /// Creates the service of a transport that needs no wrapper.
    pub(crate) fn of(transport: impl ErasedService + 'static) -> Self {
        Self(Arc::new(transport))
    }

    /// Whether the service reads the [`Route`](super::Route) of a request.
    pub(crate) fn reads_route(&self) -> bool {
        self.0.reads_route()
    }

    /// Sends a request.
    pub(crate) fn send(&self, request: http::Request<Body>) -> Sending {
        self.0.call(request)
    }
}

impl Service<http::Request<Body>> for HttpService {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    /// Always ready: a transport that has to wait does so in the call.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Sending {
        self.0.call(request)
    }
}

struct Tower<S>(S);

impl<S, B> ErasedService for Tower<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn call(&self, request: http::Request<Body>) -> Sending {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(ResponseBody::new))
        })
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService").finish_non_exhaustive()
    }
}
