//! Security Scheme Objects, resolved.

use super::Location;
use crate::document::text::Text;

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: Text,
    /// What it is for, in CommonMark.
    pub description: Option<Text>,
    /// What it sends.
    pub kind: SecurityKind,
}

/// What a [`SecurityScheme`] sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer`: HTTP bearer, OAuth 2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization` with this scheme (RFC 9110, section 11.4): any other of `type: http`.
    Http(Text),
    /// An API key in a header, a query parameter or a cookie of this name.
    ApiKey(Location, Text),
}

/// What an operation needs (OpenAPI 3.1, Security Requirement Object).
#[derive(Clone, Debug, Default)]
pub struct Security {
    /// The alternatives of security schemes that must be met together, an empty one last; none
    /// where nothing is needed.
    pub alternatives: Vec<Vec<Text>>,
    /// The scopes or roles of all alternatives, in the order of the document.
    pub scopes: Vec<Text>,
    /// The schemes for which a request carries nothing, such as `mutualTLS`.
    pub outside: Vec<Text>,
}
