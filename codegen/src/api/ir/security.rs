//! Security Scheme Objects, resolved.

use crate::document::credential::{CredentialKind, OAuthFlows};
use crate::document::text::Text;

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// Its name in the document.
    pub name: Text,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// The kind of its credential.
    pub kind: CredentialKind,
    /// The OAuth2 flows that don't need a user; empty if there are none.
    pub flows: OAuthFlows,
}

/// The security requirements of an operation (OpenAPI 3.1, Security Requirement Object).
#[derive(Clone, Debug, Default)]
pub(crate) struct Security {
    /// The alternatives: lists of security schemes that are required together, with an empty one
    /// last. There are no alternatives if no credential is required.
    pub alternatives: Vec<Vec<Text>>,
    /// The scopes or roles of all alternatives, in the order of the document.
    pub scopes: Vec<Text>,
    /// The scopes of each scheme that has some, from the first alternative with them.
    pub scopes_of: Vec<(Text, Vec<Text>)>,
    /// The schemes whose credentials aren't part of the request, such as `mutualTLS`.
    pub outside: Vec<Text>,
}
