//! Security Scheme Objects, resolved.

use crate::document::credential::{CredentialKind, OAuthFlows};
use crate::document::text::Text;

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// Its name in the document.
    pub name: Text,
    /// What it is for, in CommonMark.
    pub description: Option<Text>,
    /// What it sends.
    pub kind: CredentialKind,
    /// The flows of OAuth2 that a program can use by itself; empty without any.
    pub flows: OAuthFlows,
}

/// What an operation needs (OpenAPI 3.1, Security Requirement Object).
#[derive(Clone, Debug, Default)]
pub(crate) struct Security {
    /// The alternatives of security schemes that must be met together, an empty one last; none
    /// where nothing is needed.
    pub alternatives: Vec<Vec<Text>>,
    /// The scopes or roles of all alternatives, in the order of the document.
    pub scopes: Vec<Text>,
    /// The scopes of each scheme that has some, of the first alternative with them.
    pub scopes_of: Vec<(Text, Vec<Text>)>,
    /// The schemes for which a request carries nothing, such as `mutualTLS`.
    pub outside: Vec<Text>,
}
