//! The commands of this workspace: some commands of `openapi-crate`, and the ones that only this
//! repository needs.

mod browser;
mod chromium;
mod e2e;
mod fetch;
mod forward;
mod outside;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use forward::Profile;
use mimalloc::MiMalloc;
use openapi_crate::{Invocation, diff, explain, generate, measured, report};

/// Generation allocates millions of small values: this allocator reduces its time by a quarter.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The commands of this workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    Codegen(generate::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    /// Measures whether generated types encode again everything that they decode (see `--help`)
    #[command(disable_help_flag = true)]
    Conformance {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Generates, checks and tests every document of a folder (see `--help`)
    #[command(disable_help_flag = true)]
    Corpus {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    E2e(e2e::Arguments),
    Report(report::Arguments),
    Browser(browser::Arguments),
    Fetch(fetch::Arguments),
    /// Fuzzes the readers of documents, and the requests and responses of clients (see `--help`)
    #[command(disable_help_flag = true)]
    Fuzz {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Compares with other generators (see `--help`)
    #[command(disable_help_flag = true)]
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

/// Parses the command line. If `openapi-crate e2e` runs this program, the help has that name.
fn command() -> Command {
    let mut command = Command::command();
    if let Some(name) = std::env::var(measured::INVOKED_AS).ok().as_deref() {
        let program = name.strip_suffix(" e2e").unwrap_or(name);
        command = command.bin_name(program).mut_subcommand("e2e", e2e::installed);
    }
    let matches = command.get_matches();
    Command::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

fn main() -> ExitCode {
    let report = match command() {
        Command::Codegen(arguments) => generate::run(&arguments, &invocation()),
        Command::Diff(arguments) => diff::run(&arguments, &invocation()),
        Command::Explain(arguments) => explain::run(&arguments, &invocation()),
        Command::Report(arguments) => report::run(&arguments, &invocation()),
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

/// Returns the command line of `openapi-crate` in this repository. It works outside the workspace
/// too, with `cargo run --manifest-path`.
fn invocation() -> Invocation {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = package.and_then(|it| it.parent().map(ToOwned::to_owned));
    Invocation { program: "cargo xtask", generate: "codegen", folder }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn the_arguments_are_consistent() {
        super::Command::command().debug_assert();
    }

    #[test]
    fn the_help_of_the_installed_command_does_not_offer_the_tests_of_this_repository() {
        let command = super::Command::command().mut_subcommand("e2e", super::e2e::installed);
        command.clone().debug_assert();
        let help = command.try_get_matches_from(["xtask", "e2e", "--help"]);
        let help = help.expect_err("the help").to_string();
        assert!(help.contains("that of the nearest `codegen.toml`"), "{help}");
        assert!(!help.contains("FILTER") && !help.contains("Prism"), "{help}");
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
