//! `[keep]`: the generated files whose edits are carried over.

use serde::Deserialize;
use toml::Spanned;

use super::pagination::Problem;
use super::selection::matches;

/// The table `[keep]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct KeepTable {
    #[serde(default)]
    files: Vec<Spanned<String>>,
}

/// A pattern of the paths of generated files whose edits are carried over; `*` matches any
/// characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile(pub String);

impl KeepTable {
    /// Returns the valid patterns, each with its location, and the mistakes in the others.
    pub(super) fn files(self) -> (Vec<(KeptFile, std::ops::Range<usize>)>, Vec<Problem>) {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for path in self.files {
            let at = path.span();
            let text = path.into_inner();
            if text.is_empty() || text.starts_with(['/', '.']) || text.contains('\\') {
                let message = format!("`{text}` is not a path in the output folder");
                let help = "write it as in `\"src/lib.rs\"` or `\"docs/*\"`".to_owned();
                problems.push((at, message, help));
            } else {
                files.push((KeptFile(text), at));
            }
        }
        (files, problems)
    }
}

impl KeptFile {
    /// Returns `true` if the path of a file matches.
    pub fn matches(&self, path: &str) -> bool {
        matches(&self.0, path)
    }
}
