//! How clients prove who calls (OpenAPI 3.1, Security Scheme Object): one table of the HTTP
//! authentication schemes for which the runtime has a credential, and where all others are sent.

use super::text::Text;

/// An HTTP authentication scheme (IANA HTTP Authentication Scheme Registry) that the runtime knows:
/// its `SchemeKind` and its `Credential` have a variant of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpScheme {
    /// RFC 6750; OAuth 2 and OpenID Connect as well.
    Bearer,
    /// RFC 7617.
    Basic,
}

/// A grant by which a program obtains access tokens by itself (RFC 6749): the runtime's `OAuthGrant` has
/// a constructor of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantKind {
    /// RFC 6749, section 4.4.
    ClientCredentials,
    /// RFC 6749, section 6.
    RefreshToken,
}

/// The flows of OAuth2 that a program can use by itself (OpenAPI 3.1, OAuth Flows Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OAuthFlows {
    /// The token URL of the flow `clientCredentials`.
    pub client_credentials: Option<Text>,
    /// The URL of the first flow with refresh tokens.
    pub refresh_token: Option<Text>,
    /// The scopes of all flows.
    pub scopes: Vec<Text>,
}

/// An argument of the builder's method for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name; behind another one, also the end of its environment variable.
    pub name: &'static str,
    /// Whether it may be shown.
    pub secrecy: Secrecy,
}

/// Whether an [`Argument`] may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// It is text.
    Public,
    /// It is not shown, and may come from a provider.
    Secret,
}

/// The kind of a credential, and where a request carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// `Authorization` with a scheme that the runtime knows.
    Http(HttpScheme),
    /// `Authorization` with another scheme (RFC 9110, 11.4), and what follows it as it is.
    Verbatim(Text),
    /// An API key in a header of this name.
    Header(Text),
    /// An API key in a query parameter of this name.
    Query(Text),
    /// An API key in a cookie of this name.
    Cookie(Text),
}

const fn public(name: &'static str) -> Argument {
    Argument { name, secrecy: Secrecy::Public }
}

const fn secret(name: &'static str) -> Argument {
    Argument { name, secrecy: Secrecy::Secret }
}

impl HttpScheme {
    /// Every scheme.
    pub const ALL: [Self; 2] = [Self::Bearer, Self::Basic];

    /// The name in `Authorization`, which is compared without regard to case.
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
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::ClientCredentials, Self::RefreshToken];

    /// Its constructor, and the method of the builder where one security scheme has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
        }
    }

    /// The arguments of the builder's method.
    pub fn arguments(self) -> &'static [Argument] {
        match self {
            Self::ClientCredentials => const { &[public("id"), secret("secret")] },
            Self::RefreshToken => const { &[public("id"), secret("secret"), secret("token")] },
        }
    }
}

impl OAuthFlows {
    /// The URL of the token endpoint for a grant; `None` where no flow has the grant.
    pub fn url(&self, kind: GrantKind) -> Option<&Text> {
        match kind {
            GrantKind::ClientCredentials => self.client_credentials.as_ref(),
            GrantKind::RefreshToken => self.refresh_token.as_ref(),
        }
    }
}

impl CredentialKind {
    /// The kind of `type: http` with this `scheme`; `None` where it can't be a scheme of
    /// `Authorization`.
    pub fn http(scheme: &str) -> Option<Self> {
        let known = HttpScheme::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(scheme));
        match known {
            Some(known) => Some(Self::Http(known)),
            None => is_token(scheme).then(|| Self::Verbatim(scheme.into())),
        }
    }

    /// Whether both are sent in the same header, query parameter or cookie, which holds one of them.
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

    /// The arguments of the builder's method.
    pub fn arguments(&self) -> &'static [Argument] {
        match self {
            Self::Http(scheme) => scheme.arguments(),
            Self::Verbatim(_) | Self::Header(_) | Self::Query(_) | Self::Cookie(_) => {
                const { &[secret("key")] }
            }
        }
    }
}

/// The header field of HTTP authentication, in lower case (RFC 9110, 11.6.2).
const AUTHORIZATION: &str = "authorization";

/// Whether a text is a token (RFC 9110, 5.6.2), such as the name of a header field.
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
    fn a_place_holds_one_credential() {
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
