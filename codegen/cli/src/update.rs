//! `update`: updates the document from its source, and the crate, its version and its changelog
//! from the document.

mod before;
mod changelog;
mod checkout;
mod new_diagnostics;
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
use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::document::{Document, Source, load};
use codegen::internals::output::{Output, write};
use codegen::internals::review::diff::{self, Difference, Verdict};
use codegen::internals::rust::fidelity;

use self::before::Before;
use self::changelog::Unreleased;
use self::release::{Choice, Level, Release};
use self::replace::{Replacement, replace};
use crate::arguments::MessageFormat;
use crate::configuration::{self, Configuration};
use crate::diagnose;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};
use crate::remote::{self, Download, Limits, Origin};

const EXIT_CODES: &str = "\
Exit codes, the first that applies:
  1   the source, a document, the configuration or a file has errors; nothing was changed
  2   the command line is invalid
  12  updated with breaking changes: existing code may stop compiling
  4   updated: `fidelity.txt` has new gaps between the types and the document
  11  updated with additive changes: existing code still compiles
  10  updated without changes for callers, except in the documentation
  0   the document is up to date; nothing was changed";

/// Fetches the document from its source, and generates the crate again if the document has changed.
///
/// Prints the new diagnostics, and the effect of the changes since the last release on callers of
/// the crate; sets the version in `codegen.toml` accordingly, and writes a section of
/// `CHANGELOG.md` and the text of a pull request. Without a release, it compares with the present
/// document. If anything fails, all files stay as they were.
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
    /// the configuration had that version there]
    #[arg(long, value_name = "REV")]
    git: Option<String>,

    /// The kind of release [default: by the changes, according to Cargo's rules for SemVer]
    #[arg(long, value_name = "LEVEL", value_enum)]
    release: Option<Level>,

    /// A file with a text that may contain a line such as `Release: minor`, which sets the kind of
    /// release
    #[arg(long, value_name = "FILE")]
    pull_request_text: Option<PathBuf>,

    /// The changelog [default: `CHANGELOG.md` next to `codegen.toml`, or next to the folder `spec`]
    #[arg(long, value_name = "FILE")]
    changelog: Option<PathBuf>,

    /// The file to write the text of the pull request to [default: `pull-request.md` next to the
    /// changelog]
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
    let Some(download) = download.filter(|it| Some(&it.text) != present.as_ref()) else {
        return Ok(Outcome::Current { document: config.document.clone() });
    };
    let old = match present {
        Some(_) => Some(generate(config, "the existing document has errors")?),
        None => None,
    };
    let released = released::find(arguments.git.as_deref(), Path::new(&text.file))?;
    let before = Before { released, old: old.as_ref() };
    let mut next = Next::new(&configuration, &download, &before, choice, &text)?;
    let merged = next.merged(config, old.as_ref())?;
    let places = Places::new(arguments, Path::new(&text.file));
    let plan = write::plan(&merged, &config.output).map_err(problem)?;
    let replacements = next.replacements(config, &download, &text, &places)?;
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
    let source = source.map_err(|refused| diagnose::mistake(refused.0, refused.1))?;
    Ok(Some(source.text))
}

fn generate(config: &Config, mistaken: &str) -> Result<Generation, String> {
    codegen::internals::generate(config, &mut |_| {})
        .map_err(|failure| format!("{}{mistaken}\n", diagnose::errors(&failure)))
}

fn problem(problem: Diagnostic) -> String {
    diagnose::mistakes(Vec::new(), std::iter::once(problem).collect())
}

/// The crate of the new document, and its differences from the previous ones.
struct Next {
    generation: Generation,
    difference: Option<Difference>,
    version: Release,
    unreleased: Option<Unreleased>,
    diagnostics: Vec<Diagnostic>,
    gaps: Vec<String>,
}

impl Next {
    fn new(
        configuration: &Configuration,
        download: &Download,
        before: &Before<'_>,
        choice: Option<Choice>,
        text: &Source,
    ) -> Result<Self, String> {
        let Configuration { config, entries } = configuration;
        let mistaken = "the new document has errors";
        let mut config = Config { text: Some(download.text.clone()), ..config.clone() };
        let krate = codegen::internals::surface(&config)
            .map_err(|failure| format!("{}{mistaken}\n", diagnose::errors(&failure)))?;
        let difference = before.base().map(|base| diff::compare(base, &krate));
        let version = Release::of(krate.package.version.line(), difference.as_ref(), choice)?;
        let unreleased = before.unreleased(&version, &krate);
        config.package.version = Some(version.to.clone());
        let mut generation = generate(&config, mistaken)?;
        config::report_unused(entries, &generation.used, &mut generation.diagnostics);
        if generation.diagnostics.has_errors() {
            let Generation { mut document, diagnostics, .. } = generation;
            document.sources.push(text.clone());
            let failure = codegen::internals::Failure { document, diagnostics };
            let errors = diagnose::errors(&failure);
            return Err(format!("{errors}`{}` does not match the new document\n", text.file));
        }
        let old = before.old.map(|old| old.diagnostics.as_slice()).unwrap_or_default();
        let diagnostics = new_diagnostics::new_diagnostics(old, generation.diagnostics.as_slice());
        let gaps = before.old.map(|old| new_gaps(&old.output, &generation.output));
        let gaps = gaps.unwrap_or_default();
        Ok(Self { generation, difference, version, unreleased, diagnostics, gaps })
    }

    /// Returns the files of the crate, merged with the edits that the configuration keeps;
    /// conflicts are added to the diagnostics.
    fn merged(&mut self, config: &Config, old: Option<&Generation>) -> Result<Output, String> {
        let output = std::mem::take(&mut self.generation.output);
        let old = old.map(|old| &old.output);
        let merged = write::keep(output, &config.output, &config.kept, old).map_err(problem)?;
        self.diagnostics.extend(merged.warnings);
        Ok(merged.output)
    }

    /// Returns the files outside the crate with their new texts.
    fn replacements(
        &self,
        config: &Config,
        download: &Download,
        text: &Source,
        places: &Places,
    ) -> Result<Vec<Replacement>, String> {
        let Download { text: document, etag } = download;
        let mut files =
            vec![Replacement { place: config.document.clone(), text: document.clone() }];
        if let (Some(url), Some(etag)) = (&config.source, etag) {
            let text = Origin::new(url, etag.clone(), document).text();
            files.push(Replacement { place: remote::path_of_origin(&config.document), text });
        }
        let Release { from, current, to, .. } = &self.version;
        if current != to {
            let text = version::with_version(&text.text, to)
                .map_err(|error| format!("error: `{}`: {error}\n", places.config.display()))?;
            files.push(Replacement { place: places.config.clone(), text });
        }
        if let Some(difference) = self.difference.as_ref().filter(|_| from != to) {
            let before = present(&places.changelog)?;
            let (entry, unreleased) = (changelog::entry(difference), self.unreleased.as_ref());
            let text = changelog::with_entry(before.as_deref(), to, &entry, unreleased);
            files.push(Replacement { place: places.changelog.clone(), text });
        }
        let text = pull_request::text(self);
        files.push(Replacement { place: places.pull_request.clone(), text });
        Ok(files)
    }
}

/// Returns the gaps that only the new crate has, one per line.
fn new_gaps(old: &Output, new: &Output) -> Vec<String> {
    let report = |files: &Output| files.get(fidelity::FILE).cloned().unwrap_or_default();
    let (before, after) = (report(old), report(new));
    fidelity::new_gaps(&before, &after).into_iter().map(str::to_owned).collect()
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
    fn the_changelog_is_that_of_the_project() {
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
