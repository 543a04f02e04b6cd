//! [`Credential`]: a credential of the caller, and its encoding in a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};

use super::{OAuthGrant, Scheme, SchemeKind, Secret, SecretSource};
use crate::runtime::BuildError;
use crate::runtime::style::Escape;

/// A credential of the caller.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A token: HTTP bearer, OAuth2 or OpenID Connect.
    Bearer(SecretSource),
    /// A user name and a password: HTTP basic.
    Basic {
        /// The user name.
        username: String,
        /// The password.
        password: SecretSource,
    },
    /// An API key, in a header field, a query parameter or a cookie; or the part of `Authorization`
    /// after the scheme.
    ApiKey(SecretSource),
}

/// A credential as it is added to a request.
#[derive(Clone)]
pub(crate) enum EncodedCredential {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
}

impl Credential {
    /// Creates a token credential.
    pub fn bearer(token: impl Into<SecretSource>) -> Self {
        Self::Bearer(token.into())
    }

    /// Creates a credential of a user name and a password.
    pub fn basic(username: impl Into<String>, password: impl Into<SecretSource>) -> Self {
        Self::Basic { username: username.into(), password: password.into() }
    }

    /// Creates an API key credential.
    pub fn api_key(key: impl Into<SecretSource>) -> Self {
        Self::ApiKey(key.into())
    }

    /// The secret part of the credential.
    pub(crate) fn source(&self) -> &SecretSource {
        match self {
            Self::Bearer(source) | Self::ApiKey(source) => source,
            Self::Basic { password, .. } => password,
        }
    }

    /// Whether the credential is of the type that the scheme requires.
    pub(crate) fn matches(&self, scheme: &Scheme) -> bool {
        match (self, scheme.kind) {
            (Self::Bearer(_), SchemeKind::Bearer) => true,
            (Self::Basic { .. }, SchemeKind::Basic) => true,
            (Self::ApiKey(_), kind) => !matches!(kind, SchemeKind::Bearer | SchemeKind::Basic),
            _ => false,
        }
    }

    /// Encodes the credential, which is of the scheme's type, with this secret.
    ///
    /// # Errors
    /// It can't be sent; the error contains the reason.
    pub(crate) fn encode(
        &self,
        scheme: &Scheme,
        secret: &Secret,
    ) -> Result<EncodedCredential, BuildError> {
        let (name, secret) = (scheme.name, secret.expose());
        if scheme.kind != SchemeKind::Basic && secret.trim().is_empty() {
            return Err(BuildError::EmptyCredential { scheme: name });
        }
        let encoded = match scheme.kind {
            SchemeKind::Bearer => header(AUTHORIZATION, &format!("Bearer {secret}")),
            SchemeKind::Basic => {
                let username = self.check_username(scheme)?;
                check_password(username, secret)
                    .map_err(|reason| BuildError::Login { scheme: name, reason })?;
                let pair = STANDARD.encode(format!("{username}:{secret}"));
                header(AUTHORIZATION, &format!("Basic {pair}"))
            }
            SchemeKind::Http(scheme) => header(AUTHORIZATION, &format!("{scheme} {secret}")),
            SchemeKind::ApiKeyHeader(name) => {
                HeaderName::try_from(name).ok().and_then(|name| header(name, secret))
            }
            SchemeKind::ApiKeyQuery(name) => Some(EncodedCredential::Query(escaped(name, secret))),
            SchemeKind::ApiKeyCookie(key) => {
                let pair = cookie(key, secret).ok_or(BuildError::Cookie { scheme: name })?;
                Some(EncodedCredential::Cookie(pair))
            }
        };
        encoded.ok_or(BuildError::Credential { scheme: name })
    }

    /// The user name, or an empty string for other credentials.
    ///
    /// # Errors
    /// It can't be sent (RFC 7617, 2).
    pub(crate) fn check_username(&self, scheme: &Scheme) -> Result<&str, BuildError> {
        let reject = |reason| Err(BuildError::Login { scheme: scheme.name, reason });
        match self {
            Self::Basic { username, .. } if username.contains(':') => {
                reject("the user name has a colon, after which the password would begin")
            }
            Self::Basic { username, .. } if username.contains(char::is_control) => {
                reject("the user name has a line break or another control character")
            }
            Self::Basic { username, .. } => Ok(username),
            Self::Bearer(_) | Self::ApiKey(_) => Ok(""),
        }
    }

    /// Reads the credential of a scheme with a lookup function; empty values are ignored.
    pub(crate) fn from_variables(
        scheme: &Scheme,
        look_up: impl Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let read = |name: &&str| look_up(name).filter(|value| !value.is_empty());
        let Some(first) = read(scheme.env.first()?) else {
            let [id, secret] = scheme.oauth?.env else { return None };
            let grant = OAuthGrant::client_credentials(read(id)?, read(secret)?);
            return Some(Self::bearer(grant));
        };
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

/// Checks whether a password can be sent with this user name (RFC 7617, 2).
fn check_password(username: &str, password: &str) -> Result<(), &'static str> {
    if password.contains(char::is_control) {
        return Err("the password has a line break or another control character");
    }
    if username.is_empty() && password.is_empty() {
        return Err("the user name and the password are empty");
    }
    Ok(())
}

fn header(name: HeaderName, value: &str) -> Option<EncodedCredential> {
    let mut value = HeaderValue::try_from(value).ok()?;
    value.set_sensitive(true);
    Some(EncodedCredential::Header(name, value))
}

/// A cookie whose value is sent unchanged; `None` if the value is invalid (RFC 6265, 4.1.1).
fn cookie(name: &str, value: &str) -> Option<String> {
    let is_octet =
        |it: u8| matches!(it, 0x21 | 0x23..=0x2B | 0x2D..=0x3A | 0x3C..=0x5B | 0x5D..=0x7E);
    let inner = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(value);
    let is_token = HeaderName::try_from(name).is_ok();
    (is_token && inner.bytes().all(is_octet)).then(|| format!("{name}={value}"))
}

fn escaped(name: &str, key: &str) -> String {
    format!("{}={}", Escape::Percent.apply(name), Escape::Percent.apply(key))
}
