//! [`Client`]: where requests go and what they carry.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderValue, Uri};

use super::base_url::BaseUrl;
use super::error::{Failure, Target};
use super::limits::{Limits, Reading};
use super::options::Options;
use super::pages::{page_url, with_pairs};
use super::security::{Held, Keyring, Keys, Security};
use super::send::{Answer, Outgoing, send};
use super::transport::{HttpService, Route};
use super::{
    BuildError, ClientBuilder, InvalidRequest, RequestBuilder, RetryPolicy, Scheme, Timer,
};

/// What the generated code says about its API.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The `user-agent` header: name and version of the crate.
    pub user_agent: &'static str,
    /// The environment variable that asks for a [`DebugLog`](super::DebugLog).
    pub debug: &'static str,
    /// The URL of the first server.
    pub base_url: &'static str,
    /// The security schemes.
    pub schemes: &'static [Scheme],
    /// What the document says for all operations that say nothing themselves: alternatives of
    /// security schemes; each alone where it says nothing.
    pub security: &'static [&'static [&'static str]],
    /// Where answers have the API's message, as JSON pointers, before the usual places.
    pub messages: &'static [&'static str],
}

/// A client of the API. Cheap to clone; clones share their connections.
///
/// `Debug` shows no credentials.
///
/// # Tracing
///
/// With the feature `tracing`, each attempt of a call is a span by OpenTelemetry's semantic
/// conventions for HTTP clients: `http.request.method`, `http.request.resend_count`,
/// `http.response.status_code`, `url.template`, `server.address`, `server.port`, `error.type`.
/// Neither secrets nor bodies are in it.
#[cfg_attr(
    feature = "tracing",
    doc = r#"
```
use polar_client::{Call, Error, Operation};
use tracing::Instrument as _;

async fn checkout<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> {
    // The spans of the attempts stand below this one.
    let span = tracing::info_span!("checkout");
    call.into_future().instrument(span).await
}
```
"#
)]
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    /// The server of the document.
    pub(crate) server: String,
    /// The URL in place of it, or that it is at.
    pub(crate) own_url: Option<String>,
    pub(crate) allow_http: bool,
    pub(crate) keys: Keyring,
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    pub(crate) limits: Limits,
    pub(crate) retry: RetryPolicy,
    /// How many redirects a request follows.
    pub(crate) redirects: u32,
    pub(crate) timer: Option<Arc<dyn Timer>>,
    pub(crate) transport: HttpService,
}

impl Client {
    pub(crate) fn from_shared(shared: Shared) -> Self {
        Self { shared: Arc::new(shared) }
    }

    /// Another URL in place of the client's, where it may be used.
    pub(crate) fn check_url(&self, url: &str) -> Result<BaseUrl, BuildError> {
        BaseUrl::custom(url, &self.shared.server, self.shared.allow_http)
    }

    /// The URL of another server of the document, where it may be used.
    pub(crate) fn other_server(&self, server: &str) -> Result<BaseUrl, BuildError> {
        let at = Some(self.shared.base_url.url());
        BaseUrl::documented(server, at, self.shared.allow_http)
    }

    /// Starts a client with other settings that shares the connections, the layers and the limits
    /// of this one: for each tenant or end user, say. It costs no more than a few copies.
    ///
    /// The credentials of this client are its too. Where an operation accepts several, it prefers
    /// those that were set here; [`without_credentials`](ClientBuilder::without_credentials) leaves
    /// the others out.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use polar_client::{BuildError, Client, RetryPolicy};
    ///
    /// fn for_a_job(client: &Client) -> Result<Client, BuildError> {
    ///     client
    ///         .with()
    ///         .header("x-part", "nightly-job")
    ///         .timeout(Duration::from_secs(300))
    ///         .retry(RetryPolicy::attempts(6))
    ///         .build()
    /// }
    /// ```
    pub fn with(&self) -> ClientBuilder {
        ClientBuilder::from_client(&self.shared)
    }

    /// Where answers have the API's message, before the usual places.
    pub(crate) fn messages(&self) -> &'static [&'static str] {
        self.shared.api.messages
    }

    /// The security schemes of the API.
    pub(crate) fn schemes(&self) -> &'static [Scheme] {
        self.shared.api.schemes
    }

    /// Turns what an operation asks for into a request to the server.
    pub(crate) fn finish(
        &self,
        mut builder: RequestBuilder,
        route: Route,
        target: Target,
        server: Option<&str>,
        security: Security<'_>,
        options: &Options,
    ) -> Result<Outgoing, InvalidRequest> {
        options.check()?;
        let shared = &*self.shared;
        let keys = Keys { call: &options.keys, client: &shared.keys, schemes: shared.api.schemes };
        let mut asked = Vec::new();
        builder.pairs(&options.query);
        for name in &*keys.names(security, shared.api.security)? {
            match keys.get(name) {
                Some(Held::Ready(proof)) => builder.prove(proof),
                Some(Held::Asked(it)) if it.stands_in(&options.headers) => {}
                Some(Held::Asked(it)) => asked.push(it.clone()),
                None => {}
            }
        }
        let relative = builder.finish()?;
        let base_url = options.base_url.as_ref().unwrap_or(&shared.base_url);
        let base_url = base_url.of(server, shared.allow_http)?;
        let uri = Uri::try_from(format!("{base_url}{}", relative.target))
            .map_err(|error| InvalidRequest::new(format!("the URL is invalid: {error}")))?;
        let uri = match &options.page {
            Some(page) => with_pairs(page, &relative.keys)
                .ok_or_else(|| InvalidRequest::new("the URL of the page is invalid".to_owned()))?,
            None => uri,
        };
        let mut request = http::Request::new(relative.body);
        *request.method_mut() = relative.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = relative.headers;
        let headers = request.headers_mut();
        for (name, value) in &options.headers {
            headers.insert(name, value.clone());
        }
        for (name, value) in &shared.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone());
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        let limits = Limits {
            timeout: options.timeout.unwrap_or(shared.limits.timeout),
            read_timeout: options.read_timeout.or(shared.limits.read_timeout),
            ..shared.limits
        };
        let retry = options.retry.unwrap_or(shared.retry);
        Ok(Outgoing { request, asked, route, target, limits, retry })
    }

    /// The URL that a link of the page at `here` leads to.
    pub(crate) fn page_url(&self, here: &Uri, target: &str) -> Result<Uri, InvalidRequest> {
        page_url(here, target, self.shared.api.schemes)
    }

    /// What tells the time, and waits.
    pub(crate) fn timer(&self) -> Option<&dyn Timer> {
        self.shared.timer.as_deref()
    }

    /// Sends a request.
    pub(crate) fn send<'a>(
        &'a self,
        outgoing: &'a mut Outgoing,
        reading: Reading,
    ) -> impl Future<Output = Result<Answer, Failure>> + 'a {
        send(&self.shared, outgoing, reading)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.base_url.url())
            .field("credentials", &self.shared.keys.names().collect::<Vec<_>>())
            .field("limits", &self.shared.limits)
            .finish_non_exhaustive()
    }
}
