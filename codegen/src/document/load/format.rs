//! Which of its two spellings a document has.

use crate::document::Source;

/// The two spellings of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

impl Format {
    /// By the extension, or where it says neither, by the first character that is not blank.
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
