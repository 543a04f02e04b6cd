//! [`ClientBuilder`]: the settings of a [`Client`].

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use tower_service::Service;

use super::base_url::BaseUrl;
use super::client::Shared;
use super::security::{Credential, Proof};
use super::send::Limits;
use super::transport::{Tower, Transport};
use super::{Api, Body, BoxError, BuildError, Client};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(60);
const RESPONSE_LIMIT: usize = 16 * 1024 * 1024;

/// The settings of a [`Client`].
pub struct ClientBuilder {
    api: &'static Api,
    base_url: BaseUrl,
    allow_http: bool,
    credentials: BTreeMap<&'static str, Credential>,
    /// Whether credentials were looked for in the environment.
    from_env: bool,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    connect_timeout: Duration,
    limits: Limits,
    transport: Option<Box<dyn Transport>>,
}

impl ClientBuilder {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: BaseUrl::Documented(api.base_url.to_owned()),
            allow_http: false,
            credentials: BTreeMap::new(),
            from_env: false,
            headers: Vec::new(),
            user_agent: None,
            connect_timeout: CONNECT_TIMEOUT,
            limits: Limits { timeout: TIMEOUT, response: RESPONSE_LIMIT },
            transport: None,
        }
    }

    /// Sends requests to this server of the document, save those of operations with their own.
    pub(crate) fn documented_server(mut self, url: impl Into<String>) -> Self {
        self.base_url = BaseUrl::Documented(url.into());
        self
    }

    /// Sends all requests to this URL, which may have a path.
    pub(crate) fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = BaseUrl::Custom(url.into());
        self
    }

    /// Uses this credential for the security scheme of this name.
    pub(crate) fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.insert(scheme, credential);
        self
    }

    /// Uses the credentials that stand in environment variables, for the security schemes that
    /// have none yet.
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

    /// Gives up a call after this time, from the start to the end of the response. 60 s unless
    /// set; a call can have its own. A transport of your own has to keep to it: it finds the
    /// [`Deadline`](super::Deadline) in the request's extensions.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Gives up connecting after this time. 10 s unless set; another transport has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Takes responses of at most this many bytes. 16 MiB unless set.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.limits.response = bytes;
        self
    }

    /// Sends this header field with each request. For credentials use their own methods.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Names the program in the `user-agent` header, before the name of this crate.
    #[must_use]
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Allows plain `http` URLs, over which anyone on the way can read the credentials. Not
    /// needed for servers on this machine.
    #[must_use]
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Sends requests by this service instead of reqwest. It should give up at the
    /// [`Deadline`](super::Deadline) of the request, and must not follow redirects.
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
        self.transport = Some(Box::new(Tower(service)));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// A setting can't be used; the error says which.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let base_url = self.base_url.checked(self.allow_http)?;
        if self.from_env && self.credentials.is_empty() && !self.api.schemes.is_empty() {
            let variables = self.api.schemes.iter().flat_map(|scheme| scheme.env).copied();
            return Err(BuildError::NoCredentials { variables: variables.collect() });
        }
        let product = match &self.user_agent {
            Some(product) => format!("{product} {}", self.api.user_agent),
            None => self.api.user_agent.to_owned(),
        };
        let user_agent = HeaderValue::try_from(product)
            .map_err(|_| BuildError::Header { name: "user-agent".to_owned() })?;
        let headers = check_headers(&self.headers)?;
        let proofs = self.prove()?;
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        Ok(Client::from_shared(Shared {
            api: self.api,
            base_url,
            proofs,
            headers,
            user_agent,
            limits: self.limits,
            transport,
        }))
    }

    fn prove(&self) -> Result<BTreeMap<&'static str, Proof>, BuildError> {
        let mut proofs = BTreeMap::new();
        for (name, credential) in &self.credentials {
            let scheme = self.api.schemes.iter().find(|scheme| scheme.name == *name);
            match scheme.and_then(|scheme| credential.prove(scheme)) {
                Some(proof) => proofs.insert(*name, proof),
                None => return Err(BuildError::Credential { scheme: name }),
            };
        }
        Ok(proofs)
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
                // Not shown by `Debug`, whatever it is.
                value.set_sensitive(true);
                map.insert(name, value)
            }
            _ => return Err(BuildError::Header { name: name.clone() }),
        };
    }
    Ok(map)
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Duration) -> Result<Box<dyn Transport>, BuildError> {
    let transport = super::transport::Reqwest::new(connect_timeout);
    Ok(Box::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Duration) -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}
