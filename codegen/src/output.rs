//! What the generator gives: the files of a crate, in memory.

use std::collections::BTreeMap;

/// The files of the generated crate: relative path with `/`, and content. What `format` gives and
/// `write` takes.
pub type Output = BTreeMap<String, String>;
