//! Known deviations of the server: the table `wire` of `known-gaps.toml`.

use std::path::Path;

use serde::Deserialize;

use crate::arrived::Difference;

/// The part of the file that this program reads.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    wire: Vec<Gap>,
}

/// A known deviation of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gap {
    /// The name of the document, without its extension; `*` for all documents, where unused gaps
    /// are not an error.
    pub(crate) document: String,
    /// The method and path of the operation; empty for all.
    #[serde(default)]
    pub(crate) operation: String,
    /// The argument, as printed by the command; empty for all.
    #[serde(default)]
    pub(crate) argument: String,
    /// A part of the details of the difference.
    #[serde(default)]
    pub(crate) detail: String,
    /// The clause of the specification that shows that the server is wrong, and the reason.
    pub(crate) reason: String,
}

/// Returns the gaps of a document.
///
/// # Errors
/// The file can't be read.
pub(crate) fn of_document(file: &Path, document: &str) -> Result<Vec<Gap>, String> {
    let text = std::fs::read_to_string(file).map_err(|it| format!("{}: {it}", file.display()))?;
    let read: File = toml::from_str(&text).map_err(|it| format!("{}: {it}", file.display()))?;
    Ok(read.wire.into_iter().filter(|it| [document, "*"].contains(&&*it.document)).collect())
}

impl Gap {
    /// Whether the gap covers a difference.
    pub(crate) fn covers(&self, difference: &Difference) -> bool {
        let fits = |own: &str, other: &str| own.is_empty() || own == other;
        fits(&self.operation, &difference.operation)
            && fits(&self.argument, &difference.argument)
            && difference.detail.contains(&self.detail)
    }
}
