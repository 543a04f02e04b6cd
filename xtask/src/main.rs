//! The commands of this workspace: arguments in, a library call, a report out.

mod arguments;
mod browser;
mod chromium;
mod command;
mod configuration;
mod describe;
mod diagnose;
mod difference;
mod e2e;
mod fetch;
mod forward;
mod machine;
mod outcome;
mod outside;
mod progress;
mod report;
mod timings;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use forward::Profile;
use mimalloc::MiMalloc;

/// A document becomes some millions of small values: with this allocator, in a quarter less time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The commands of this workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    Codegen(arguments::Arguments),
    Diff(difference::Arguments),
    /// Measures that what the generated types decode they encode again (`--help` says how)
    #[command(disable_help_flag = true)]
    Conformance {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Generates, checks and tries every document of a folder (`--help` says how)
    #[command(disable_help_flag = true)]
    Corpus {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    E2e(e2e::Arguments),
    Report(report::Arguments),
    Browser(browser::Arguments),
    Fetch(fetch::Arguments),
    /// Fuzzes what reads documents, and what sends and reads in a client (`--help` says how)
    #[command(disable_help_flag = true)]
    Fuzz {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Compares with other generators (`--help` says how)
    #[command(disable_help_flag = true)]
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    let report = match Command::parse() {
        Command::Codegen(arguments) if arguments.watch => watch::run(&arguments),
        Command::Codegen(arguments) => command::codegen(&arguments),
        Command::Diff(arguments) => difference::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Conformance { arguments } => {
            return forward::run("conformance", Profile::Release, &arguments);
        }
        Command::Fuzz { arguments } => return forward::run("fuzz", Profile::Dev, &arguments),
        Command::Corpus { arguments } => {
            return forward::run_command("measure", "corpus", &arguments);
        }
        Command::E2e(arguments) => return e2e::run(&arguments),
        Command::Browser(arguments) => return browser::run(&arguments),
        Command::Fetch(arguments) => return fetch::run(&arguments),
        Command::Bench { arguments } => {
            return forward::run_command("measure", "bench", &arguments);
        }
    };
    report.print();
    report.exit.into()
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn the_arguments_are_consistent() {
        super::Command::command().debug_assert();
    }

    #[test]
    fn the_arguments_of_another_program_are_passed_on_as_they_are() {
        let line = ["xtask", "corpus", "--only", "polar", "--help", "DIR"];
        let super::Command::Corpus { arguments } = super::Command::parse_from(line) else {
            panic!("another command");
        };
        assert_eq!(arguments, ["--only", "polar", "--help", "DIR"]);
    }
}
