//! [`Client`]: the client of an API, with its server, settings and credentials.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::base_url::BaseUrl;
use super::client_parameters::ClientParameters;
use super::error::{Failure, Target};
use super::limits::{BodyMode, Limits};
use super::options::Options;
use super::pages::{page_url, with_pairs};
use super::retry::{Bucket, IDEMPOTENCY_KEY, is_idempotent, random_key};
use super::security::{Keyring, Keys, Security, Setting, StoredCredential};
use super::send::{Outgoing, ReceivedResponse, RequestCopy, send};
use super::timer::ClientTimer;
use super::transport::{HttpService, Route};
use super::{
    BuildError, ClientBuilder, InvalidRequest, RequestBuilder, RetryPolicy, Scheme, Timer,
};

/// The description of an API, provided by the generated code.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The `user-agent` header: name and version of the crate.
    pub user_agent: &'static str,
    /// The environment variable that enables a [`DebugLog`](super::DebugLog).
    pub debug: &'static str,
    /// The URL of the first server.
    pub base_url: &'static str,
    /// The security schemes.
    pub schemes: &'static [Scheme],
    /// The security requirements of operations without their own: alternatives of security schemes.
    /// If the document has none, each scheme is an alternative.
    pub security: &'static [&'static [&'static str]],
    /// The header field for the idempotency keys of requests that are not idempotent; `None` if
    /// only individual operations have one.
    pub idempotency_key: Option<&'static str>,
    /// The JSON Pointers to the API's message in a response, tried before the default locations.
    pub messages: &'static [&'static str],
    /// The retry policy of the document, which a client can override.
    pub retry: Option<RetryPolicy>,
}

/// A client of the API. Cheap to clone; clones share their connections.
///
/// `Debug` shows no credentials.
///
/// # Tracing
///
/// With the feature `tracing`, each attempt of a call is a span that follows OpenTelemetry's
/// semantic conventions for HTTP clients: `http.request.method`, `http.request.resend_count`,
/// `http.response.status_code`, `url.template`, `server.address`, `server.port`, `error.type`.
/// Spans contain neither secrets nor bodies.
#[cfg_attr(
    feature = "tracing",
    doc = r#"
```
use polar_client::{Call, Error, Operation};
use tracing::Instrument as _;

async fn checkout<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> {
    // The spans of the attempts are children of this one.
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
    /// The URL of the document's server.
    pub(crate) server: String,
    /// The URL that replaces it, or the base that a relative one is resolved against.
    pub(crate) base_url_setting: Option<String>,
    pub(crate) allow_http: bool,
    pub(crate) keys: Keyring,
    pub(crate) parameters: ClientParameters,
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    pub(crate) limits: Limits,
    /// The retry policy that was set on the builder.
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) bucket: Arc<Bucket>,
    /// The header field for the retry count of a request.
    pub(crate) retry_count: Option<HeaderName>,
    /// The maximum number of redirects that a request follows.
    pub(crate) redirects: u32,
    pub(crate) timer: Option<ClientTimer>,
    pub(crate) transport: HttpService,
}

/// The scopes that an operation requires, by security scheme.
pub(crate) type Scopes = &'static [(&'static str, &'static [&'static str])];

/// The properties of an operation in the document, except its route.
pub(crate) struct Documented<'a> {
    pub(crate) server: Option<&'a str>,
    pub(crate) security: Security<'a>,
    /// The scopes that it requires, by security scheme.
    pub(crate) scopes: Scopes,
    /// The header field of its idempotency key.
    pub(crate) key: Option<&'static str>,
    /// Its retry policy.
    pub(crate) retry: Option<RetryPolicy>,
}

impl Documented<'_> {
    /// The scopes that it requires of this security scheme.
    fn scopes(&self, scheme: &str) -> &'static [&'static str] {
        self.scopes.iter().find(|(name, _)| *name == scheme).map_or(&[], |(_, scopes)| scopes)
    }

    /// The header field of the generated idempotency key of a request: the operation's or, if the
    /// method is not idempotent, the field of all operations.
    fn key(&self, method: &Method, api: &Api) -> Option<HeaderName> {
        let of_all = || api.idempotency_key.filter(|_| !is_idempotent(method.as_str()));
        self.key.or_else(of_all)?.parse().ok()
    }
}

impl Client {
    pub(crate) fn from_shared(shared: Shared) -> Self {
        Self { shared: Arc::new(shared) }
    }

    /// Checks a URL that replaces the client's.
    pub(crate) fn check_url(&self, url: &str) -> Result<BaseUrl, BuildError> {
        BaseUrl::custom(url, &self.shared.server, self.shared.allow_http)
    }

    /// Returns the base URL of another server of the document, if it is valid.
    pub(crate) fn other_server(&self, server: &str) -> Result<BaseUrl, BuildError> {
        let at = Some(self.shared.base_url.url());
        BaseUrl::documented(server, at, self.shared.allow_http)
    }

    /// Returns a builder for a client with other settings that shares the connections, the layers
    /// and the limits of this one, for example one per tenant or end user. Creating such a client
    /// is cheap.
    ///
    /// It inherits the credentials of this client. If an operation accepts several, those set on
    /// the builder are preferred; [`without_credentials`](ClientBuilder::without_credentials)
    /// removes the inherited ones.
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

    /// The JSON Pointers to the API's message in a response, tried before the default locations.
    pub(crate) fn messages(&self) -> &'static [&'static str] {
        self.shared.api.messages
    }

    /// Whether requests with this method have a generated idempotency key.
    pub(crate) fn has_keys(&self, method: &str) -> bool {
        self.shared.api.idempotency_key.is_some() && !is_idempotent(method)
    }

    /// The context that the credentials of a call are checked against.
    pub(crate) fn setting(&self) -> Setting<'_> {
        Setting {
            schemes: self.shared.api.schemes,
            base_url: self.shared.base_url.url(),
            allow_http: self.shared.allow_http,
        }
    }

    /// Builds the request to the server from the parts that an operation has set.
    pub(crate) fn finish(
        &self,
        mut builder: RequestBuilder,
        route: Route,
        target: Target,
        documented: Documented<'_>,
        options: Option<&Options>,
    ) -> Result<Outgoing, InvalidRequest> {
        let none;
        let options = match options {
            Some(options) => options,
            None => {
                none = Options::default();
                &none
            }
        };
        options.check()?;
        let shared = &*self.shared;
        let keys = Keys { call: &options.keys, client: &shared.keys, schemes: shared.api.schemes };
        let mut provided = Vec::new();
        builder.pairs(&options.query);
        for name in &*keys.names(documented.security, shared.api.security)? {
            match keys.get(name) {
                Some(StoredCredential::Ready(credential)) => builder.credential(credential),
                Some(StoredCredential::Provided(it)) if it.is_in(&options.headers) => {}
                Some(StoredCredential::Provided(it)) => {
                    provided.push(it.with_scopes(documented.scopes(name)))
                }
                None => {}
            }
        }
        let relative = builder.finish()?;
        let base_url = options.base_url.as_ref().unwrap_or(&shared.base_url);
        let base_url = base_url.of(documented.server, shared.allow_http)?;
        let uri = Uri::try_from([&*base_url, &*relative.target].concat())
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
        let key = documented.key(request.method(), shared.api);
        let headers = request.headers_mut();
        let name = key.clone().unwrap_or(IDEMPOTENCY_KEY);
        if let Some(value) = &options.key {
            headers.insert(&name, value.clone());
        } else if key.is_some() && !headers.contains_key(&name) {
            headers
                .extend(options.own_key.clone().or_else(random_key).map(|it| (name.clone(), it)));
        }
        headers.entry(USER_AGENT).or_insert_with(|| shared.user_agent.clone());
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        let limits = Limits {
            timeout: options.timeout.unwrap_or(shared.limits.timeout),
            read_timeout: options.read_timeout.or(shared.limits.read_timeout),
            ..shared.limits
        };
        let retry = options.retry.or(shared.retry).or(documented.retry).or(shared.api.retry);
        let retry = retry.unwrap_or_default();
        Ok(Outgoing { request, provided, route, target, limits, retry, key: name })
    }

    /// Resolves a link of the page at `here`.
    pub(crate) fn page_url(&self, here: &Uri, target: &str) -> Result<Uri, InvalidRequest> {
        page_url(here, target, self.shared.api.schemes)
    }

    /// The parameters that are set on the client.
    pub(crate) fn parameters(&self) -> &ClientParameters {
        &self.shared.parameters
    }

    /// The timer of the client.
    pub(crate) fn timer(&self) -> Option<&dyn Timer> {
        self.shared.timer.as_deref()
    }

    /// Sends a request.
    pub(crate) fn send<'a>(
        &'a self,
        outgoing: &'a mut Outgoing,
        mode: BodyMode,
        copy: RequestCopy<'a>,
    ) -> impl Future<Output = Result<ReceivedResponse, Failure>> + 'a {
        send(&self.shared, outgoing, mode, copy)
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
