//! [`BuildError`]: why a client can't be made.

use std::fmt;

use super::BoxError;

/// Why a [`ClientBuilder`](super::ClientBuilder) can't make a client.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The server's URL can't be used.
    BaseUrl {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// None of these environment variables is set.
    NoCredentials {
        /// Their names.
        variables: Vec<&'static str>,
    },
    /// The credential of this security scheme can't be sent: it has a line break, for example.
    Credential {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// This header field can't be sent.
    Header {
        /// Its name.
        name: String,
    },
    /// The default transport can't be made.
    Transport(BoxError),
    /// There is no transport: without the feature `reqwest`, one must be set.
    NoTransport,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl { reason } => write!(f, "the server's URL can't be used: {reason}"),
            Self::NoCredentials { variables } => {
                write!(f, "no credential is set in the environment: set {}", variables.join(", "))
            }
            Self::Credential { scheme } => {
                write!(f, "the credential for `{scheme}` can't be sent: check it for line breaks")
            }
            Self::Header { name } => write!(f, "the header `{name}` can't be sent"),
            Self::Transport(_) => f.write_str("the default transport can't be made"),
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
