//! [`Generated`]: the result of a run of the generator.

use std::fmt;
use std::path::PathBuf;

use crate::document::Document;
use crate::document::diagnostic::Diagnostics;
use crate::document::render::{self, Style};
use crate::library::written;
use crate::output::write::Summary;
use crate::pipeline::Counts;

/// A crate that has been written.
///
/// `Display` prints a summary of one line, as the command `generate` does.
#[derive(Debug)]
pub struct Generated {
    pub(super) folder: PathBuf,
    pub(super) counts: Counts,
    pub(super) summary: Summary,
    /// The source texts that the diagnostics refer to.
    pub(super) document: Document,
    pub(super) diagnostics: Diagnostics,
}

impl Generated {
    /// Returns the number of types of the crate.
    #[must_use]
    pub fn types(&self) -> usize {
        self.counts.types
    }

    /// Returns the number of operations of the crate.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.counts.operations
    }

    /// Returns the number of files that were written or removed; 0 if the crate was up to date.
    #[must_use]
    pub fn changed_files(&self) -> usize {
        self.summary.written + self.summary.removed
    }

    /// Returns the warnings as text, each with its location and a help message, as
    /// [`Error`](crate::Error) prints errors; empty if there are none.
    #[must_use]
    pub fn warnings(&self) -> String {
        render::text(&self.document, self.diagnostics.as_slice(), Style::Plain)
    }
}

impl fmt::Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let warnings = self.diagnostics.as_slice().len();
        f.write_str(&written(&self.folder, self.counts, self.summary, warnings))
    }
}
