//! The outcome of a run as plain data: what [`generate`](crate::generate) returns, and
//! [`describe`](crate::describe) and [`machine`](crate::machine) print.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use codegen::internals::Counts;
use codegen::internals::document::Document;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::output::RuntimeChange;
use codegen::internals::output::write::{StaleFile, Summary};

use crate::timings::Timings;

/// One run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
    /// The texts that the diagnostics speak of, as far as they were read.
    pub(crate) document: Document,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) timings: Timings,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The folder holds the crate.
    Written { generated: Generated, summary: Summary },
    /// `--check`: what is stale, if anything.
    Checked { generated: Generated, stale: Vec<StaleFile> },
    /// `--deny-new-gaps`: the gaps that the folder's report does not list; nothing was written.
    Denied { generated: Generated, gaps: Vec<String> },
    /// There are errors; nothing was written.
    Refused,
    /// Writing failed on the way.
    Unfinished,
}

/// What was generated.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) counts: Counts,
    /// The output folder, as the user named it.
    pub(crate) folder: PathBuf,
    /// The number of files, with the manifest.
    pub(crate) files: usize,
    /// How the version of the runtime that was in the folder differs from the generated one.
    pub(crate) runtime: Option<RuntimeChange>,
    /// The command that writes it.
    pub(crate) repair: String,
}

/// What to print, in this order, and the exit code.
#[derive(Debug)]
pub struct Report {
    /// For the standard error: the diagnostics.
    pub messages: String,
    /// For the standard output: what was asked for.
    pub results: String,
    /// For the standard error: why the command fails, in one line.
    pub failure: String,
    /// The exit code.
    pub exit: Exit,
}

impl Report {
    /// Prints all but the exit code. A reader that has gone, as in `| head`, is no failure of the
    /// command.
    pub fn print(&self) {
        let _ = std::io::stderr().write_all(self.messages.as_bytes());
        let _ = std::io::stdout().write_all(self.results.as_bytes());
        let _ = std::io::stderr().write_all(self.failure.as_bytes());
    }
}

/// The exit codes that `--help` documents; 2 is clap's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is as it should be.
    Fine = 0,
    /// There are errors.
    Failed = 1,
    /// Files are stale, or a change is denied.
    Stale = 3,
    /// There are new gaps.
    Gaps = 4,
    /// An update that callers do not notice, but in the documentation.
    Docs = 10,
    /// An update after which code that compiles still compiles.
    Additive = 11,
    /// An update after which code that compiles may not compile any more.
    Breaking = 12,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Outcome {
    /// The exit code of a run that came to this.
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
