//! [`Call`]: an operation that is ready to be sent.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::representation::{As, Chunks};
use super::send::TimeLimit;
use super::{Body, Client, Error, InvalidRequest, Operation, RequestBuilder, WithResponse};

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

    /// Gives the status and the headers as well. Arguments are set before.
    #[inline]
    pub fn with_response(self) -> Call<WithResponse<Op>> {
        self.with_operation(WithResponse)
    }

    /// Gives the body of a success as it comes in, chunk by chunk, whatever it holds. Arguments are
    /// set before.
    #[inline]
    pub fn download(self) -> Call<As<Op, Chunks>> {
        self.with_operation(|operation| As::new(operation, None))
    }

    /// Asks for this media type, and reads a success as `R`.
    #[inline]
    pub(crate) fn represented<R>(self, media_type: &'static str) -> Call<As<Op, R>> {
        self.with_operation(|operation| As::new(operation, Some(media_type)))
    }

    /// The same call of another operation.
    #[inline]
    fn with_operation<Other>(self, other: impl FnOnce(Op) -> Other) -> Call<Other> {
        let Self { client, operation, options } = self;
        Call { client, operation: other(operation), options }
    }

    #[inline]
    fn prepare(&self) -> Result<http::Request<Body>, InvalidRequest> {
        let mut builder = RequestBuilder::new(Op::METHOD, Op::PATH);
        self.operation.request(&mut builder);
        self.client.finish(builder, Op::SERVER, Op::SECURITY, &self.options)
    }
}

impl<Op: Operation> IntoFuture for Call<Op> {
    type Output = Result<Op::Output, Error<Op::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        let request = self.prepare();
        let Self { client, options, .. } = self;
        let time = if Op::STREAMED { TimeLimit::Head } else { TimeLimit::Whole };
        Box::pin(async move {
            let response = client.send(request?, options, time).await.map_err(Error::widen)?;
            match Op::stream(response) {
                Ok(output) => Ok(output),
                Err(response) => Op::response(response.read().await.map_err(Error::widen)?),
            }
        })
    }
}
