//! `update`: updates the document from its source, and the crate, its version and its changelog
//! from the document.

mod before;
mod changelog;
mod checkout;
mod lock;
mod new_diagnostics;
mod next;
mod print;
mod pull_request;
mod release;
mod released;
mod replace;
mod source;
mod version;

use std::path::{Path, PathBuf};

use clap::Args;
use codegen::internals::Generation;
use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::document::{Document, load};
use codegen::internals::output::{Output, write};
use codegen::internals::review::diff::{Difference, Verdict};

use self::before::Before;
use self::next::Next;
use self::release::{Level, Release};
use self::replace::replace;
use crate::arguments::MessageFormat;
use crate::configuration;
use crate::diagnose;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};
use crate::remote::Limits;

const EXIT_CODES: &str = "\
Exit codes, the first that applies:
  1   the source, a document, the configuration or a file has errors; nothing was changed
  2   the command line is invalid
  12  updated with breaking changes: existing code may stop compiling
  4   updated: `fidelity.txt` has new gaps between the types and the document
  11  updated with additive changes: existing code still compiles
  10  updated without changes for callers, except in the documentation
  0   the document and the version are up to date; nothing was changed";

/// Fetches the document from its source, and generates the crate again if the document has changed,
/// or if the configuration has changed the crate for callers since the last release.
///
/// Prints the new diagnostics, and the effect of the changes since the last release on callers of
/// the crate; sets the version in `codegen.toml` and `Cargo.lock` accordingly, and writes a section
/// of `CHANGELOG.md` and the description of a pull request. Without a release, it compares with the
/// last commit, and outside a Git repository with the present document. If anything fails, all
/// files stay as they were.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The configuration file [default: `codegen.toml` or `spec/codegen.toml` in the current
    /// folder, or in its nearest parent that has one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The new document, instead of the one at the `source` of the configuration
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// The revision of the last release [default: the highest tag `v1.2.3` reachable from HEAD, if
    /// the configuration had that version there, else HEAD]
    #[arg(long, value_name = "REV")]
    git: Option<String>,

    /// The kind of release [default: by the changes, according to Cargo's rules for SemVer]
    #[arg(long, value_name = "LEVEL", value_enum)]
    release: Option<Level>,

    /// A file that may contain a line such as `Release: minor`, which sets the kind of release
    #[arg(long, value_name = "FILE")]
    pull_request_text: Option<PathBuf>,

    /// The changelog [default: `CHANGELOG.md` next to `codegen.toml`, or next to the folder `spec`]
    #[arg(long, value_name = "FILE")]
    changelog: Option<PathBuf>,

    /// The file to write the description of the pull request to [default: `pull-request.md` next to
    /// the changelog]
    #[arg(long, value_name = "FILE")]
    pull_request: Option<PathBuf>,

    #[command(flatten)]
    limits: Limits,

    /// Change files even if they have changes that are not committed to Git
    #[arg(long)]
    allow_dirty: bool,

    /// The format of diagnostics: text, or one JSON object per line on the standard output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    message_format: MessageFormat,
}

/// The outcome of a run without errors.
enum Outcome {
    /// The document is the version of the source.
    Current {
        document: PathBuf,
    },
    Updated(Box<Update>),
}

/// A finished update.
struct Update {
    /// The difference for callers; `None` if there was neither a release nor an old document.
    difference: Option<Difference>,
    version: Release,
    /// The source texts of the new document.
    document: Document,
    /// The diagnostics that the old document did not have.
    diagnostics: Vec<Diagnostic>,
    /// The gaps that the old crate did not have.
    gaps: Vec<String>,
    /// The folder of the crate.
    output: PathBuf,
    files: write::Summary,
    /// The other files that were written.
    written: Vec<PathBuf>,
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    match update(arguments, invocation) {
        Ok(outcome) => print::report(&outcome, arguments.message_format),
        Err(messages) => Report {
            messages,
            results: String::new(),
            failure: "can't update: nothing was changed\n".to_owned(),
            exit: Exit::Failed,
        },
    }
}

fn update(arguments: &Arguments, invocation: &Invocation) -> Result<Outcome, String> {
    let choice = release::choice(arguments)?;
    let (configuration, text) = configuration::with_text(arguments.config.as_deref(), invocation)?;
    let config = &configuration.config;
    let present = present(&config.document)?;
    let download = source::document(arguments, config, present.as_deref())?;
    let download = download.filter(|it| Some(&it.text) != present.as_ref());
    let current = || Ok(Outcome::Current { document: config.document.clone() });
    let released = released::find(arguments.git.as_deref(), Path::new(&text.file))?;
    if download.is_none() && released.is_none() {
        return current();
    }
    let old = match present {
        Some(_) => Some(generate(config, "the existing document has errors")?),
        None => None,
    };
    let before = Before { released, old: old.as_ref() };
    let mut next = Next::new(&configuration, download.as_ref(), &before, choice, &text)?;
    if download.is_none() && !next.changes_callers() {
        return current();
    }
    let merged = next.merged(config, old.as_ref())?;
    let places = Places::new(arguments, Path::new(&text.file));
    let plan = write::plan(&merged, &config.output).map_err(problem)?;
    if download.is_none() && !next.version.is_new() && plan.is_current() {
        return current();
    }
    let mut replacements = next.replacements(config, download.as_ref(), &text, &places)?;
    if !arguments.allow_dirty {
        let files: Vec<&Path> = replacements
            .iter()
            .map(|file| file.place.as_path())
            .filter(|place| *place != places.pull_request)
            .collect();
        let outputs = [Some(&merged), old.as_ref().map(|old| &old.output)].into_iter().flatten();
        let generated = outputs.flat_map(Output::keys).collect();
        checkout::check(&files, &config.output, &generated)?;
    }
    // Only the version of the crate changes in it, so no edit is lost.
    replacements.extend(lock::with_version(
        &config.output,
        &next.generation.krate.package.name,
        &next.version.to,
    ));
    let files = replace(&replacements, || write::write(&plan).map_err(problem))?;
    let Next { generation, difference, version, diagnostics, gaps, .. } = next;
    Ok(Outcome::Updated(Box::new(Update {
        difference,
        version,
        document: generation.document,
        diagnostics,
        gaps,
        output: config.output.clone(),
        files,
        written: replacements.into_iter().map(|file| file.place).collect(),
    })))
}

/// Reads the text of the present document, if it exists.
fn present(document: &Path) -> Result<Option<String>, String> {
    if !document.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    let source = load::load_source(document);
    let source = source.map_err(|refused| diagnose::problem(refused.0, refused.1))?;
    Ok(Some(source.text))
}

fn generate(config: &Config, mistaken: &str) -> Result<Generation, String> {
    codegen::internals::generate(config, &mut |_| {})
        .map_err(|failure| format!("{}{mistaken}\n", diagnose::errors(&failure)))
}

fn problem(problem: Diagnostic) -> String {
    diagnose::problems(Vec::new(), std::iter::once(problem).collect())
}

impl Update {
    fn exit(&self) -> Exit {
        match self.difference.as_ref().map(Difference::verdict) {
            Some(Some(Verdict::Breaking)) => Exit::Breaking,
            _ if !self.gaps.is_empty() => Exit::Gaps,
            None | Some(Some(Verdict::Additive)) => Exit::Additive,
            Some(Some(Verdict::Docs) | None) => Exit::Docs,
        }
    }
}

/// The paths of files that belong to the project, not to the crate.
struct Places {
    config: PathBuf,
    changelog: PathBuf,
    pull_request: PathBuf,
}

impl Places {
    fn new(arguments: &Arguments, config: &Path) -> Self {
        let changelog =
            arguments.changelog.clone().unwrap_or_else(|| project(config).join("CHANGELOG.md"));
        let pull_request = arguments
            .pull_request
            .clone()
            .unwrap_or_else(|| changelog.with_file_name("pull-request.md"));
        Self { config: config.to_owned(), changelog, pull_request }
    }
}

/// Returns the folder of the project with the configuration `config`: the folder of the file, or
/// its parent if the folder is `spec`.
fn project(config: &Path) -> PathBuf {
    let folder = config.parent().unwrap_or(Path::new(""));
    let real = std::path::absolute(config).unwrap_or_default();
    let is_spec = real.parent().is_some_and(|folder| folder.ends_with("spec"));
    match (is_spec, folder.file_name()) {
        (false, _) => folder.to_owned(),
        (true, Some(_)) => folder.parent().unwrap_or(Path::new("")).to_owned(),
        (true, None) => folder.join(".."),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn help_documents_the_exit_codes() {
        let Err(error) = Line::try_parse_from(["program", "--help"]) else { panic!("no help") };
        let help = error.to_string();
        for exit in
            [Exit::Fine, Exit::Failed, Exit::Gaps, Exit::Docs, Exit::Additive, Exit::Breaking]
        {
            assert!(help.contains(&format!("\n  {:<2}  ", exit.code())), "{exit:?}: {help}");
        }
    }

    #[test]
    fn the_changelog_of_the_project_is_updated() {
        for (config, expected) in [
            ("codegen.toml", "CHANGELOG.md"),
            ("../codegen.toml", "../CHANGELOG.md"),
            ("spec/codegen.toml", "CHANGELOG.md"),
            ("../spec/codegen.toml", "../CHANGELOG.md"),
        ] {
            let arguments = Line::parse_from(["program"]).arguments;
            let places = Places::new(&arguments, Path::new(config));
            assert_eq!(places.changelog, Path::new(expected), "{config}");
            assert_eq!(places.pull_request, Path::new(expected).with_file_name("pull-request.md"));
        }
    }
}
