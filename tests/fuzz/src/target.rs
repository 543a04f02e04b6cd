//! The table of the targets.

use crate::seeds::Seeds;
use crate::targets::{loader, multipart, pipeline, retry_after, sse, types, url};

/// Whether a target could use an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The laws of the target were checked on it.
    Checked,
    /// The target has no use for it: JSON that does not parse, for example.
    Rejected,
}

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name: that of its module, of its binary and of its folder of regressions.
    pub name: &'static str,
    /// Runs the target on one input. Panics if a law is broken.
    pub run: fn(&[u8]) -> Outcome,
    /// Returns the inputs to start from.
    pub seeds: fn(&Seeds) -> Vec<Vec<u8>>,
    /// The length of the longest input that is tried, in bytes.
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

/// Returns the target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
