//! Credentials, and which of them an operation sends (OpenAPI 3.1, 4.8.27 and 4.8.30).

mod asked;
mod credential;
mod secret;

use std::collections::BTreeMap;

use http::header::{AUTHORIZATION, HeaderName};

pub(crate) use asked::{Asked, renew};
pub use credential::Credential;
pub(crate) use credential::Proof;
pub use secret::{Secret, SecretProvider, SecretSource};

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

impl Scheme {
    /// The header field that it is sent in, if it is.
    fn header(&self) -> Option<HeaderName> {
        match self.kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => Some(AUTHORIZATION),
            SchemeKind::ApiKeyHeader(name) => HeaderName::try_from(name).ok(),
            SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => None,
        }
    }
}

/// What a client has for a security scheme.
#[derive(Clone)]
pub(crate) enum Held {
    /// Text that stays as it is.
    Ready(Proof),
    /// What is asked for before each attempt.
    Asked(Asked),
}

/// What is held for the first alternative whose schemes all have something; an empty requirement
/// needs nothing. `None` if no alternative can be met.
pub(crate) fn choose<'a>(
    requirement: &[&[&str]],
    held: &'a BTreeMap<&'static str, Held>,
) -> Option<Vec<&'a Held>> {
    if requirement.is_empty() {
        return Some(Vec::new());
    }
    requirement
        .iter()
        .find_map(|alternative| alternative.iter().map(|name| held.get::<str>(name)).collect())
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
