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

/// Whether a text is a token (RFC 9110, 5.6.2).
fn is_token(text: &str) -> bool {
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
}
