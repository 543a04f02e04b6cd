//! Credentials of security schemes (OpenAPI 3.1, Security Scheme Object): the HTTP authentication
//! schemes that the runtime has a credential for, and the part of a request in which each kind of
//! credential is sent.

use super::text::Text;

/// An HTTP authentication scheme (IANA HTTP Authentication Scheme Registry) that the runtime
/// supports: its `SchemeKind` and its `Credential` have a variant of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpScheme {
    /// RFC 6750. Also used by OAuth2 and OpenID Connect.
    Bearer,
    /// RFC 7617.
    Basic,
}

/// An OAuth2 grant that doesn't need a user (RFC 6749). The runtime's `OAuthGrant` has a
/// constructor of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantKind {
    /// RFC 6749, 4.4.
    ClientCredentials,
    /// RFC 6749, 6.
    RefreshToken,
}

/// The OAuth2 flows that don't need a user (OpenAPI 3.1, OAuth Flows Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OAuthFlows {
    /// The token URL of the `clientCredentials` flow.
    pub client_credentials: Option<Text>,
    /// The first URL for refresh tokens among the flows.
    pub refresh_token: Option<Text>,
    /// The scopes of all flows.
    pub scopes: Vec<Text>,
}

/// An argument of the builder method for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name of the argument. If there are several, it is also the suffix of the environment
    /// variable.
    pub name: &'static str,
    /// Whether it may be shown.
    pub secrecy: Sensitivity,
}

/// Whether the value of an [`Argument`] may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// The value may be shown.
    Public,
    /// The value isn't shown, and may come from a provider.
    Secret,
}

/// The kind of a credential, and the part of a request in which it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// The `Authorization` header with a scheme that the runtime supports.
    Http(HttpScheme),
    /// The `Authorization` header with another scheme (RFC 9110, 11.4), followed by verbatim
    /// credentials.
    Verbatim(Text),
    /// An API key in the header with this name.
    Header(Text),
    /// An API key in the query parameter with this name.
    Query(Text),
    /// An API key in the cookie with this name.
    Cookie(Text),
}

const fn public(name: &'static str) -> Argument {
    Argument { name, secrecy: Sensitivity::Public }
}

const fn secret(name: &'static str) -> Argument {
    Argument { name, secrecy: Sensitivity::Secret }
}

impl HttpScheme {
    /// All schemes.
    pub const ALL: [Self; 2] = [Self::Bearer, Self::Basic];

    /// Returns the scheme name in `Authorization`, which is case-insensitive.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::Basic => "Basic",
        }
    }

    fn arguments(self) -> &'static [Argument] {
        match self {
            Self::Bearer => const { &[secret("token")] },
            Self::Basic => const { &[public("username"), secret("password")] },
        }
    }
}

impl GrantKind {
    /// All grants.
    pub const ALL: [Self; 2] = [Self::ClientCredentials, Self::RefreshToken];

    /// Returns the name of the constructor, and of the builder method if only one security scheme
    /// has the grant.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
        }
    }

    /// Returns the arguments of the builder method.
    pub fn arguments(self) -> &'static [Argument] {
        match self {
            Self::ClientCredentials => const { &[public("id"), secret("secret")] },
            Self::RefreshToken => const { &[public("id"), secret("secret"), secret("token")] },
        }
    }
}

impl OAuthFlows {
    /// Returns the URL of the token endpoint for a grant, or `None` if no flow has the grant.
    pub fn url(&self, kind: GrantKind) -> Option<&Text> {
        match kind {
            GrantKind::ClientCredentials => self.client_credentials.as_ref(),
            GrantKind::RefreshToken => self.refresh_token.as_ref(),
        }
    }
}

impl CredentialKind {
    /// Returns the kind of a security scheme with `type: http` and this `scheme`, or `None` if
    /// `scheme` can't be an authentication scheme.
    pub fn http(scheme: &str) -> Option<Self> {
        let known = HttpScheme::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(scheme));
        match known {
            Some(known) => Some(Self::Http(known)),
            None => is_token(scheme).then(|| Self::Verbatim(scheme.into())),
        }
    }

    /// Whether both are sent in the same header, query parameter or cookie, so that only one of
    /// them can be.
    pub fn clashes_with(&self, other: &Self) -> bool {
        let header = |it: &Self| match it {
            Self::Http(_) | Self::Verbatim(_) => Some(AUTHORIZATION.to_owned()),
            Self::Header(name) => Some(name.as_written().to_ascii_lowercase()),
            Self::Query(_) | Self::Cookie(_) => None,
        };
        match (self, other) {
            (Self::Query(one), Self::Query(other)) | (Self::Cookie(one), Self::Cookie(other)) => {
                one == other
            }
            _ => header(self).is_some_and(|it| header(other) == Some(it)),
        }
    }

    /// Returns the arguments of the builder method.
    pub fn arguments(&self) -> &'static [Argument] {
        match self {
            Self::Http(scheme) => scheme.arguments(),
            Self::Verbatim(_) | Self::Header(_) | Self::Query(_) | Self::Cookie(_) => {
                const { &[secret("key")] }
            }
        }
    }
}

/// The name of the header field of HTTP authentication, in lower case (RFC 9110, 11.6.2).
const AUTHORIZATION: &str = "authorization";

/// Whether a string is a token (RFC 9110, 5.6.2), such as the name of a header field.
pub(crate) fn is_token(text: &str) -> bool {
    let symbol = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    !text.is_empty() && text.chars().all(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_compared_without_regard_to_case() {
        assert_eq!(CredentialKind::http("bEARER"), Some(CredentialKind::Http(HttpScheme::Bearer)));
        assert_eq!(CredentialKind::http("Digest"), Some(CredentialKind::Verbatim("Digest".into())));
        assert_eq!(CredentialKind::http("two words"), None);
        assert_eq!(CredentialKind::http(""), None);
    }

    #[test]
    fn each_location_has_one_credential() {
        let bearer = CredentialKind::Http(HttpScheme::Bearer);
        let header = |name: &str| CredentialKind::Header(name.into());
        assert!(bearer.clashes_with(&CredentialKind::Verbatim("Digest".into())));
        assert!(bearer.clashes_with(&header("Authorization")));
        assert!(header("X-Key").clashes_with(&header("x-key")));
        assert!(!header("key").clashes_with(&CredentialKind::Query("key".into())));
        assert!(
            !CredentialKind::Cookie("a".into()).clashes_with(&CredentialKind::Cookie("b".into()))
        );
    }
}
