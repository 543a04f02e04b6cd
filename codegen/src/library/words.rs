//! The one-line summary of a generated crate, for the command and for
//! [`Generated`](crate::Generated).

use std::fmt;
use std::path::Path;

use crate::output::write::Summary;
use crate::pipeline::Counts;

/// Returns the summary of a crate that has been written.
pub fn written(folder: &Path, counts: Counts, summary: Summary, warnings: usize) -> String {
    let Summary { written, unchanged, removed } = summary;
    format!(
        "{}: {counts}; {} written, {unchanged} unchanged, {removed} removed; {}",
        folder.display(),
        count(written, "file"),
        count(warnings, "warning"),
    )
}

/// Returns a number with its noun: `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { types, operations } = *self;
        write!(f, "{}, {}", count(types, "type"), count(operations, "operation"))
    }
}
