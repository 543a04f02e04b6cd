//! Operations that are defined by an input, and their requests.

use std::convert::Infallible;
use std::sync::LazyLock;

use bytes::Bytes;
use client_runtime::by_hand;
use client_runtime::runtime::{
    Body, BoxError, Client, Error, Operation, RawResponse, RequestBuilder, ResponseBody, Sending,
};
use tower_service::Service;

/// The parts of a request that an input determines.
pub(super) trait Puts: Send + Sync + 'static {
    /// The path template of the request.
    const PATH: &'static str;

    fn put(&self, request: &mut RequestBuilder);
}

/// The operation that adds these parts to its request.
struct Fuzzed<P>(P);

impl<P: Puts> Operation for Fuzzed<P> {
    type Output = ();
    type Error = Infallible;

    const ID: &'static str = "fuzzed";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = P::PATH;
    const SECURITY: &'static [&'static [&'static str]] = &[];

    fn request(&self, request: &mut RequestBuilder) {
        self.0.put(request);
    }

    fn response(response: RawResponse) -> Result<(), Error<Infallible>> {
        response.empty()
    }
}

/// Returns the request; `None` if a part of it can't be sent.
pub(super) fn request(puts: impl Puts) -> Option<http::Request<Body>> {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        by_hand::client().transport(NullTransport).build().expect("a complete client")
    });
    by_hand::call(&CLIENT, Fuzzed(puts)).to_request().ok()
}

/// The transport of requests that are not sent.
#[derive(Clone, Copy)]
struct NullTransport;

impl Service<http::Request<Body>> for NullTransport {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), BoxError>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Sending {
        Box::pin(async { Ok(http::Response::new(Bytes::new().into())) })
    }
}
