//! [`OAuthGrant`]: how the client obtains access tokens by itself.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::runtime::{Secret, SecretSource};

/// A future of the function that is called with a new refresh token.
type Keeping = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The function that is called with a new refresh token.
pub(super) type Rotated = Arc<dyn Fn(Secret) -> Keeping + Send + Sync>;

/// An authorization grant of OAuth2 (RFC 6749), by which the client obtains its access tokens by
/// itself, in place of a token. The methods of the builder for client credentials and refresh tokens
/// make one; with the method of the security scheme, it has options.
///
/// A token is fetched when the first call needs it, by the client's transport, and used until shortly
/// before it expires, or until the API answers 401. Calls that need a token at the same time wait for
/// one request. Clients that were started [with](crate::runtime::Client::with) the credential share
/// its tokens.
///
/// Client credentials ask for the scopes that the document lists for the operation, unless
/// [`scopes`](Self::scopes) are set, and use a token for every call whose scopes it covers. A refresh
/// token asks for the scopes that it was issued for, unless they are set.
///
/// ```
/// use client_runtime::runtime::{OAuthGrant, Secret};
///
/// fn service(secret: Secret) -> OAuthGrant {
///     OAuthGrant::client_credentials("service", secret)
///         .scopes(["orders:read", "orders:write"])
///         .parameter("audience", "https://api.example.com")
/// }
///
/// fn end_user(refresh_token: Secret) -> OAuthGrant {
///     OAuthGrant::refresh_token(refresh_token)
///         .public_client("app")
///         .on_rotation(|next: Secret| async move {
///             // Keep `next.expose()`: the token before it may be refused from now on.
///         })
/// }
/// ```
#[derive(Clone)]
pub struct OAuthGrant {
    pub(super) kind: Kind,
    pub(super) client: Authentication,
    pub(super) placement: Placement,
    pub(super) token_url: Option<String>,
    /// Those that are asked for, whatever the operation lists.
    pub(super) scopes: Option<Vec<String>>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) rotated: Option<Rotated>,
}

/// The type of a grant.
#[derive(Clone)]
pub(super) enum Kind {
    /// RFC 6749, section 4.4.
    ClientCredentials,
    /// RFC 6749, section 6, with the first refresh token.
    RefreshToken(Secret),
}

/// How the token endpoint knows the client (RFC 6749, sections 2.3 and 3.2.1).
#[derive(Clone)]
pub(super) enum Authentication {
    Absent,
    Public(String),
    Password(String, Secret),
}

/// Where a request has the client's id and secret (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Header,
    Body,
}

impl OAuthGrant {
    /// Client credentials (RFC 6749, section 4.4): the tokens are those of the program itself.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::new(Kind::ClientCredentials).client(id, secret)
    }

    /// A refresh token (RFC 6749, section 6): the tokens are those of the user who has authorized the
    /// program. Most servers want to know the [`client`](Self::client), or the
    /// [`public_client`](Self::public_client), that it was issued to.
    pub fn refresh_token(token: impl Into<Secret>) -> Self {
        Self::new(Kind::RefreshToken(token.into()))
    }

    fn new(kind: Kind) -> Self {
        Self {
            kind,
            client: Authentication::Absent,
            placement: Placement::Header,
            token_url: None,
            scopes: None,
            parameters: Vec::new(),
            rotated: None,
        }
    }

    /// Authenticates with this id and secret: with `Authorization: Basic`, unless
    /// [`in_body`](Self::in_body) says otherwise.
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.client = Authentication::Password(id.into(), secret.into());
        self
    }

    /// Sends this id of a client that has no secret.
    #[must_use]
    pub fn public_client(mut self, id: impl Into<String>) -> Self {
        self.client = Authentication::Public(id.into());
        self
    }

    /// Sends the id and the secret as `client_id` and `client_secret` of the form, for servers that do
    /// not take `Authorization: Basic`.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.placement = Placement::Body;
        self
    }

    /// Sends token requests to this URL instead of the document's. A relative one is resolved against
    /// the client's base URL.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Asks for these scopes, whatever operation is called. The document has to list them; one that it
    /// lacks can be sent as the [`parameter`](Self::parameter) `scope`.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends this parameter with each token request as well, such as `audience`, or `resource`
    /// (RFC 8707), which may be repeated. `scope` takes the place of all other scopes.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Calls this function with each new refresh token (RFC 6749, section 6), and waits until it has
    /// kept it, before the access token is used. The client itself uses the new one from then on.
    #[must_use]
    pub fn on_rotation<F, R>(mut self, keep: F) -> Self
    where
        F: Fn(Secret) -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        self.rotated = Some(Arc::new(move |token| Box::pin(keep(token))));
        self
    }

    /// The secret of the client, if it has one.
    pub(super) fn secret(&self) -> Option<&Secret> {
        match &self.client {
            Authentication::Password(_, secret) => Some(secret),
            Authentication::Absent | Authentication::Public(_) => None,
        }
    }
}

impl From<OAuthGrant> for SecretSource {
    fn from(grant: OAuthGrant) -> Self {
        Self::Grant(grant)
    }
}

impl fmt::Debug for OAuthGrant {
    /// Shows no secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::ClientCredentials => "client_credentials",
            Kind::RefreshToken(_) => "refresh_token",
        };
        f.debug_struct("OAuthGrant").field("grant_type", &kind).finish_non_exhaustive()
    }
}
