//! The commands of this workspace: arguments in, a library call, a report out.

mod arguments;
mod command;
mod configuration;
mod delegate;
mod describe;
mod diagnose;
mod forward;
mod machine;
mod outcome;
mod progress;
mod timings;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;

/// The commands of this workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    Codegen(arguments::Arguments),

    /// Generates, checks and tries every document of a folder
    #[command(disable_help_flag = true)]
    Corpus(delegate::Arguments),

    /// Compares with other generators
    #[command(disable_help_flag = true)]
    Bench(delegate::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Command::parse() {
        Command::Codegen(arguments) => arguments,
        Command::Corpus(arguments) => return delegate::run("measure", &arguments.after("corpus")),
        Command::Bench(arguments) => return delegate::run("measure", &arguments.after("bench")),
    };
    let report = command::codegen(&arguments);
    // A reader that has gone, as in `| head`, is no failure of the command.
    let _ = std::io::stderr().write_all(report.messages.as_bytes());
    let _ = std::io::stdout().write_all(report.results.as_bytes());
    let _ = std::io::stderr().write_all(report.failure.as_bytes());
    report.exit.into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        super::Command::command().debug_assert();
    }
}
