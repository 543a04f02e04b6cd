//! The top floor: the difference between two crates, and the page that shows one.

pub(crate) mod diff;
pub(crate) mod report;
