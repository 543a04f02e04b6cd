//! Commands that are packages of their own, so that what they depend on is no part of this one,
//! which is compiled before anything else can be done.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Command, ExitCode};

use clap::Args;

/// The arguments of a command of another package, which reads them itself.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// See `--help` after the command
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    words: Vec<OsString>,
}

impl Arguments {
    /// The words, with `command` before them.
    pub(crate) fn after(&self, command: &str) -> Vec<OsString> {
        std::iter::once(command.into()).chain(self.words.iter().cloned()).collect()
    }
}

/// Compiles the program of `package` in release, runs it with `arguments`, and ends as it ends.
pub(crate) fn run(package: &str, arguments: &[OsString]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--package", package, "--"]).args(arguments);
    match command.status() {
        Ok(status) => {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            code.map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            // A reader that has gone is no failure of the command.
            let _ = writeln!(io::stderr(), "error: can't run cargo: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    #[command(disable_help_flag = true)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn the_arguments_are_passed_on_as_they_are() {
        let line = ["xtask", "--only", "polar", "--help", "--", "DIR"];
        let words = Line::parse_from(line).arguments.after("corpus");
        assert_eq!(words, ["corpus", "--only", "polar", "--help", "--", "DIR"]);
    }
}
