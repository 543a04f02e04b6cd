//! Security Scheme Objects, resolved.

use super::Location;

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
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
    /// An API key in a header, a query parameter or a cookie of this name.
    ApiKey(Location, String),
}
