//! Layers around the transport, which see each request and each response.

use bytes::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use super::ClientBuilder;
use crate::runtime::transport::HttpService;
use crate::runtime::{Body, BoxError};

impl ClientBuilder {
    /// Adds a layer around the transport. It sees each attempt of each call; the layer that was
    /// added first sees a request first.
    ///
    /// A layer that adds a header, and one that logs:
    ///
    /// ```
    /// use std::time::Instant;
    ///
    /// use polar_client::{
    ///     BuildError, Body, Client, ClientBuilder, HttpService, Route, Sending,
    /// };
    /// use http::{HeaderValue, Request};
    /// use tower_layer::layer_fn;
    /// use tower_service::Service;
    ///
    /// /// Adds a header field that names the part of the program.
    /// #[derive(Clone)]
    /// struct Named(HttpService);
    ///
    /// impl Service<Request<Body>> for Named {
    ///     type Response = <HttpService as Service<Request<Body>>>::Response;
    ///     type Error = <HttpService as Service<Request<Body>>>::Error;
    ///     type Future = Sending;
    /// #    fn poll_ready(
    /// #        &mut self,
    /// #        context: &mut std::task::Context<'_>,
    /// #    ) -> std::task::Poll<Result<(), Self::Error>> {
    /// #        self.0.poll_ready(context)
    /// #    }
    ///
    ///     fn call(&mut self, mut request: Request<Body>) -> Sending {
    ///         request.headers_mut().insert("x-part", HeaderValue::from_static("checkout"));
    ///         self.0.call(request)
    ///     }
    /// }
    ///
    /// /// Prints the route, the status and the duration of each request.
    /// #[derive(Clone)]
    /// struct Logged(HttpService);
    ///
    /// impl Service<Request<Body>> for Logged {
    ///     type Response = <HttpService as Service<Request<Body>>>::Response;
    ///     type Error = <HttpService as Service<Request<Body>>>::Error;
    ///     type Future = Sending;
    /// #    fn poll_ready(
    /// #        &mut self,
    /// #        context: &mut std::task::Context<'_>,
    /// #    ) -> std::task::Poll<Result<(), Self::Error>> {
    /// #        self.0.poll_ready(context)
    /// #    }
    ///
    ///     fn call(&mut self, request: Request<Body>) -> Sending {
    ///         let start = Instant::now();
    ///         let route = request.extensions().get::<Route>().copied();
    ///         let sending = self.0.call(request);
    ///         Box::pin(async move {
    ///             let outcome = sending.await;
    ///             let status = outcome.as_ref().map(http::Response::status);
    ///             println!("{route:?}: {status:?} in {:?}", start.elapsed());
    ///             outcome
    ///         })
    ///     }
    /// }
    ///
    /// fn layered(builder: ClientBuilder) -> Result<Client, BuildError> {
    ///     builder.layer(layer_fn(Logged)).layer(layer_fn(Named)).build()
    /// }
    /// ```
    ///
    /// A layer that caches responses:
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use std::sync::{Arc, Mutex};
    ///
    /// use bytes::Bytes;
    /// use polar_client::{Body, ClientBuilder, HttpService, ResponseBody, Sending};
    /// use http::{Method, Request, Response, Uri};
    /// use http_body_util::BodyExt as _;
    /// use tower_layer::layer_fn;
    /// use tower_service::Service;
    ///
    /// #[derive(Clone)]
    /// struct Cached {
    ///     inner: HttpService,
    ///     known: Arc<Mutex<HashMap<Uri, Bytes>>>,
    /// }
    ///
    /// impl Service<Request<Body>> for Cached {
    ///     type Response = <HttpService as Service<Request<Body>>>::Response;
    ///     type Error = <HttpService as Service<Request<Body>>>::Error;
    ///     type Future = Sending;
    /// #    fn poll_ready(
    /// #        &mut self,
    /// #        context: &mut std::task::Context<'_>,
    /// #    ) -> std::task::Poll<Result<(), Self::Error>> {
    /// #        self.inner.poll_ready(context)
    /// #    }
    ///
    ///     fn call(&mut self, request: Request<Body>) -> Sending {
    ///         let (uri, known) = (request.uri().clone(), self.known.clone());
    ///         let is_read = *request.method() == Method::GET;
    ///         let held = known.lock().ok().and_then(|known| known.get(&uri).cloned());
    ///         if let Some(body) = held.filter(|_| is_read) {
    ///             return Box::pin(async { Ok(Response::new(ResponseBody::from(body))) });
    ///         }
    ///         let sending = self.inner.call(request);
    ///         Box::pin(async move {
    ///             let (head, body) = sending.await?.into_parts();
    ///             let body = body.collect().await?.to_bytes();
    ///             if let (true, 200, Ok(mut known)) = (is_read, head.status.as_u16(), known.lock()) {
    ///                 known.insert(uri, body.clone());
    ///             }
    ///             Ok(Response::from_parts(head, ResponseBody::from(body)))
    ///         })
    ///     }
    /// }
    ///
    /// fn cached(builder: ClientBuilder) -> ClientBuilder {
    ///     builder.layer(layer_fn(|inner| Cached { inner, known: Arc::default() }))
    /// }
    /// ```
    #[must_use]
    pub fn layer<L, S, B>(mut self, layer: L) -> Self
    where
        L: Layer<HttpService, Service = S> + Send + Sync + 'static,
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
        self.hooks.layers.push(Box::new(move |inner| HttpService::new(layer.layer(inner))));
        self
    }
}
