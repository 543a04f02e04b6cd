//! [`Call`]: an operation that is ready to be sent.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture, ready};
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderValue, Uri};

use super::client::Documented;
use super::error::Target;
use super::json::Encode;
use super::limits::BodyMode;
use super::options::Options;
use super::representation::{As, Chunks};
use super::retry::random_key;
use super::security::Security;
use super::send::{Outgoing, ReceivedResponse};
use super::transport::Route;
use super::{
    Body, BuildError, Client, Credential, Error, InvalidRequest, Operation, RequestBuilder,
    RetryPolicy, Timer, WithResponse,
};

/// `.await` sends a call ([`IntoFuture`]). Where a future is required, as by `tokio::spawn`, pass
/// `call.into_future()`.
#[must_use = "a call is sent when it is awaited"]
#[derive(Clone)]
pub struct Call<Op> {
    client: Client,
    operation: Op,
    /// Options that override the client's; most calls have none.
    options: Option<Box<Options>>,
}

impl<Op: Operation> Call<Op> {
    /// Creates a call of this operation.
    #[inline]
    pub(crate) fn new(client: &Client, operation: Op) -> Self {
        Self { client: client.clone(), operation, options: None }
    }

    fn options_mut(&mut self) -> &mut Options {
        self.options.get_or_insert_default()
    }

    /// The arguments of the operation.
    #[inline]
    pub(crate) fn operation_mut(&mut self) -> &mut Op {
        &mut self.operation
    }

    /// The URL of the request.
    pub(crate) fn url(&self) -> Result<Uri, InvalidRequest> {
        Ok(self.prepare()?.request.uri().clone())
    }

    /// Requests the page at a link of the page at `here`.
    pub(crate) fn set_page_url(
        &mut self,
        here: &Uri,
        target: &str,
    ) -> Result<&Uri, InvalidRequest> {
        let page = self.client.page_url(here, target)?;
        Ok(self.options_mut().page.insert(page))
    }

    /// The timer of the client.
    #[inline]
    pub(crate) fn timer(&self) -> Option<&dyn Timer> {
        self.client.timer()
    }

    /// Sets the timeout of this call, instead of the client's: from its start to the end of the
    /// response, including all retries.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options_mut().timeout = Some(timeout);
        self
    }

    /// Sets the read timeout of this call, instead of the client's: the maximum time without
    /// receiving data.
    #[inline]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.options_mut().read_timeout = Some(timeout);
        self
    }

    /// Sets the retry policy of this call, instead of the client's.
    #[inline]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options_mut().retry = Some(policy);
        self
    }

    /// Sets the idempotency key of this call, by which the server recognizes a repeated request:
    /// the request can then be retried with any method. The header field is the one that the
    /// document or the configuration names, or else `idempotency-key`.
    ///
    /// Each logical operation, such as the creation of one order, needs a new key; use the same key
    /// again only to retry that operation, for example after a restart of the program. With a key
    /// that was used before, the server may return the earlier response without performing the
    /// operation. The client sends the same key with all attempts of a call.
    #[inline]
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.options_mut().idempotency_key(key);
        self
    }

    /// Adds a header field, replacing one with the same name.
    #[inline]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options_mut().header(name, value);
        self
    }

    /// Adds a query parameter, which need not be in the document. An array is sent as several
    /// parameters with this name, and null is not sent.
    #[inline]
    pub fn query_parameter(mut self, name: &str, value: impl Encode) -> Self {
        self.options_mut().query(name, &value);
        self
    }

    /// Sets the credential for the security scheme with this name, instead of the client's.
    pub(crate) fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        let options = self.options.get_or_insert_default();
        options.credential(self.client.setting(), scheme, &credential);
        self
    }

    /// Sends the request to this URL, which may have a path, instead of the client's.
    #[inline]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url = self.client.check_url(&url.into());
        self.options_mut().base_url(url);
        self
    }

    /// Sends the request to this server of the document, unless the operation has its own.
    #[inline]
    pub(crate) fn documented_server(mut self, url: impl Into<String>) -> Self {
        let url = self.client.other_server(&url.into());
        self.options_mut().base_url(url);
        self
    }

    /// Does the same as [`Call::documented_server`] for a URL whose variables may be invalid.
    #[inline]
    pub(crate) fn checked_server(mut self, url: Result<Cow<'_, str>, BuildError>) -> Self {
        let url = url.and_then(|url| self.client.other_server(&url));
        self.options_mut().base_url(url);
        self
    }

    /// Returns the request of this call, to send it by other means.
    /// [`RawResponse::new`](super::RawResponse::new) and [`Operation::response`] read the response.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if an argument can't be sent, or if a credential is missing or
    /// comes from a provider, which is called only when the call is sent.
    #[inline]
    pub fn to_request(&self) -> Result<http::Request<Body>, Error<Op::Error>> {
        let request = self.prepare().and_then(Outgoing::into_request);
        request.map_err(|error| Error::from(error).of(self.target()))
    }

    /// Returns the status and the headers along with the output. Set the arguments before.
    #[inline]
    pub fn with_response(self) -> Call<WithResponse<Op>> {
        self.with_operation(WithResponse)
    }

    /// Returns the body of a successful response as a stream of chunks, regardless of its media
    /// type. Set the arguments before.
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// use polar_client::{BoxError, Call, Operation};
    ///
    /// async fn save<Op>(export: Call<Op>, path: &str) -> Result<u64, BoxError>
    /// where
    ///     Op: Operation,
    ///     Op::Error: std::error::Error + Send + Sync + 'static,
    /// {
    ///     let mut chunks = export.download().await?;
    ///     let mut file = std::fs::File::create(path)?;
    ///     let mut length = 0;
    ///     while let Some(chunk) = chunks.next().await {
    ///         let chunk = chunk?;
    ///         file.write_all(&chunk)?;
    ///         length += chunk.len() as u64;
    ///     }
    ///     Ok(length)
    /// }
    /// ```
    #[inline]
    pub fn download(self) -> Call<As<Op, Chunks>> {
        self.with_operation(|operation| As::new(operation, None))
    }

    /// Requests this media type, and reads a successful response as `R`.
    #[inline]
    pub(crate) fn represented<R>(self, media_type: &'static str) -> Call<As<Op, R>> {
        self.with_operation(|operation| As::new(operation, Some(media_type)))
    }

    /// Converts to a call of another operation, with the same options.
    #[inline]
    pub(crate) fn with_operation<Other>(self, other: impl FnOnce(Op) -> Other) -> Call<Other> {
        let Self { client, operation, options } = self;
        Call { client, operation: other(operation), options }
    }

    /// The operation that is called.
    #[inline]
    pub(crate) fn target(&self) -> Target {
        let (method, path) = self.operation.route();
        Target { operation: Op::ID, method, path, messages: self.client.messages() }
    }

    /// The idempotency key that is generated for all attempts, if the call needs one.
    #[inline]
    fn own_key(&self) -> Option<HeaderValue> {
        let (method, _) = self.operation.route();
        let is_needed = self.options.as_ref().is_none_or(|it| it.key.is_none())
            && (Op::IDEMPOTENCY_KEY.is_some() || self.client.has_keys(method));
        is_needed.then(random_key).flatten()
    }

    #[inline]
    fn prepare(&self) -> Result<Outgoing, InvalidRequest> {
        let mut builder =
            RequestBuilder::new(Op::METHOD, Op::PATH).with_client(self.client.parameters());
        self.operation.request(&mut builder);
        let target = self.target();
        let route = Route { operation: Op::ID, template: target.path, attempt: 1, deadline: None };
        let security = match self.operation.scheme() {
            Some(scheme) => Security::Scheme(scheme),
            None if Op::DOCUMENTED => Security::Operation(Op::SECURITY),
            None => Security::Document,
        };
        let documented = Documented {
            server: Op::SERVER,
            security,
            scopes: Op::SCOPES,
            key: Op::IDEMPOTENCY_KEY,
            retry: Op::RETRY,
        };
        self.client.finish(builder, route, target, documented, self.options.as_deref())
    }
}

impl<Op: Operation> IntoFuture for Call<Op> {
    type Output = Result<Op::Output, Error<Op::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    #[inline]
    fn into_future(mut self) -> Self::IntoFuture {
        if let Some(key) = self.own_key() {
            self.options_mut().own_key = Some(key);
        }
        let target = self.target();
        let mut outgoing = match self.prepare() {
            Ok(outgoing) => outgoing,
            Err(error) => return Box::pin(ready(Err(Error::from(error).of(target)))),
        };
        let call = self;
        let mode = if Op::STREAMED { BodyMode::Streamed } else { BodyMode::Buffered };
        Box::pin(async move {
            let again = || Some(call.prepare().ok()?.request);
            let sent = call.client.send(&mut outgoing, mode, &again).await;
            let response = match sent.map_err(|error| error.of(target).widen())? {
                ReceivedResponse::Buffered(response) => response,
                ReceivedResponse::Incoming(response) => match Op::stream(response) {
                    Ok(output) => return Ok(output),
                    // The body may be endless.
                    Err(response) if response.status().is_success() && response.is_encoded() => {
                        return Err(response.still_encoded().widen());
                    }
                    Err(response) => response.read().await.map_err(Error::widen)?,
                },
            };
            Op::response(response)
        })
    }
}

impl<Op: Operation> fmt::Debug for Call<Op> {
    /// Shows the operation, but not its arguments, which may contain secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &Op::ID).finish_non_exhaustive()
    }
}
