//! The runtime shared by all generated clients, written once as ordinary Rust.
//!
//! The generator copies the folder `src/runtime` unchanged into each generated crate, so nothing in
//! it depends on anything outside it; the tests stay here.
#![forbid(unsafe_code)]

pub mod by_hand;
pub mod runtime;

#[cfg(test)]
mod tests;
