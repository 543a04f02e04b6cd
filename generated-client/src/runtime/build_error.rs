//! [`BuildError`]: the error of building a client.

use std::fmt::{self, Write as _};

use super::BoxError;
use super::sanitize::{message, quoted};

/// The error of building a client with a [`ClientBuilder`](super::ClientBuilder).
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is invalid.
    BaseUrl {
        /// The reason why it is invalid.
        reason: &'static str,
    },
    /// A server variable has a value that can't be a part of the URL.
    ServerVariable {
        /// The name of the variable.
        name: &'static str,
        /// The reason why its value is invalid.
        reason: &'static str,
    },
    /// None of these environment variables is set.
    NoCredentials {
        /// The names of the variables.
        variables: Vec<&'static str>,
    },
    /// The credential of this security scheme can't be sent, for example because it has a line
    /// break.
    Credential {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// The token or the key for this security scheme is empty.
    EmptyCredential {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// The user name or the password for this security scheme can't be sent with HTTP basic
    /// authentication (RFC 7617, 2).
    Login {
        /// The name of the scheme.
        scheme: &'static str,
        /// The reason why it can't be sent.
        reason: &'static str,
    },
    /// The key for this security scheme can't be the value of a cookie (RFC 6265, 4.1.1).
    Cookie {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// The OAuth2 grant for this security scheme is invalid.
    Grant {
        /// The name of the scheme.
        scheme: &'static str,
        /// The reason why it is invalid.
        reason: &'static str,
    },
    /// The document doesn't list this scope for the security scheme.
    Scope {
        /// The name of the scheme.
        scheme: &'static str,
        /// The scope.
        scope: String,
    },
    /// The URL of the token endpoint for this security scheme is invalid.
    TokenUrl {
        /// The name of the scheme.
        scheme: &'static str,
        /// The reason why it is invalid.
        reason: &'static str,
    },
    /// The document's server is relative, so that a base URL must be set.
    RelativeServer {
        /// The URL of the server in the document.
        server: String,
    },
    /// This header field can't be sent.
    Header {
        /// The name of the header field.
        name: String,
    },
    /// The connect timeout was changed for a client that shares the connections of another one:
    /// [`Client::with`](super::Client::with).
    ConnectTimeout,
    /// The default transport can't be created.
    Transport(BoxError),
    /// There is no transport: without the feature `reqwest`, one must be set.
    NoTransport,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        message(f, |text| self.write(text))
    }
}

impl BuildError {
    fn write(&self, f: &mut String) -> fmt::Result {
        match self {
            Self::BaseUrl { reason } => write!(f, "the server's URL can't be used: {reason}"),
            Self::ServerVariable { name, reason } => {
                write!(f, "the value of the server variable `{name}` can't be used: {reason}")
            }
            Self::NoCredentials { variables } => {
                write!(f, "no credential is set in the environment: set {}", variables.join(", "))
            }
            Self::Credential { scheme } => {
                write!(f, "the credential for `{scheme}` can't be sent: check it for line breaks")
            }
            Self::EmptyCredential { scheme } => {
                write!(f, "the credential for `{scheme}` is empty")
            }
            Self::Login { scheme, reason } => {
                write!(f, "the credential for `{scheme}` can't be sent: {reason}")
            }
            Self::Cookie { scheme } => write!(
                f,
                "the credential for `{scheme}` can't be sent in a cookie: check it for spaces, \
                 commas, semicolons, quotes, backslashes, and characters that are not ASCII"
            ),
            Self::Grant { scheme, reason } => {
                write!(f, "the grant for `{scheme}` can't be used: {reason}")
            }
            Self::Scope { scheme, scope } => write!(
                f,
                "the document does not list the scope `{}` for `{scheme}`; to send it anyway, set \
                 it with `.parameter(\"scope\", ..)` on the grant",
                quoted(scope)
            ),
            Self::TokenUrl { scheme, reason } => write!(
                f,
                "the token URL for `{scheme}` can't be used: {reason}; `OAuthGrant::token_url(..)` \
                 sets another one"
            ),
            Self::RelativeServer { server } => write!(
                f,
                "the server `{}` has no host: call `.base_url(..)` with its URL",
                quoted(server)
            ),
            Self::Header { name } => write!(f, "the header `{}` can't be sent", quoted(name)),
            Self::ConnectTimeout => f.write_str(
                "`.connect_timeout(..)` can't be changed where connections are shared: set it on \
                 the client that they belong to",
            ),
            Self::Transport(_) => f.write_str("the default transport can't be created"),
            Self::NoTransport => f.write_str(
                "there is no transport: enable the feature `reqwest` or call `.transport(..)`",
            ),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(&**error),
            _ => None,
        }
    }
}
