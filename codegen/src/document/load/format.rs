//! [`Format`]: the syntax of a document.

use crate::document::Source;

/// The syntax of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

impl Format {
    /// Detects the syntax by the file extension, or else by the first character that isn't
    /// whitespace.
    pub(super) fn of(source: &Source) -> Self {
        let extension = source.file.rsplit_once('.').map(|(_, extension)| extension);
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ if source.text.trim_start().starts_with(['{', '[']) => Self::Json,
            _ => Self::Yaml,
        }
    }
}
