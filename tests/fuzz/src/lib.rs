//! Fuzz targets: functions that accept any bytes and panic if an invariant of the project is
//! violated.
//!
//! Each target is a module of [`targets`]. `fuzz_targets/` links each one to libFuzzer, the program
//! of this package (`cargo xtask fuzz`) builds and runs them, and the tests of this package run
//! each one on its seeds and on inputs that made it fail (`regressions/`).

pub mod mutate;
pub mod seeds;
mod target;
pub mod targets;

pub use target::{Outcome, TARGETS, Target, target};
