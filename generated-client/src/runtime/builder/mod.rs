//! [`ClientBuilder`]: the settings of a [`Client`].

mod hooks;
mod layer;
mod limits;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};

use self::hooks::Hooks;
use super::base_url::{BaseUrl, is_relative};
use super::client::Shared;
use super::client_parameters::ClientParameters;
use super::json::Encode;
use super::limits::Limits;
use super::platform::default_timer;
use super::retry::{Bucket, RetryBudget};
use super::security::{Credential, Keyring, Setting};
use super::timer::ClientTimer;
use super::{Api, BuildError, Client, RetryPolicy, Scheme};

/// The settings of a [`Client`].
pub struct ClientBuilder {
    api: &'static Api,
    /// The URL of the document's server.
    server: Result<String, BuildError>,
    /// The URL that replaces it, or the base that a relative one is resolved against.
    base_url: Option<String>,
    allow_http: bool,
    /// The client whose connections are shared.
    parent: Option<Arc<Shared>>,
    /// The credentials of that client.
    inherited: Keyring,
    credentials: BTreeMap<&'static str, Credential>,
    /// Whether credentials were read from the environment.
    from_env: bool,
    parameters: ClientParameters,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    limits: Limits,
    /// `None` for the policy of the document or the default one.
    retry: Option<RetryPolicy>,
    redirects: u32,
    /// `None` for the budget of the parent or the default one.
    budget: Option<RetryBudget>,
    retry_count: Option<String>,
    timer: Option<ClientTimer>,
    hooks: Hooks,
}

impl ClientBuilder {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            server: Ok(api.base_url.to_owned()),
            base_url: None,
            allow_http: false,
            parent: None,
            inherited: Keyring::default(),
            credentials: BTreeMap::new(),
            from_env: false,
            parameters: ClientParameters::default(),
            headers: Vec::new(),
            user_agent: None,
            limits: Limits::default(),
            retry: None,
            redirects: 0,
            budget: None,
            retry_count: None,
            timer: default_timer(),
            hooks: Hooks::default(),
        }
    }

    /// Creates a builder with the settings of a client, whose connections the new client shares.
    pub(crate) fn from_client(parent: &Arc<Shared>) -> Self {
        Self {
            api: parent.api,
            server: Ok(parent.server.clone()),
            base_url: parent.base_url_setting.clone(),
            allow_http: parent.allow_http,
            parent: Some(Arc::clone(parent)),
            inherited: parent.keys.clone(),
            credentials: BTreeMap::new(),
            from_env: false,
            parameters: parent.parameters.clone(),
            headers: Vec::new(),
            user_agent: None,
            limits: parent.limits,
            retry: parent.retry,
            redirects: parent.redirects,
            budget: None,
            retry_count: None,
            timer: parent.timer.clone(),
            hooks: Hooks::default(),
        }
    }

    /// Sends requests to this server of the document, except the requests of operations with their
    /// own server.
    pub(crate) fn documented_server(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        if !is_relative(&url) {
            self.base_url = None;
        }
        self.server = Ok(url);
        self
    }

    /// Does the same as [`ClientBuilder::documented_server`] for a URL whose variables may be
    /// invalid.
    pub(crate) fn checked_server(mut self, url: Result<Cow<'_, str>, BuildError>) -> Self {
        match url {
            Ok(url) => self.documented_server(url),
            Err(error) => {
                self.server = Err(error);
                self
            }
        }
    }

    /// Sends all requests to this URL, which may have a path.
    ///
    /// If the document's server is relative, such as `/api/v1`, it is resolved against this URL:
    /// `https://example.com` becomes `https://example.com/api/v1`. A URL with a path is used
    /// unchanged. Relative servers of operations are on the same host.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the credential for the security scheme with this name.
    pub(crate) fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.insert(scheme, credential);
        self
    }

    /// Sets the parameter with this name for all operations that have it.
    pub(crate) fn parameter(mut self, name: &'static str, value: &impl Encode) -> Self {
        self.parameters.set(name, value);
        self
    }

    /// Removes all credentials set so far: those set on this builder, and those inherited from the
    /// client whose [`with`](Client::with) created it.
    #[must_use]
    pub fn without_credentials(mut self) -> Self {
        self.inherited = Keyring::default();
        self.credentials.clear();
        self
    }

    /// Reads credentials from environment variables, for the security schemes that have none yet.
    #[must_use]
    pub fn credentials_from_env(mut self) -> Self {
        self.from_env = true;
        for scheme in self.api.schemes {
            let found = Credential::from_variables(scheme, |name| std::env::var(name).ok());
            if let Some(credential) = found {
                self.credentials.entry(scheme.name).or_insert(credential);
            }
        }
        self
    }

    /// Sends this header field with each request. Use the dedicated methods for credentials.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds the name of the program to the `user-agent` header, before the name of this crate.
    #[must_use]
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Allows plain `http` URLs, whose traffic, including credentials, can be read in transit. Not
    /// needed for servers on the local machine.
    #[must_use]
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// A setting is invalid; the error names it.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let server = std::mem::replace(&mut self.server, Ok(String::new()))?;
        let base_url = match &self.base_url {
            Some(url) => BaseUrl::custom(url, &server, self.allow_http)?,
            None => BaseUrl::documented(&server, None, self.allow_http)?,
        };
        let has_none = self.credentials.is_empty() && self.inherited.is_empty();
        if self.from_env && has_none && !self.api.schemes.is_empty() {
            let variables = self.api.schemes.iter().flat_map(Scheme::variables);
            return Err(BuildError::NoCredentials { variables: variables.collect() });
        }
        let user_agent = self.product()?;
        let retry_count = self.count_header()?;
        let mut headers = check_headers(&self.headers)?;
        if let Some(parent) = &self.parent {
            for (name, value) in &parent.headers {
                headers.entry(name).or_insert_with(|| value.clone());
            }
        }
        let mut keys = self.inherited;
        let rank = keys.next_rank();
        let (schemes, allow_http) = (self.api.schemes, self.allow_http);
        let setting = Setting { schemes, base_url: base_url.url(), allow_http };
        for (name, credential) in &self.credentials {
            keys.add(setting, name, credential, rank)?;
        }
        let bucket = match (self.budget, &self.parent) {
            (None, Some(parent)) => Arc::clone(&parent.bucket),
            (budget, _) => Arc::new(Bucket::full(budget.unwrap_or_default())),
        };
        let transport = match self.parent {
            Some(parent) => self.hooks.wrap(&parent, &self.limits)?,
            None => self.hooks.transport(self.limits.connect_timeout, self.api.debug)?,
        };
        Ok(Client::from_shared(Shared {
            api: self.api,
            base_url,
            server,
            base_url_setting: self.base_url,
            allow_http: self.allow_http,
            keys,
            parameters: self.parameters,
            headers,
            user_agent,
            limits: self.limits,
            retry: self.retry,
            bucket,
            retry_count,
            redirects: self.redirects,
            timer: self.timer,
            transport,
        }))
    }

    /// The header field for the retry count of a request.
    fn count_header(&self) -> Result<Option<HeaderName>, BuildError> {
        let inherited = || self.parent.as_ref().and_then(|parent| parent.retry_count.clone());
        let Some(name) = &self.retry_count else { return Ok(inherited()) };
        match HeaderName::try_from(name) {
            Ok(name) => Ok(Some(name)),
            Err(_) => Err(BuildError::Header { name: name.clone() }),
        }
    }

    /// The value of `user-agent`.
    fn product(&self) -> Result<HeaderValue, BuildError> {
        let product = match (&self.user_agent, &self.parent) {
            (Some(product), _) => format!("{product} {}", self.api.user_agent),
            (None, Some(parent)) => return Ok(parent.user_agent.clone()),
            (None, None) => self.api.user_agent.to_owned(),
        };
        let invalid = |_| BuildError::Header { name: "user-agent".to_owned() };
        HeaderValue::try_from(product).map_err(invalid)
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials.keys().collect::<Vec<_>>())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

fn check_headers(headers: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                // Hidden from `Debug`, since any header may be a secret.
                value.set_sensitive(true);
                map.insert(name, value)
            }
            _ => return Err(BuildError::Header { name: name.clone() }),
        };
    }
    Ok(map)
}
