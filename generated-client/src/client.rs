// @generated from the OpenAPI document; changes will be overwritten.
//! The servers and credentials of the API.

use crate::runtime::{
    Api, BuildError, Call, Client, ClientBuilder, Operation, Scheme, SchemeKind,
    SecretSource, credentials,
};

static API: Api = Api {
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    debug: "POLAR_DEBUG",
    base_url: "https://api.polar.sh",
    schemes: &[
        Scheme {
            name: "access_token",
            kind: SchemeKind::Bearer,
            setter: "access_token",
            env: &["POLAR_ACCESS_TOKEN"],
            oauth: None,
        },
    ],
    security: &[&["access_token"]],
    idempotency_key: None,
    messages: &[],
    retry: None,
};

/// Where the API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Server {
    /// Production environment
    ///
    /// `https://api.polar.sh`
    Production,
    /// Sandbox environment
    ///
    /// `https://sandbox-api.polar.sh`
    Sandbox,
    /// Another base URL, for all operations: a proxy, or a server on this machine.
    Custom(String),
}

impl Server {
    /// The base URL.
    pub fn url(&self) -> &str {
        match self {
            Self::Production => "https://api.polar.sh",
            Self::Sandbox => "https://sandbox-api.polar.sh",
            Self::Custom(url) => url,
        }
    }
}

impl Client {
    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    /// Returns a client with the credentials in `POLAR_ACCESS_TOKEN`.
    ///
    /// # Errors
    ///
    /// A [`BuildError`] if no credential is set, if one can't be sent in a header, or
    /// if TLS can't be set up.
    pub fn from_env() -> Result<Self, BuildError> {
        Self::builder().credentials_from_env().build()
    }
}

impl ClientBuilder {
    /// Sends requests to this server.
    #[must_use]
    pub fn server(self, server: Server) -> Self {
        match server {
            Server::Custom(url) => self.base_url(url),
            documented => self.documented_server(documented.url()),
        }
    }
}

impl<Op: Operation> Call<Op> {
    /// Sends the request to this server, instead of the client's.
    pub fn server(self, server: Server) -> Self {
        match server {
            Server::Custom(url) => self.base_url(url),
            documented => self.documented_server(documented.url()),
        }
    }
}

credentials! {
    /// You can generate an **Organization Access Token** from your organization's settings.
    ///
    /// Sent as `authorization: Bearer`.
    access_token(token: SecretSource) => AccessToken, bearer "access_token";
}
