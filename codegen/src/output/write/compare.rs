//! Tells in what a folder differs from the generated files, for people.

use std::time::Duration;

use similar::TextDiff;

use super::plan::{Plan, Stale};

/// The most lines of a difference that are shown for one file.
const LINES_PER_FILE: usize = 20;
/// The most lines of differences that are shown in all.
const LINES_IN_ALL: usize = 100;
/// How long one comparison may take before it becomes a coarse one.
const PATIENCE: Duration = Duration::from_millis(500);

/// A file that is not as the generator would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleFile {
    /// The path in the output folder.
    pub path: String,
    /// What is wrong with it.
    pub change: Change,
    /// The start of a unified diff from what is there to what is generated; empty unless the file
    /// differs, and for files beyond what a person would read.
    pub diff: String,
}

/// How a file differs from what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is generated and not there.
    Missing,
    /// It has another content.
    Differs,
    /// It is ours and no longer generated.
    Obsolete,
}

/// The files that [`write`](super::write) would change, by path, with a short diff each.
pub fn check(plan: &Plan<'_>) -> Vec<StaleFile> {
    let mut budget = LINES_IN_ALL;
    let mut files = Vec::new();
    for write in &plan.writes {
        let (change, diff) = match &write.before {
            None => (Change::Missing, String::new()),
            Some(before) => {
                let before = String::from_utf8_lossy(before);
                let diff = short_diff(&before, &write.content, budget.min(LINES_PER_FILE));
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

/// The first `limit` lines of a unified diff, and how many more there are.
fn short_diff(before: &str, after: &str, limit: usize) -> String {
    if limit == 0 {
        return String::new();
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let unified = diff.unified_diff().context_radius(2).to_string();
    let count = unified.lines().count();
    let mut short = String::new();
    for line in unified.lines().take(limit) {
        // What a document says must not reach the terminal as an escape sequence.
        short
            .extend(line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }));
        short.push('\n');
    }
    if count > limit {
        short.push_str(&format!("... {} more lines\n", count - limit));
    }
    short
}
