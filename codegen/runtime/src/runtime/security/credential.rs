//! [`Credential`]: what proves who calls, and how it goes into a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};

use super::{Scheme, SchemeKind, Secret, SecretSource};
use crate::runtime::style::Escape;

/// What proves who calls.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A token: HTTP bearer, OAuth 2 and OpenID Connect.
    Bearer(SecretSource),
    /// A name and a password: HTTP basic.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: SecretSource,
    },
    /// A key, in a header, a query parameter or a cookie; or what stands behind the scheme in
    /// `Authorization`.
    ApiKey(SecretSource),
}

/// A credential as it goes into a request.
#[derive(Clone)]
pub(crate) enum Proof {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
}

impl Credential {
    /// What is secret in it.
    pub(crate) fn source(&self) -> &SecretSource {
        match self {
            Self::Bearer(source) | Self::ApiKey(source) => source,
            Self::Basic { password, .. } => password,
        }
    }

    /// Whether it is of the kind that the scheme asks for.
    pub(crate) fn belongs_to(&self, scheme: &Scheme) -> bool {
        match (self, scheme.kind) {
            (Self::Bearer(_), SchemeKind::Bearer) => true,
            (Self::Basic { username, .. }, SchemeKind::Basic) => !username.contains(':'),
            (Self::ApiKey(_), kind) => !matches!(kind, SchemeKind::Bearer | SchemeKind::Basic),
            _ => false,
        }
    }

    /// Makes the credential ready to be sent with this secret; `None` if it can't stand in a header
    /// field. It belongs to the scheme.
    pub(crate) fn prove(&self, scheme: &Scheme, secret: &Secret) -> Option<Proof> {
        let secret = secret.expose();
        match scheme.kind {
            SchemeKind::Bearer => header(AUTHORIZATION, &format!("Bearer {secret}")),
            SchemeKind::Basic => {
                let username = match self {
                    Self::Basic { username, .. } => username,
                    Self::Bearer(_) | Self::ApiKey(_) => return None,
                };
                let pair = STANDARD.encode(format!("{username}:{secret}"));
                header(AUTHORIZATION, &format!("Basic {pair}"))
            }
            SchemeKind::Http(scheme) => header(AUTHORIZATION, &format!("{scheme} {secret}")),
            SchemeKind::ApiKeyHeader(name) => header(HeaderName::try_from(name).ok()?, secret),
            SchemeKind::ApiKeyQuery(name) => Some(Proof::Query(escaped(name, secret))),
            SchemeKind::ApiKeyCookie(name) => Some(Proof::Cookie(escaped(name, secret))),
        }
    }

    /// Reads the credential of a scheme with this look-up; empty values count as none.
    pub(crate) fn from_variables(
        scheme: &Scheme,
        look_up: impl Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let read = |name: &&str| look_up(name).filter(|value| !value.is_empty());
        let first = read(scheme.env.first()?)?;
        Some(match scheme.kind {
            SchemeKind::Bearer => Self::Bearer(first.into()),
            SchemeKind::Basic => {
                let password = scheme.env.get(1).and_then(read).unwrap_or_default();
                Self::Basic { username: first, password: password.into() }
            }
            _ => Self::ApiKey(first.into()),
        })
    }
}

fn header(name: HeaderName, value: &str) -> Option<Proof> {
    let mut value = HeaderValue::try_from(value).ok()?;
    value.set_sensitive(true);
    Some(Proof::Header(name, value))
}

fn escaped(name: &str, key: &str) -> String {
    format!("{}={}", Escape::Percent.apply(name), Escape::Percent.apply(key))
}
