//! [`StatusName`]: a status with its reason phrase.

use std::fmt;

use http::StatusCode;

/// A status with its reason phrase, if it has one: `404 Not Found`, `599`.
pub(crate) struct StatusName(pub(crate) StatusCode);

impl fmt::Display for StatusName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(name) => write!(f, "{} {name}", self.0.as_str()),
            None => f.write_str(self.0.as_str()),
        }
    }
}
