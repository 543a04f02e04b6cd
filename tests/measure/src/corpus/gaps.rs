//! The known gaps: compares the rows with `known-gaps.toml`, and finds new failures and stale
//! entries.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::documents::Entry;
use super::row::{Failure, Row, Step};

/// The file `known-gaps.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gaps {
    /// The settings of single documents.
    #[serde(default)]
    document: BTreeMap<String, Settings>,
    #[serde(default)]
    gap: Vec<Gap>,
    /// The entries for `cargo xtask e2e --spec`, which are ignored here.
    #[serde(default, rename = "wire")]
    _wire: Vec<toml::Table>,
    /// The folder of the file.
    #[serde(skip)]
    folder: PathBuf,
}

/// The settings for generating a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Overlays, relative to the folder of the file.
    #[serde(default)]
    overlays: Vec<PathBuf>,
    /// Codes of diagnostics to accept.
    #[serde(default)]
    accept: Vec<String>,
    /// The reason for the settings.
    #[expect(dead_code, reason = "the key is required, for readers of the file")]
    reason: String,
}

/// A known failure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gap {
    /// The name of the document.
    pub(super) document: String,
    pub(super) step: Step,
    /// The location in the document, exactly as in the failure.
    pub(super) pointer: String,
    /// The reason why it fails, and why it isn't fixed.
    pub(super) reason: String,
}

/// The verdict on a run according to the known gaps.
#[derive(Debug, Serialize)]
pub(super) struct Verdict {
    /// Failures that are listed, each with its reason.
    pub(super) known: Vec<(Failure, String)>,
    /// Failures that are not listed.
    pub(super) unknown: Vec<Failure>,
    /// Entries without a failure.
    pub(super) stale: Vec<Gap>,
}

impl Verdict {
    pub(super) fn is_fine(&self) -> bool {
        self.unknown.is_empty() && self.stale.is_empty()
    }
}

/// Reads `file`.
pub(super) fn read(file: &Path) -> io::Result<Gaps> {
    let fail = |error: &dyn std::fmt::Display| {
        io::Error::other(format!("can't read the known gaps `{}`: {error}", file.display()))
    };
    let text = fs::read_to_string(file).map_err(|error| fail(&error))?;
    let mut gaps: Gaps = toml::from_str(&text).map_err(|error| fail(&error))?;
    gaps.folder = file.parent().unwrap_or(Path::new("")).canonicalize()?;
    Ok(gaps)
}

impl Gaps {
    /// Returns the settings of `document`, as arguments of the generator and of the conformance
    /// run.
    pub(super) fn settings(&self, document: &str) -> Vec<OsString> {
        let Some(settings) = self.document.get(document) else { return Vec::new() };
        let overlay = |file| ["--overlay".into(), self.folder.join(file).into_os_string()];
        let accept = |code: &String| ["--accept".into(), code.into()];
        let overlays = settings.overlays.iter().flat_map(overlay);
        overlays.chain(settings.accept.iter().flat_map(accept)).collect()
    }
}

/// Compares the failures of `rows` with `gaps`. An entry about a document or step that was not run
/// is not judged, unless the document is missing in `whole`, the contents of the folder.
pub(super) fn compare(gaps: &Gaps, rows: &[Row], whole: Option<&[Entry]>) -> Verdict {
    let mut verdict = Verdict { known: Vec::new(), unknown: Vec::new(), stale: Vec::new() };
    let mut needed = vec![false; gaps.gap.len()];
    for failure in rows.iter().flat_map(|row| &row.failures) {
        match gaps.gap.iter().position(|gap| gap.covers(failure)) {
            Some(index) => {
                needed[index] = true;
                verdict.known.push((failure.clone(), gaps.gap[index].reason.clone()));
            }
            None => verdict.unknown.push(failure.clone()),
        }
    }
    for (gap, needed) in gaps.gap.iter().zip(needed) {
        let carried_out = |row: &Row| {
            row.done.iter().any(|(document, step)| (document, step) == (&gap.document, &gap.step))
        };
        let missing = whole.is_some_and(|all| all.iter().all(|entry| !entry.has(&gap.document)));
        if !needed && (missing || rows.iter().any(carried_out)) {
            verdict.stale.push(gap.clone());
        }
    }
    verdict
}

impl Gap {
    fn covers(&self, failure: &Failure) -> bool {
        (&self.document, self.step, &self.pointer)
            == (&failure.document, failure.step, &failure.pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents::Document;
    use super::*;

    const FILE: &str = r##"
        [document.a]
        overlays = ["a.overlay.yaml"]
        accept = ["dangling-ref"]
        reason = "the published document lacks it"

        [[gap]]
        document = "a"
        step = "check"
        pointer = "#/x"
        reason = "not yet"

        [[gap]]
        document = "b"
        step = "conformance"
        pointer = "#"
        reason = "cannot be"
    "##;

    fn gaps() -> Gaps {
        toml::from_str(FILE).expect("known gaps")
    }

    fn row(document: &str, steps: &[Step], failing: &[(Step, &str)]) -> Row {
        let mut row = Row::new(document);
        steps.iter().for_each(|step| row.done(document, *step));
        failing.iter().for_each(|(step, pointer)| row.fail(document, *step, pointer, "no"));
        row
    }

    #[test]
    fn a_failure_is_known_by_document_step_and_pointer() {
        let rows = [row("a", &[Step::Check], &[(Step::Check, "#/x"), (Step::Check, "#/y")])];
        let verdict = compare(&gaps(), &rows, None);
        assert_eq!(verdict.known[0].1, "not yet");
        assert_eq!(verdict.unknown[0].pointer, "#/y");
        assert!(verdict.stale.is_empty() && !verdict.is_fine());
        let other = [row("a", &[Step::Generate], &[(Step::Generate, "#/x")])];
        assert_eq!(compare(&gaps(), &other, None).unknown.len(), 1);
    }

    #[test]
    fn an_entry_is_stale_only_when_its_step_was_run() {
        let stale = |rows: &[Row]| compare(&gaps(), rows, None).stale.len();
        assert_eq!(stale(&[row("a", &[Step::Generate], &[])]), 0);
        assert_eq!(stale(&[row("a", &[Step::Generate, Step::Check], &[])]), 1);
        assert_eq!(stale(&[row("c", &[Step::Check, Step::Conformance], &[])]), 0);
    }

    #[test]
    fn an_entry_about_a_document_that_is_gone_is_stale() {
        let document = |name: &str| Document { name: name.to_owned(), file: PathBuf::new() };
        let suite = Entry::Suite { name: "s".to_owned(), documents: vec![document("b")] };
        let verdict = compare(&gaps(), &[], Some(&[suite]));
        let stale: Vec<&str> = verdict.stale.iter().map(|gap| gap.document.as_str()).collect();
        assert_eq!(stale, ["a"]);
    }

    #[test]
    fn a_document_can_have_overlays_and_accepted_codes() {
        let mut gaps = gaps();
        gaps.folder = PathBuf::from("tests");
        assert_eq!(gaps.settings("b"), [] as [&str; 0]);
        let arguments = ["--overlay", "tests/a.overlay.yaml", "--accept", "dangling-ref"];
        assert_eq!(gaps.settings("a"), arguments);
    }

    #[test]
    fn an_entry_needs_a_reason() {
        for file in ["[document.a]", "[[gap]]\ndocument = 'a'\nstep = 'check'\npointer = '#'"] {
            let error = toml::from_str::<Gaps>(file).expect_err(file).to_string();
            assert!(error.contains("missing field `reason`"), "{error}");
        }
    }
}
