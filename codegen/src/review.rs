//! The fifth layer: the differences between two crates, and the report about a crate.

pub(crate) mod diff;
pub(crate) mod report;
