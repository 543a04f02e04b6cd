//! `diff`: the differences between two documents, for users of the generated crate.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};
use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Code;
use codegen::internals::review::diff::{self, Difference, Verdict};

use crate::arguments::code_parser;
use crate::configuration;
use crate::diagnose;
use crate::history;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};

const EXIT_CODES: &str = "\
Exit codes:
  0  the documents were compared
  1  a document or the configuration has errors
  2  the command line is invalid
  3  --deny: the changes have the denied verdict, or a more severe one";

/// Lists the differences between two documents for users of the generated crate.
///
/// Each change has a verdict: `breaking` if code that compiles may no longer compile, `additive` if
/// it still does, `docs` if only documentation differs. The next version follows from the most
/// severe one, according to Cargo's rules for SemVer.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
#[command(group(ArgGroup::new("before").required(true).args(["old", "git"])))]
pub struct Arguments {
    /// The old document
    #[arg(requires = "new")]
    old: Option<PathBuf>,

    /// The new document
    new: Option<PathBuf>,

    /// Compare the document, overlays and names of the configuration with those at this Git
    /// revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["old", "overlay"])]
    git: Option<String>,

    /// The configuration file, also for two documents: its overlays, names and selection apply to
    /// both [default with --git: `codegen.toml` or `spec/codegen.toml` in the current folder, or in
    /// its nearest parent that has one]
    #[arg(long, value_name = "FILE", conflicts_with = "overlay")]
    config: Option<PathBuf>,

    /// An OpenAPI Overlay for both documents; several are applied in this order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// A diagnostic to accept, by its code, such as `dangling-ref`; repeatable
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    accept: Vec<Code>,

    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Fail if the verdict is at least this severe
    #[arg(long, value_name = "VERDICT", value_enum)]
    deny: Option<VerdictName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Text for a terminal.
    Text,
    /// Markdown for a pull request.
    Markdown,
    /// JSON for programs.
    Json,
}

/// The name of a verdict on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum VerdictName {
    /// Any change.
    Docs,
    /// Any change except to documentation.
    Additive,
    /// Changes that may keep callers from compiling.
    Breaking,
}

impl From<VerdictName> for Verdict {
    fn from(name: VerdictName) -> Self {
        match name {
            VerdictName::Docs => Self::Docs,
            VerdictName::Additive => Self::Additive,
            VerdictName::Breaking => Self::Breaking,
        }
    }
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    match compare(arguments, invocation) {
        Ok(difference) => report(&difference, arguments),
        Err(messages) => Report {
            messages,
            results: String::new(),
            failure: "can't compare the documents\n".to_owned(),
            exit: Exit::Failed,
        },
    }
}

fn report(difference: &Difference, arguments: &Arguments) -> Report {
    let results = match arguments.format {
        Format::Text => difference.to_text(),
        Format::Markdown => difference.to_markdown(),
        Format::Json => difference.to_json(),
    };
    let denied = arguments.deny.map(Verdict::from);
    let is_denied = denied.is_some_and(|denied| difference.verdict() >= Some(denied));
    let (failure, exit) = match (is_denied, difference.verdict()) {
        (true, Some(verdict)) => {
            let release = difference.release();
            let failure = format!(
                "error: the change is {}; release it as {release}, or revert the document\n",
                verdict.name()
            );
            (failure, Exit::Stale)
        }
        _ => (String::new(), Exit::Fine),
    };
    Report { messages: String::new(), results, failure, exit }
}

fn compare(arguments: &Arguments, invocation: &Invocation) -> Result<Difference, String> {
    let named = arguments.config.as_deref();
    match (&arguments.git, &arguments.old, &arguments.new) {
        (Some(revision), ..) => {
            let config =
                with_accepted_codes(configuration::of_command(named, invocation)?, arguments);
            let history = history::at(revision, named, invocation)?;
            difference(&with_accepted_codes(history.config.clone(), arguments), &config)
        }
        (None, Some(old), Some(new)) => {
            let config = match named {
                Some(_) => configuration::of_command(named, invocation)?,
                None => {
                    let overlays = arguments.overlay.clone();
                    Config::for_document(PathBuf::new(), overlays, PathBuf::new(), None)
                }
            };
            let of = |document: &PathBuf| Config { document: document.clone(), ..config.clone() };
            difference(
                &with_accepted_codes(of(old), arguments),
                &with_accepted_codes(of(new), arguments),
            )
        }
        _ => Err("pass two documents, or a revision with `--git`\n".to_owned()),
    }
}

/// Compares a revision with the current state, by the named configuration or the nearest one.
///
/// # Errors
///
/// The diagnostics of either document as text.
pub(crate) fn since(
    revision: &str,
    named: Option<&Path>,
    invocation: &Invocation,
) -> Result<Difference, String> {
    let config = configuration::of_command(named, invocation)?;
    difference(&history::at(revision, named, invocation)?.config, &config)
}

fn difference(old: &Config, new: &Config) -> Result<Difference, String> {
    let surface = |config: &Config| {
        codegen::internals::surface(config).map_err(|failure| diagnose::errors(&failure))
    };
    Ok(diff::compare(&surface(old)?, &surface(new)?))
}

/// Adds the codes that the arguments accept to the configuration.
fn with_accepted_codes(mut config: Config, arguments: &Arguments) -> Config {
    config.accept.extend(&arguments.accept);
    config
}
