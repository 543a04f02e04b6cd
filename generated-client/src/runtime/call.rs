//! [`Call`]: an operation that is ready to be sent.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Body, Client, Error, InvalidRequest, Operation, RequestBuilder};

/// An operation that is ready to be sent: `.await` sends it.
///
/// Where a future is asked for, as by `tokio::spawn`, give it `call.into_future()`
/// ([`IntoFuture`]).
#[must_use = "a call is sent when it is awaited"]
#[derive(Clone, Debug)]
pub struct Call<Op> {
    client: Client,
    operation: Op,
    options: Options,
}

/// What one call does differently from the client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    headers: HeaderMap,
    error: Option<InvalidRequest>,
}

impl Options {
    pub(crate) fn headers(&self) -> Result<&HeaderMap, InvalidRequest> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(&self.headers),
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                // Not shown by `Debug`, whatever it is.
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            _ => {
                let reason = format!("the header `{}` can't be sent", name.escape_debug());
                self.error = Some(InvalidRequest::new(reason));
            }
        }
    }
}

impl<Op: Operation> Call<Op> {
    /// A call of this operation.
    #[inline]
    pub(crate) fn new(client: &Client, operation: Op) -> Self {
        Self { client: client.clone(), operation, options: Options::default() }
    }

    /// The arguments of the operation.
    #[inline]
    pub(crate) fn operation_mut(&mut self) -> &mut Op {
        &mut self.operation
    }

    /// Gives up after this time, instead of the client's. A transport of your own has to keep to it:
    /// it finds the [`Deadline`](super::Deadline) in the request's extensions.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sends this header field as well, instead of one of the same name.
    #[inline]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.header(name, value);
        self
    }

    /// The request that the call sends, to send it by other means.
    /// [`RawResponse::new`](super::RawResponse::new) and [`Operation::response`] read the
    /// response.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if an argument can't be sent, or a credential is missing.
    #[inline]
    pub fn to_request(&self) -> Result<http::Request<Body>, Error<Op::Error>> {
        Ok(self.prepare()?)
    }

    #[inline]
    fn prepare(&self) -> Result<http::Request<Body>, InvalidRequest> {
        let mut builder = RequestBuilder::new(Op::METHOD, Op::PATH);
        self.operation.request(&mut builder);
        self.client.finish(builder, Op::SECURITY, &self.options)
    }
}

impl<Op: Operation> IntoFuture for Call<Op> {
    type Output = Result<Op::Output, Error<Op::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        let request = self.prepare();
        let Self { client, options, .. } = self;
        Box::pin(async move {
            match client.send(request?, options).await {
                Ok(response) => Op::response(response),
                Err(error) => Err(error.widen()),
            }
        })
    }
}
