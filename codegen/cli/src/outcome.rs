//! The outcome of a run as plain data: returned by [`generate`](crate::generate), printed by
//! [`describe`](crate::describe) and [`machine`](crate::machine).

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use codegen::internals::Counts;
use codegen::internals::document::Document;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::output::RuntimeChange;
use codegen::internals::output::write::{StaleFile, Summary};

use crate::timings::Timings;

/// A run with its outcome.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
    /// The source texts that the diagnostics refer to, if they were read.
    pub(crate) document: Document,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) timings: Timings,
}

/// The outcome of a run.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The crate was written to the folder.
    Written { generated: Generated, summary: Summary },
    /// `--check`: the stale files, if any.
    Checked { generated: Generated, stale: Vec<StaleFile> },
    /// `--deny-new-gaps`: the gaps that the folder's report does not list; nothing was written.
    Denied { generated: Generated, gaps: Vec<String> },
    /// The input has errors; nothing was written.
    Refused,
    /// Writing failed partway.
    Unfinished,
}

/// A generated crate.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) counts: Counts,
    /// The output folder, as the user gave it.
    pub(crate) folder: PathBuf,
    /// The number of files, including the manifest.
    pub(crate) files: usize,
    /// The difference between the runtime's old version in the folder and the generated version.
    pub(crate) runtime: Option<RuntimeChange>,
    /// The command that writes the crate.
    pub(crate) repair: String,
}

/// The output of a command, printed in this order, and its exit code.
#[derive(Debug)]
pub struct Report {
    /// The text for stderr: the diagnostics.
    pub messages: String,
    /// The text for the standard output: the results.
    pub results: String,
    /// The text for stderr: the reason why the command fails, in one line.
    pub failure: String,
    /// The exit code.
    pub exit: Exit,
}

impl Report {
    /// Prints everything except the exit code. A closed pipe, as with `| head`, is not an error.
    pub fn print(&self) {
        let _ = std::io::stderr().write_all(self.messages.as_bytes());
        let _ = std::io::stdout().write_all(self.results.as_bytes());
        let _ = std::io::stderr().write_all(self.failure.as_bytes());
    }
}

/// The exit codes that `--help` documents; 2 is clap's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Success.
    Fine,
    /// Errors.
    Failed,
    /// Stale files, or a denied change.
    Stale,
    /// New gaps.
    Gaps,
    /// An update that changes only documentation for callers.
    Docs,
    /// An update after which code that compiles still compiles.
    Additive,
    /// An update after which code that compiles may no longer compile.
    Breaking,
    /// The exit code of another program.
    Of(u8),
}

impl Exit {
    /// Returns the code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::Stale => 3,
            Self::Gaps => 4,
            Self::Docs => 10,
            Self::Additive => 11,
            Self::Breaking => 12,
            Self::Of(code) => code,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

impl Outcome {
    /// Returns the exit code of the outcome.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Written { .. } => Exit::Fine,
            Self::Checked { stale, .. } if stale.is_empty() => Exit::Fine,
            Self::Checked { .. } => Exit::Stale,
            Self::Denied { .. } => Exit::Gaps,
            Self::Refused | Self::Unfinished => Exit::Failed,
        }
    }
}
