//! What came of a document, as plain data: what the steps fill in and the report prints.

use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::meter::Cost;

/// A row of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    /// The name of the document or suite.
    pub(super) document: String,
    /// For a suite: how many of how many documents have no failure.
    pub(super) passed: Option<(usize, usize)>,
    pub(super) operations: usize,
    pub(super) types: usize,
    /// The lines of Rust.
    pub(super) lines: usize,
    pub(super) generation: Option<Cost>,
    /// `cargo check` of the crate itself.
    pub(super) check: Option<Cost>,
    pub(super) conformance: Option<Tally>,
    /// The documents that each step was carried out on.
    pub(super) done: Vec<(String, Step)>,
    pub(super) failures: Vec<Failure>,
}

/// What a document goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    /// The generator writes a crate.
    Generate,
    /// openapiv3 keeps what it was given.
    Model,
    /// The compiler says nothing about it.
    Check,
    /// Clippy says nothing about it, with all features.
    Clippy,
    /// A sample of its resources compiles, each by itself.
    Features,
    /// No value is lost.
    Conformance,
    /// No text makes the generator panic.
    OddTexts,
    /// No change renames what it is not about.
    Renames,
}

/// What the conformance run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// Instances.
    pub(super) tried: usize,
    /// Written again with the same meaning.
    pub(super) equal: usize,
    /// Valid and not decoded.
    pub(super) refused: usize,
    /// Written again with another meaning.
    pub(super) lost: usize,
    /// Decoded as another member of a union than the one that they are valid against.
    pub(super) wrong: usize,
    /// Invalid and decoded, or refused for another reason.
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

/// Something that does not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Failure {
    pub(super) document: String,
    pub(super) step: Step,
    /// The place in the document as a JSON Pointer in a fragment; `#` where there is none.
    pub(super) pointer: String,
    pub(super) message: String,
}

impl Row {
    pub(super) fn new(document: &str) -> Self {
        Self { document: document.to_owned(), ..Self::default() }
    }

    /// Says that `step` was carried out on `document`, so that its known gaps can be judged.
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
