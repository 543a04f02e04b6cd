//! Changes of a document after which something has to hold still.
//!
//! - [`odd_texts`]: no text makes the generator panic, or write what does not parse.
//! - [`renames`]: a change renames nothing that it is not about.
//!
//! `cargo test` tries them on our own documents, and `cargo xtask corpus` on real ones.

pub mod odd_texts;
mod random;
pub mod renames;

/// A change after which something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first place that is changed, as a JSON Pointer.
    pub pointer: String,
    /// The changes, and what no longer holds.
    pub message: String,
}
