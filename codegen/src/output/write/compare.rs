//! The report about files in a folder that differ from the generated ones.

use std::time::Duration;

use similar::TextDiff;

use super::plan::{Plan, Stale};

/// The maximum number of lines of the diff of one file.
const MAX_LINES_PER_FILE: usize = 20;
/// The maximum number of lines of all diffs.
const MAX_LINES: usize = 100;
/// The timeout of one comparison, after which it becomes approximate.
const TIMEOUT: Duration = Duration::from_millis(500);

/// A file that differs from the generated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleFile {
    /// The path in the output folder.
    pub path: String,
    /// The kind of difference.
    pub change: Change,
    /// The start of a unified diff from the file to the generated one; empty for missing and
    /// obsolete files, and after the limit for all diffs.
    pub diff: String,
}

/// The kind of difference between a file and the generated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is generated but doesn't exist.
    Missing,
    /// Its content differs.
    Differs,
    /// It exists but is no longer generated.
    Obsolete,
}

/// Returns the files that [`write`](super::write) would change, sorted by path, with a short diff
/// each.
pub fn check(plan: &Plan<'_>) -> Vec<StaleFile> {
    let mut budget = MAX_LINES;
    let mut files = Vec::new();
    for write in &plan.writes {
        let (change, diff) = match &write.before {
            None => (Change::Missing, String::new()),
            Some(before) => {
                let before = String::from_utf8_lossy(before);
                let diff = short_diff(&before, &write.content, budget.min(MAX_LINES_PER_FILE));
                (Change::Differs, diff)
            }
        };
        budget = budget.saturating_sub(diff.lines().count());
        files.push(StaleFile { path: write.path.clone(), change, diff });
    }
    for stale in &plan.stale {
        if let Stale::Present(path) = stale {
            let diff = String::new();
            files.push(StaleFile { path: path.clone(), change: Change::Obsolete, diff });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// Returns the first `limit` lines of a unified diff, and the number of omitted ones.
fn short_diff(before: &str, after: &str, limit: usize) -> String {
    if limit == 0 {
        return String::new();
    }
    let diff = TextDiff::configure().timeout(TIMEOUT).diff_lines(before, after);
    let unified = diff.unified_diff().context_radius(2).to_string();
    let count = unified.lines().count();
    let mut short = String::new();
    for line in unified.lines().take(limit) {
        // Strings from a document must not reach the terminal as escape sequences.
        short
            .extend(line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }));
        short.push('\n');
    }
    if count > limit {
        short.push_str(&format!("... {} more lines\n", count - limit));
    }
    short
}
