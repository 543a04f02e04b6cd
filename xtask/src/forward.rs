//! Commands that are programs of their own, since what they depend on would make every other
//! command's first build longer.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// How a program is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As the tests are: for a program that only starts others.
    Dev,
    /// For a program that has much to do itself.
    Release,
}

/// Runs the package of this name through cargo, with these arguments, and returns its exit code; 2
/// if it can't be started.
pub(crate) fn run(package: &str, profile: Profile, arguments: &[OsString]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", package]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    command.arg("--").args(arguments);
    let code = match command.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()),
        Err(error) => {
            eprintln!("cargo can't be started: {error}");
            None
        }
    };
    ExitCode::from(code.unwrap_or(2))
}

/// The same for a package with several commands.
pub(crate) fn run_command(package: &str, command: &str, arguments: &[OsString]) -> ExitCode {
    let words: Vec<OsString> = std::iter::once(command.into()).chain(arguments.to_vec()).collect();
    run(package, Profile::Release, &words)
}
