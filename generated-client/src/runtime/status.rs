//! [`Named`]: a status as people read it.

use std::fmt;

use http::StatusCode;

/// A status with the name that HTTP gives it, if it gives one: `404 Not Found`, `599`.
pub(crate) struct Named(pub(crate) StatusCode);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(name) => write!(f, "{} {name}", self.0.as_str()),
            None => f.write_str(self.0.as_str()),
        }
    }
}
