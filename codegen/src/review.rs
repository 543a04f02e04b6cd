//! The top floor: the difference between two crates, and the page that shows one.

pub mod diff;
pub mod report;
