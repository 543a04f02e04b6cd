//! The transport of a client and the layers around it.

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

/// A layer with its type erased.
pub(super) type BoxLayer = Box<dyn FnOnce(HttpService) -> HttpService + Send + Sync>;

/// The transport, and the layers around it.
#[derive(Default)]
pub(super) struct Hooks {
    transport: Option<HttpService>,
    /// The layers, from the outermost to the innermost.
    pub(super) layers: Vec<BoxLayer>,
}

impl Hooks {
    /// Builds the transport, or the default one, and wraps it in the layers. The debug log that the
    /// environment variable enables is the innermost, so it shows the requests that are really
    /// sent.
    pub(super) fn transport(
        self,
        connect_timeout: Duration,
        debug: &str,
    ) -> Result<HttpService, BuildError> {
        let mut transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(connect_timeout)?,
        };
        if DebugLog::is_enabled(debug) {
            transport = HttpService::new(DebugLog::stderr().layer(transport));
        }
        Ok(self.layers.into_iter().rev().fold(transport, |inner, layer| layer(inner)))
    }
}

impl Hooks {
    /// Wraps the transport of the parent, which already has its own layers, or another one in the
    /// layers.
    ///
    /// # Errors
    /// The connect timeout differs from the timeout of the shared transport.
    pub(super) fn wrap(self, parent: &Shared, limits: &Limits) -> Result<HttpService, BuildError> {
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
    /// Sends requests with this service instead of reqwest. It must not follow redirects, which
    /// would send credentials to other servers.
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
    /// /// Responds to each request with status 204.
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

    /// Sends requests with this reqwest client, for example one with a proxy or with custom
    /// certificates.
    ///
    /// Build it from [`reqwest_defaults`](Self::reqwest_defaults). A client that is built otherwise
    /// must not follow redirects; reqwest does so by default and sends API keys to the new URL. For
    /// plain `http` to the local machine, it also uses the proxies set in the environment, which
    /// the default transport does not: `.no_proxy()` disables them. The connect timeout is set on
    /// the reqwest client. To use custom certificates, call `tls_backend_preconfigured(..)` again:
    /// certificates that are merged into the platform's certificates have no effect.
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

    /// Returns a builder for a reqwest client with the settings of the default transport: with the
    /// certificates of the platform, and without redirects, retries and decoding by reqwest.
    ///
    /// # Errors
    /// [`BuildError::Transport`] if the certificates of the platform can't be read.
    #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
    pub fn reqwest_defaults() -> Result<reqwest::ClientBuilder, BuildError> {
        crate::runtime::transport::defaults().map_err(BuildError::Transport)
    }
}
