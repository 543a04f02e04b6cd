//! `check`: checks that the generated crate in the output folder is up to date.

use clap::Args;

use crate::arguments::Request;
use crate::generate::{self, Mode};
use crate::invocation::Invocation;
use crate::outcome::Report;

const EXIT_CODES: &str = "\
Exit codes:
  0  the crate is up to date
  1  the document, the configuration or the output folder has errors
  2  the command line is invalid
  3  files are stale
  4  --deny-new-gaps: there are new gaps";

/// Lists the files of the generated crate that are stale, and fails if there are any.
///
/// Writes nothing. It is the same as `generate --check`.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(flatten)]
    request: Request,
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    let request = &arguments.request;
    generate::report(&generate::perform(request, Mode::Check, invocation), request, invocation)
}
