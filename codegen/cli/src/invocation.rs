//! [`Invocation`]: the words that the user runs the commands with.

use std::path::PathBuf;

/// The words that the user runs the commands with, which messages repeat, and the folder that they
/// belong to: `openapi-crate generate` from anywhere, or `cargo xtask codegen` of a workspace.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The program, which the command follows: `openapi-crate`.
    pub program: &'static str,
    /// The name of the command [`generate`](crate::generate).
    pub generate: &'static str,
    /// The folder whose configuration is read where neither the current folder nor one above it has
    /// any.
    pub folder: Option<PathBuf>,
}

impl Invocation {
    /// That of the installed program.
    pub const INSTALLED: Self =
        Self { program: env!("CARGO_PKG_NAME"), generate: "generate", folder: None };
}
