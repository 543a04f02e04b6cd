//! What the server on the other side is known to read otherwise: the table `wire` of
//! `known-gaps.toml`.

use std::path::Path;

use serde::Deserialize;

use crate::arrived::Difference;

/// The part of the file that is read here.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    wire: Vec<Gap>,
}

/// A difference that is the server's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gap {
    /// The name of the document, without its ending; `*` for all, which may be of no use to some.
    pub(crate) document: String,
    /// The method and path of the operation; all where it is empty.
    #[serde(default)]
    pub(crate) operation: String,
    /// The argument, as the command prints it; all where it is empty.
    #[serde(default)]
    pub(crate) argument: String,
    /// A part of the detail.
    #[serde(default)]
    pub(crate) detail: String,
    /// The clause that says that it is the server's, and why.
    pub(crate) reason: String,
}

/// The gaps of a document.
///
/// # Errors
/// The file can't be read.
pub(crate) fn of_document(file: &Path, document: &str) -> Result<Vec<Gap>, String> {
    let text = std::fs::read_to_string(file).map_err(|it| format!("{}: {it}", file.display()))?;
    let read: File = toml::from_str(&text).map_err(|it| format!("{}: {it}", file.display()))?;
    Ok(read.wire.into_iter().filter(|it| [document, "*"].contains(&&*it.document)).collect())
}

impl Gap {
    /// Whether a difference is this one.
    pub(crate) fn covers(&self, difference: &Difference) -> bool {
        let fits = |own: &str, other: &str| own.is_empty() || own == other;
        fits(&self.operation, &difference.operation)
            && fits(&self.argument, &difference.argument)
            && difference.detail.contains(&self.detail)
    }
}
