//! The paths of this workspace, and its generator.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::compile;

/// The workspace that this program was compiled in.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// The target folder that this program was compiled into.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the workspace.
    ///
    /// # Errors
    ///
    /// This program has been moved out of its target folder.
    pub fn find() -> io::Result<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.ancestors().nth(2).unwrap_or(package);
        let program = std::env::current_exe()?;
        // `target/release/measure`, or `target/debug/deps/measure-...` in a test.
        let marked = |folder: &&Path| folder.join("CACHEDIR.TAG").exists();
        let target = program.ancestors().find(marked);
        let target = target
            .ok_or_else(|| io::Error::other("can't find the target folder of this program"))?;
        Ok(Self { root: root.to_owned(), target: target.to_owned() })
    }

    /// Builds the generator, and returns the path of its program.
    ///
    /// # Errors
    ///
    /// It does not compile.
    pub fn generator(&self) -> io::Result<PathBuf> {
        self.program("xtask")
    }

    /// Builds a package with the profile of this program (release, except in tests), and returns
    /// the path of the program with the same name.
    ///
    /// # Errors
    ///
    /// It does not compile.
    pub fn program(&self, package: &str) -> io::Result<PathBuf> {
        let mut cargo = compile::cargo(&self.root, &self.target);
        cargo.args(["build", "--quiet", "--package", package]).env_remove("CARGO_INCREMENTAL");
        let folder = if cfg!(debug_assertions) {
            "debug"
        } else {
            cargo.arg("--release");
            "release"
        };
        if !cargo.status()?.success() {
            return Err(io::Error::other(format!("`{package}` does not compile")));
        }
        Ok(self.target.join(folder).join(format!("{package}{}", std::env::consts::EXE_SUFFIX)))
    }

    /// Returns a command of the generator; relative paths start at the root of the workspace.
    #[must_use]
    pub fn command(&self, generator: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(generator);
        command.args(words).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }
}

/// Prints a progress message to stderr.
pub fn print_progress(what: &str) {
    // A closed pipe is not an error.
    let _ = writeln!(io::stderr(), "{what}");
}
