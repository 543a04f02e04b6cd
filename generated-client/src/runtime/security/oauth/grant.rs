//! [`OAuthGrant`]: a grant with which the client obtains access tokens itself.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::runtime::{Secret, SecretSource};

/// The future of the function that is called with a new refresh token.
type RotationFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The function that is called with a new refresh token.
pub(super) type RotationCallback = Arc<dyn Fn(Secret) -> RotationFuture + Send + Sync>;

/// An OAuth2 authorization grant (RFC 6749), with which the client obtains its access tokens
/// itself. The methods of the builder for client credentials and refresh tokens create one; pass
/// one to the method of the security scheme to set options.
///
/// A token is fetched when the first call needs it, with the client's transport, and used until
/// shortly before it expires, or until the API returns 401. Calls that need a token at the same
/// time share one request. Clients that are derived [with](crate::runtime::Client::with) other
/// settings, but inherit the credential, share its tokens.
///
/// With client credentials, the scopes that the document lists for the operation are requested,
/// unless [`scopes`](Self::scopes) are set, and a token is used for every call whose scopes it
/// covers. With a refresh token, the scopes that it was issued for are requested, unless they are
/// set.
///
/// ```
/// use polar_client::{OAuthGrant, Secret};
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
///             // Store `next.expose()`: the server may reject the previous token from now on.
///         })
/// }
/// ```
#[derive(Clone)]
pub struct OAuthGrant {
    pub(super) kind: Kind,
    pub(super) client: Authentication,
    pub(super) placement: Placement,
    pub(super) token_url: Option<String>,
    /// The scopes to request, instead of the scopes of the operation.
    pub(super) scopes: Option<Vec<String>>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) on_rotation: Option<RotationCallback>,
}

/// The type of a grant.
#[derive(Clone)]
pub(super) enum Kind {
    /// Client credentials (RFC 6749, 4.4).
    ClientCredentials,
    /// The first refresh token (RFC 6749, 6).
    RefreshToken(Secret),
}

/// The client authentication at the token endpoint (RFC 6749, 2.3 and 3.2.1).
#[derive(Clone)]
pub(super) enum Authentication {
    Absent,
    Public(String),
    Password(String, Secret),
}

/// The location of the client's id and secret in a request (RFC 6749, 2.3.1).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Header,
    Body,
}

impl OAuthGrant {
    /// Creates a client credentials grant (RFC 6749, 4.4): the tokens are issued to the program
    /// itself.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::new(Kind::ClientCredentials).client(id, secret)
    }

    /// Creates a refresh token grant (RFC 6749, 6): the tokens belong to the user who authorized
    /// the program. Most servers require the [`client`](Self::client), or the
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
            on_rotation: None,
        }
    }

    /// Sets the client id and secret, which are sent with `Authorization: Basic`, unless
    /// [`in_body`](Self::in_body) is set.
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.client = Authentication::Password(id.into(), secret.into());
        self
    }

    /// Sets the id of a client that has no secret.
    #[must_use]
    pub fn public_client(mut self, id: impl Into<String>) -> Self {
        self.client = Authentication::Public(id.into());
        self
    }

    /// Sends the id and the secret as the form parameters `client_id` and `client_secret`, for
    /// servers that don't accept `Authorization: Basic`.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.placement = Placement::Body;
        self
    }

    /// Sets the URL of the token endpoint, instead of the document's. A relative one is resolved
    /// against the client's base URL.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sets the scopes to request, independently of the operation. The document has to list them;
    /// others can be sent as the [`parameter`](Self::parameter) `scope`.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a parameter to each token request, such as `audience`, or `resource` (RFC 8707), which
    /// may be repeated. `scope` replaces all other scopes.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets a function that is called with each new refresh token (RFC 6749, 6), to store it. It is
    /// awaited before the access token is used. The client itself uses the new refresh token from
    /// then on.
    #[must_use]
    pub fn on_rotation<F, R>(mut self, keep: F) -> Self
    where
        F: Fn(Secret) -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        self.on_rotation = Some(Arc::new(move |token| Box::pin(keep(token))));
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
