//! What carries requests: the transport, and the layers around it.

use std::time::Duration;

use bytes::Bytes;
use tower_layer::Layer as _;
use tower_service::Service;

use super::ClientBuilder;
use crate::runtime::client::Shared;
use crate::runtime::limits::Limits;
use crate::runtime::platform::default_transport;
use crate::runtime::transport::HttpService;
use crate::runtime::{Body, BoxError, BuildError, DebugLog};

/// A layer without its type.
pub(super) type BoxLayer = Box<dyn FnOnce(HttpService) -> HttpService + Send + Sync>;

/// The transport, and the layers around it.
#[derive(Default)]
pub(super) struct Hooks {
    transport: Option<HttpService>,
    /// From the outside to the inside.
    pub(super) layers: Vec<BoxLayer>,
}

impl Hooks {
    /// The layers around the transport, or around the default one. What the environment variable
    /// asks for is the innermost: it shows what is really sent.
    pub(super) fn transport(
        self,
        connect_timeout: Duration,
        debug: &str,
    ) -> Result<HttpService, BuildError> {
        let mut transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(connect_timeout)?,
        };
        if DebugLog::is_asked_for(debug) {
            transport = HttpService::new(DebugLog::stderr().layer(transport));
        }
        Ok(self.layers.into_iter().rev().fold(transport, |inner, layer| layer(inner)))
    }
}

impl Hooks {
    /// The layers around the transport of a client, which has its own layers already, or around
    /// another one.
    ///
    /// # Errors
    /// The time to connect is another one than that of the shared transport.
    pub(super) fn around(
        self,
        parent: &Shared,
        limits: &Limits,
    ) -> Result<HttpService, BuildError> {
        if self.transport.is_some() {
            return self.transport(limits.connect_timeout, parent.api.debug);
        }
        if limits.connect_timeout != parent.limits.connect_timeout {
            return Err(BuildError::ConnectTimeout);
        }
        let transport = parent.transport.clone();
        Ok(self.layers.into_iter().rev().fold(transport, |inner, layer| layer(inner)))
    }
}

impl ClientBuilder {
    /// Sends requests by this service instead of reqwest. It must not follow redirects, which
    /// would take credentials elsewhere.
    ///
    /// ```
    /// use std::convert::Infallible;
    /// use std::future::{Ready, ready};
    /// use std::task::{Context, Poll};
    ///
    /// use polar_client::{Body, BuildError, Client, ClientBuilder, ResponseBody};
    /// use http::{Request, Response};
    /// use tower_service::Service;
    ///
    /// /// Answers each request with 204.
    /// #[derive(Clone)]
    /// struct Nothing;
    ///
    /// impl Service<Request<Body>> for Nothing {
    ///     type Response = Response<ResponseBody>;
    ///     type Error = Infallible;
    ///     type Future = Ready<Result<Self::Response, Infallible>>;
    ///
    ///     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
    ///         Poll::Ready(Ok(()))
    ///     }
    ///
    ///     fn call(&mut self, _: Request<Body>) -> Self::Future {
    ///         let mut response = Response::new(ResponseBody::from(bytes::Bytes::new()));
    ///         *response.status_mut() = http::StatusCode::NO_CONTENT;
    ///         ready(Ok(response))
    ///     }
    /// }
    ///
    /// fn offline(builder: ClientBuilder) -> Result<Client, BuildError> {
    ///     builder.transport(Nothing).build()
    /// }
    /// ```
    #[must_use]
    pub fn transport<S, B>(mut self, service: S) -> Self
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
        self.hooks.transport = Some(HttpService::new(service));
        self
    }

    /// Sends requests by this client of reqwest: one with a proxy, or with certificates of its own.
    ///
    /// [`reqwest_defaults`](Self::reqwest_defaults) starts one. One that is made otherwise must not
    /// follow redirects, which reqwest does unless told otherwise, and takes API keys with it.
    /// It uses the proxies that the environment names also for plain `http` to this machine, which
    /// the client does not do by itself: `.no_proxy()` keeps them away.
    /// Connecting takes as long as this client lets it. Certificates of its own are those of
    /// another `tls_backend_preconfigured(..)`; what is merged into those of the platform is not
    /// looked at.
    ///
    /// ```no_run
    /// use polar_client::{Client, ClientBuilder};
    ///
    /// fn by_proxy(builder: ClientBuilder) -> Result<Client, Box<dyn std::error::Error>> {
    ///     let http = ClientBuilder::reqwest_defaults()?
    ///         .proxy(reqwest::Proxy::all("http://proxy.example:3128")?)
    ///         .build()?;
    ///     Ok(builder.reqwest(http).build()?)
    /// }
    /// ```
    #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
    #[must_use]
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.hooks.transport = Some(HttpService::reqwest(client));
        self
    }

    /// The start of a client of reqwest as this client uses it by itself: with the certificates of
    /// the platform, without redirects, without retries of its own, without decoding of its own.
    ///
    /// # Errors
    /// [`BuildError::Transport`] if the certificates of the platform can't be read.
    #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
    pub fn reqwest_defaults() -> Result<reqwest::ClientBuilder, BuildError> {
        crate::runtime::transport::defaults().map_err(BuildError::Transport)
    }
}
