//! Commands that are separate programs, because their dependencies would slow down the first build
//! of every other command.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::outside;

/// The Cargo profile of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// `dev`, like the tests: for a program that only starts others.
    Dev,
    /// `release`: for a program with heavy computation.
    Release,
}

/// Runs the package with this name through cargo, with these arguments, and returns its exit code;
/// 2 if cargo can't be started.
pub(crate) fn run(package: &str, profile: Profile, arguments: &[OsString]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", package, "--manifest-path"]);
    command.arg(outside::root().join("Cargo.toml"));
    if profile == Profile::Release {
        command.arg("--release");
    }
    command.arg("--").args(arguments);
    let code = match command.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()),
        Err(error) => {
            eprintln!("can't run `cargo`: {error}");
            None
        }
    };
    ExitCode::from(code.unwrap_or(2))
}

/// Runs a command of a package that has several, in release mode.
pub(crate) fn run_command(package: &str, command: &str, arguments: &[OsString]) -> ExitCode {
    let words: Vec<OsString> = std::iter::once(command.into()).chain(arguments.to_vec()).collect();
    run(package, Profile::Release, &words)
}
