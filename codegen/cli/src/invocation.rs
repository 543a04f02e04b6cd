//! [`Invocation`]: the command line with which the user runs the commands.

use std::path::PathBuf;

/// The command line with which the user runs the commands, which messages repeat, and its default
/// folder: `openapi-crate generate` in any folder, or `cargo xtask codegen` of a workspace.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The program, without the command: `openapi-crate`.
    pub program: &'static str,
    /// The name of the command [`generate`](crate::generate).
    pub generate: &'static str,
    /// The folder whose configuration is read if neither the current folder nor any of its parents
    /// has one.
    pub folder: Option<PathBuf>,
}

impl Invocation {
    /// The invocation of the installed program.
    pub const INSTALLED: Self =
        Self { program: env!("CARGO_PKG_NAME"), generate: "generate", folder: None };
}
