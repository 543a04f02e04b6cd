//! Mutations of a document that must not break an invariant.
//!
//! - [`odd_texts`]: no string makes the generator panic, or write code that does not parse.
//! - [`renames`]: a change renames only the items that it is about.
//! - [`spellings`]: schemas with the same meaning have the same types.
//!
//! `cargo test` tries them on the documents of the tests, and `cargo xtask corpus` on real
//! documents.

pub mod odd_texts;
mod random;
pub mod renames;
pub mod spellings;

/// A change that breaks an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first changed location, as a JSON Pointer.
    pub pointer: String,
    /// The changes, and the broken invariant.
    pub message: String,
}
