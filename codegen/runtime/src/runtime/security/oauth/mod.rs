//! Access tokens that the client obtains itself (RFC 6749): [`OAuthGrant`], the cache of its
//! tokens, and the single request that all calls wait for if a token is missing.

mod check;
mod error;
mod flight;
mod grant;
mod request;
mod response;
mod tokens;

pub use error::TokenError;
pub use grant::OAuthGrant;
pub(crate) use request::{TOKEN_REQUEST, TokenClient};
pub(crate) use tokens::Tokens;

/// The OAuth2 flows of a security scheme that a program can use without a user (OpenAPI 3.1, OAuth
/// Flows Object).
#[derive(Clone, Copy, Debug)]
pub struct OAuth {
    /// The token URL of the flow `clientCredentials`, if the scheme has it. A relative one is
    /// resolved against the client's base URL.
    pub client_credentials: Option<&'static str>,
    /// The URL of the first flow with refresh tokens: its `refreshUrl`, or else its `tokenUrl`.
    pub refresh_token: Option<&'static str>,
    /// The scopes of all flows.
    pub scopes: &'static [&'static str],
    /// The environment variables of the client's id and secret; empty without the flow
    /// `clientCredentials`.
    pub env: &'static [&'static str],
}
