//! The results for a document as plain data: filled in by the steps, printed by the report.

use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::meter::Cost;

/// A row of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    /// The name of the document or suite.
    pub(super) document: String,
    /// For a suite: the number of documents without a failure, and of all documents.
    pub(super) passed: Option<(usize, usize)>,
    pub(super) operations: usize,
    pub(super) types: usize,
    /// The number of lines of Rust code.
    pub(super) lines: usize,
    pub(super) generation: Option<Cost>,
    /// The cost of `cargo check` for the crate itself.
    pub(super) check: Option<Cost>,
    pub(super) conformance: Option<Tally>,
    /// The steps that were run, with their documents.
    pub(super) done: Vec<(String, Step)>,
    pub(super) failures: Vec<Failure>,
}

/// A step of the run for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    /// The generator writes a crate.
    Generate,
    /// openapiv3 preserves the document.
    Model,
    /// The crate compiles without a message.
    Check,
    /// Clippy has no message, with all features.
    Clippy,
    /// A sample of the resources compiles, each with only its feature.
    Features,
    /// No value is lost.
    Conformance,
    /// No string makes the generator panic.
    OddTexts,
    /// No change renames anything unrelated.
    Renames,
    /// No other spelling of the schemas changes the API.
    Spellings,
}

/// The counts of the conformance run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// All instances.
    pub(super) tried: usize,
    /// Instances that were encoded with the same meaning.
    pub(super) equal: usize,
    /// Valid instances that were not decoded.
    pub(super) refused: usize,
    /// Instances that were encoded with another meaning.
    pub(super) lost: usize,
    /// Instances that were decoded as a member of a union that they are not valid against.
    pub(super) wrong: usize,
    /// Invalid instances that were decoded, or rejected for another reason.
    pub(super) accepted: usize,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            tried: self.tried + other.tried,
            equal: self.equal + other.equal,
            refused: self.refused + other.refused,
            lost: self.lost + other.lost,
            wrong: self.wrong + other.wrong,
            accepted: self.accepted + other.accepted,
        }
    }
}

/// A failure of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Failure {
    pub(super) document: String,
    pub(super) step: Step,
    /// The location in the document as a JSON Pointer in a URI fragment; `#` without a location.
    pub(super) pointer: String,
    pub(super) message: String,
}

impl Row {
    pub(super) fn new(document: &str) -> Self {
        Self { document: document.to_owned(), ..Self::default() }
    }

    /// Records that `step` was run on `document`, so that its known gaps can be judged.
    pub(super) fn done(&mut self, document: &str, step: Step) {
        self.done.push((document.to_owned(), step));
    }

    pub(super) fn fail(&mut self, document: &str, step: Step, pointer: &str, message: &str) {
        self.failures.push(Failure {
            document: document.to_owned(),
            step,
            pointer: pointer.to_owned(),
            message: message.to_owned(),
        });
    }
}
