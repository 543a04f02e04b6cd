//! The commands of `openapi-crate`, as functions: arguments in, a library call, a report out.
//!
//! A command is a module with `Arguments`, which clap parses, and `run`, which accepts them and the
//! [`Invocation`] and returns a [`Report`]: the output and the exit code. To add one, write the
//! module, a variant of [`Command`] and a line of [`Command::run`].

pub mod check;
pub mod diff;
pub mod explain;
pub mod generate;
pub mod init;
pub mod measured;
pub mod playground;
pub mod publish_check;
pub mod report;
pub mod update;

mod arguments;
mod configuration;
mod describe;
mod diagnose;
mod git;
mod history;
mod invocation;
mod machine;
mod outcome;
mod progress;
mod remote;
#[cfg(test)]
mod sample;
mod sources;
mod timings;
mod watch;

use clap::Subcommand;

use self::measured::Program;

pub use self::invocation::Invocation;
pub use self::outcome::{Exit, Report};

/// The commands.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "the arguments in each module document the command")]
pub enum Command {
    Init(init::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Report(report::Arguments),
    Playground(playground::Arguments),
    PublishCheck(publish_check::Arguments),
    Update(update::Arguments),
    /// Measures whether generated types encode again everything that they decode (see `--help`)
    Conformance(measured::Arguments),
    /// Sends requests of every operation to a third-party server (see `--help`)
    E2e(measured::Arguments),
}

impl Command {
    /// Runs the command and returns its report.
    #[must_use]
    pub fn run(&self, invocation: &Invocation) -> Report {
        match self {
            Self::Init(arguments) => init::run(arguments, invocation),
            Self::Generate(arguments) => generate::run(arguments, invocation),
            Self::Check(arguments) => check::run(arguments, invocation),
            Self::Diff(arguments) => diff::run(arguments, invocation),
            Self::Explain(arguments) => explain::run(arguments, invocation),
            Self::Report(arguments) => report::run(arguments, invocation),
            Self::Playground(arguments) => playground::run(arguments),
            Self::PublishCheck(arguments) => publish_check::run(arguments, invocation),
            Self::Update(arguments) => update::run(arguments, invocation),
            Self::Conformance(arguments) => {
                measured::run(Program::Conformance, arguments, invocation)
            }
            Self::E2e(arguments) => measured::run(Program::E2e, arguments, invocation),
        }
    }
}
