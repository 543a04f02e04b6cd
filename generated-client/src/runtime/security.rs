//! Credentials, and which of them an operation sends (OpenAPI 3.1, 4.8.27 and 4.8.30).

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};

use super::style::Escape;

/// A security scheme of the API.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How it is sent.
    pub kind: SchemeKind,
    /// The method of the builder that sets it.
    pub setter: &'static str,
    /// The environment variables that set it: two for [`SchemeKind::Basic`], else one.
    pub env: &'static [&'static str],
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer ..`: `http` with `bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic ..` (RFC 7617).
    Basic,
    /// `Authorization` with this scheme (RFC 9110, section 11.4), such as `Digest`.
    Http(&'static str),
    /// A header field of this name.
    ApiKeyHeader(&'static str),
    /// A query parameter of this name.
    ApiKeyQuery(&'static str),
    /// A cookie of this name.
    ApiKeyCookie(&'static str),
}

/// Text that `Debug` does not show.
///
/// ```
/// use polar_client::Secret;
///
/// assert_eq!(format!("{:?}", Secret::from("hunter2")), "[redacted]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(secret.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// What proves who calls.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A token: HTTP bearer, OAuth 2 and OpenID Connect.
    Bearer(Secret),
    /// A name and a password: HTTP basic.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A key, in a header, a query parameter or a cookie; or what stands behind the scheme in
    /// `Authorization`.
    ApiKey(Secret),
}

/// A credential as it goes into a request.
#[derive(Clone)]
pub(crate) enum Proof {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
}

impl Credential {
    /// Makes the credential ready to be sent; `None` if it does not belong to the scheme, or
    /// can't stand in a header field.
    pub(crate) fn prove(&self, scheme: &Scheme) -> Option<Proof> {
        match (self, scheme.kind) {
            (Self::Bearer(token), SchemeKind::Bearer) => {
                header(AUTHORIZATION, &format!("Bearer {}", token.expose()))
            }
            (Self::Basic { username, password }, SchemeKind::Basic) => {
                if username.contains(':') {
                    return None;
                }
                let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
                header(AUTHORIZATION, &format!("Basic {pair}"))
            }
            (Self::ApiKey(credentials), SchemeKind::Http(scheme)) => {
                header(AUTHORIZATION, &format!("{scheme} {}", credentials.expose()))
            }
            (Self::ApiKey(key), SchemeKind::ApiKeyHeader(name)) => {
                header(HeaderName::try_from(name).ok()?, key.expose())
            }
            (Self::ApiKey(key), SchemeKind::ApiKeyQuery(name)) => {
                Some(Proof::Query(escaped(name, key)))
            }
            (Self::ApiKey(key), SchemeKind::ApiKeyCookie(name)) => {
                Some(Proof::Cookie(escaped(name, key)))
            }
            _ => None,
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

fn escaped(name: &str, key: &Secret) -> String {
    format!("{}={}", Escape::Percent.apply(name), Escape::Percent.apply(key.expose()))
}

/// The proofs of the first alternative whose schemes all have one; an empty requirement needs
/// none. `None` if no alternative can be met.
pub(crate) fn choose<'a>(
    requirement: &[&[&str]],
    proofs: &'a BTreeMap<&'static str, Proof>,
) -> Option<Vec<&'a Proof>> {
    if requirement.is_empty() {
        return Some(Vec::new());
    }
    requirement
        .iter()
        .find_map(|alternative| alternative.iter().map(|name| proofs.get::<str>(name)).collect())
}

/// Says which methods or environment variables would meet a requirement.
pub(crate) fn remedy(requirement: &[&[&str]], schemes: &[Scheme]) -> String {
    let alternatives: Vec<_> = requirement
        .iter()
        .map(|alternative| {
            let needs: Vec<_> = alternative.iter().map(|name| how_to_set(name, schemes)).collect();
            needs.join(" and ")
        })
        .collect();
    alternatives.join("; or ")
}

fn how_to_set(name: &str, schemes: &[Scheme]) -> String {
    match schemes.iter().find(|scheme| scheme.name == name) {
        Some(scheme) if scheme.env.is_empty() => {
            format!("call `.{}(..)` on the builder", scheme.setter)
        }
        Some(scheme) => format!(
            "call `.{}(..)` on the builder, or set {} and use `Client::from_env()`",
            scheme.setter,
            scheme.env.join(" and "),
        ),
        None => format!("the scheme `{name}` is not supported by this client"),
    }
}
