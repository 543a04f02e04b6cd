//! What every generated client shares, written once as ordinary Rust.
//!
//! The generator copies the folder `src/runtime` into each crate that it writes, to the letter,
//! so nothing inside it reaches for anything outside; the tests stay here.
#![forbid(unsafe_code)]

pub mod by_hand;
pub mod runtime;

#[cfg(test)]
mod tests;
