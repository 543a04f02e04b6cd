//! The table of the targets.

use crate::seeds::Seeds;
use crate::targets::{loader, multipart, pipeline, retry_after, sse, types, url};

/// The outcome of a target for an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The invariants of the target were checked.
    Checked,
    /// The input is unusable for the target: JSON that does not parse, for example.
    Rejected,
}

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the target, its module, its binary and its folder of regressions.
    pub name: &'static str,
    /// Runs the target on one input. Panics if an invariant is violated.
    pub run: fn(&[u8]) -> Outcome,
    /// Returns the initial inputs.
    pub seeds: fn(&Seeds) -> Vec<Vec<u8>>,
    /// The maximum length of an input, in bytes.
    pub longest: usize,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "loader", run: loader::run, seeds: loader::seeds, longest: 16 << 10 },
    Target { name: "pipeline", run: pipeline::run, seeds: pipeline::seeds, longest: 8 << 10 },
    Target { name: "types", run: types::run, seeds: types::seeds, longest: 4 << 10 },
    Target { name: "url", run: url::run, seeds: url::seeds, longest: 1 << 10 },
    Target { name: "sse", run: sse::run, seeds: sse::seeds, longest: 1 << 10 },
    Target { name: "retry_after", run: retry_after::run, seeds: retry_after::seeds, longest: 128 },
    Target { name: "multipart", run: multipart::run, seeds: multipart::seeds, longest: 2 << 10 },
];

/// Returns the target with this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
