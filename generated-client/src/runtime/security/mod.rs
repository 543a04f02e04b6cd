//! Credentials, and their selection for an operation (OpenAPI 3.1, Security Scheme Object, Security
//! Requirement Object).

mod accepts;
mod choice;
mod credential;
mod keyring;
mod macros;
mod oauth;
mod provided;
mod secret;

use std::fmt;

use http::header::{AUTHORIZATION, HeaderName};

pub use accepts::Accepts;
pub(crate) use choice::{Keys, Security};
pub use credential::Credential;
pub(crate) use credential::EncodedCredential;
pub(crate) use keyring::{Keyring, Setting, StoredCredential};
pub(crate) use macros::{credentials, grants};
pub use oauth::{OAuth, OAuthGrant, TokenError};
pub(crate) use oauth::{TOKEN_REQUEST, TokenClient, Tokens};
pub(crate) use provided::{ProvidedCredential, Source, renew_all};
pub use secret::{Secret, SecretProvider, SecretSource};

/// A security scheme of the API.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The name in the document.
    pub name: &'static str,
    /// The location and the encoding of its credential.
    pub kind: SchemeKind,
    /// The method of the builder that sets its credential.
    pub setter: &'static str,
    /// The environment variables of its credential: two for [`SchemeKind::Basic`], else one.
    pub env: &'static [&'static str],
    /// The OAuth2 flows with which the client can obtain tokens itself.
    pub oauth: Option<&'static OAuth>,
}

/// The location and the encoding of a credential in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer ..`: `http` with `bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic ..` (RFC 7617).
    Basic,
    /// `Authorization` with this authentication scheme (RFC 9110, 11.4), such as `Digest`.
    Http(&'static str),
    /// A header field with this name.
    ApiKeyHeader(&'static str),
    /// A query parameter with this name.
    ApiKeyQuery(&'static str),
    /// A cookie with this name.
    ApiKeyCookie(&'static str),
}

impl Scheme {
    /// The environment variables that its credential can be read from.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'static str> {
        self.env.iter().chain(self.oauth.iter().flat_map(|oauth| oauth.env)).copied()
    }

    /// The header field that its credential is sent in, if any.
    fn header(&self) -> Option<HeaderName> {
        match self.kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => Some(AUTHORIZATION),
            SchemeKind::ApiKeyHeader(name) => HeaderName::try_from(name).ok(),
            SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => None,
        }
    }

    fn location(&self) -> Location {
        match self.kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => {
                Location::Header(AUTHORIZATION.as_str().to_owned())
            }
            SchemeKind::ApiKeyHeader(name) => Location::Header(name.to_ascii_lowercase()),
            SchemeKind::ApiKeyQuery(name) => Location::Query(name),
            SchemeKind::ApiKeyCookie(name) => Location::Cookie(name),
        }
    }
}

/// The location of a credential in a request, which can hold only one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Location {
    Header(String),
    Query(&'static str),
    Cookie(&'static str),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::Cookie(name) => write!(f, "the cookie `{name}`"),
        }
    }
}
