//! A [`Difference`] as a section of a changelog, for users of the crate. The sentences are those of
//! the rules.

use std::fmt::Write as _;

use super::{Change, Difference, Verdict};

/// The maximum number of changes in a part of the section.
const MAX_CHANGES: usize = 100;

impl Difference {
    /// Returns the section without its heading: breaking changes, additions, and the number of
    /// changes in documentation. Empty if nothing changed.
    pub fn to_changelog(&self) -> String {
        let mut text = String::new();
        self.part(Verdict::Breaking, "Code that uses these may stop compiling:", &mut text);
        self.part(Verdict::Additive, "Existing code still compiles:", &mut text);
        let described = self.count(Verdict::Docs);
        if described > 0 {
            let plural = if described == 1 { "" } else { "s" };
            let _ = write!(
                text,
                "\n### Documentation\n\nThe documentation of {described} item{plural} changed.\n"
            );
        }
        text.trim_start().to_owned()
    }

    /// Writes the changes with this verdict, by resource.
    fn part(&self, verdict: Verdict, meaning: &str, text: &mut String) {
        let changes: Vec<&Change> =
            self.changes.iter().filter(|it| it.rule.verdict() == verdict).collect();
        if changes.is_empty() {
            return;
        }
        let heading = if verdict == Verdict::Breaking { "Breaking" } else { "Added and changed" };
        let _ = write!(text, "\n### {heading}\n\n{meaning}\n\n");
        for news in changes.iter().filter_map(|it| it.news.as_ref()).take(MAX_CHANGES) {
            let _ = writeln!(text, "- {news}.");
        }
        if let Some(more) = changes.len().checked_sub(MAX_CHANGES).filter(|more| *more > 0) {
            let _ = writeln!(text, "- ... and {more} more");
        }
    }
}
