//! The fourth layer: the files of a crate, from tokens to the output folder.

pub(crate) mod calls;
pub(crate) mod emit;
pub(crate) mod guards;
pub(crate) mod package;
pub(crate) mod pages;
pub(crate) mod print;
pub(crate) mod source;
pub(crate) mod write;

pub use package::{Age, RuntimeChange};

use std::collections::BTreeMap;

/// The files of the generated crate: the relative path with `/`, and the content. Returned by
/// `print` and written by `write`.
pub type Output = BTreeMap<String, String>;
