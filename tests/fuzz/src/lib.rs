//! Fuzz targets: functions that take any bytes and panic where a law of the project is broken.
//!
//! Each target is a module of [`targets`]. `fuzz_targets/` links each to libFuzzer, the program of
//! this package (`cargo xtask fuzz`) builds and runs them, and the tests of this package run each
//! on its seeds and on the inputs that it has failed on (`regressions/`).

pub mod mutate;
pub mod seeds;
mod target;
pub mod targets;

pub use target::{Outcome, TARGETS, Target, target};
