//! The sources that this program was compiled from, for subcommands that compile other parts of the
//! workspace.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The folder of the workspace: the clone of `cargo install --path`, or the checkout that Cargo
/// keeps for `cargo install --git`.
pub(crate) const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Returns the folder of the workspace, if it still contains `part`.
pub(crate) fn with(part: &str) -> Option<PathBuf> {
    fs::canonicalize(SOURCES).ok().filter(|it| it.join(part).exists())
}

/// Returns the target folder for the workspace in `sources`.
pub(crate) fn target(sources: &Path) -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => env::current_dir().unwrap_or_default().join(target),
        None => sources.join("target"),
    }
}

/// Returns a Cargo command.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Returns a `rustc` command, for the compiler that the sources require.
pub(crate) fn rustc() -> Command {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc")));
    rustc.current_dir(SOURCES);
    rustc
}
