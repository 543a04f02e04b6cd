//! `cargo xtask corpus`: every document of a folder is generated, compiled, linted, put through the
//! conformance run and changed in places; a table says what came of it, and `tests/known-gaps.toml`
//! what may fail.

mod changes;
mod check;
mod conformance;
mod documents;
mod features;
mod gaps;
mod generate;
mod model;
mod report;
mod row;
mod suite;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::workspace::{Workspace, tell};
use documents::Entry;
use gaps::Gaps;
use row::{Row, Step};

const EXIT_CODES: &str = "\
Exit codes:
  0  everything works but what the known gaps list, and all of those are still needed
  1  something fails that is not listed, or something that is listed works
  2  the command line is wrong
  3  the folder is not there, or has no documents";

/// Generates, checks, lints and tries every document of a folder, as it is and with changes.
///
/// A document is a file, or a folder with an `openapi.yaml` or `openapi.json` and the files that it
/// refers to. Any other folder is a suite of small documents: one row, one crate that depends on all
/// of theirs, and no conformance run.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The folder of the documents [default: ../shared/corpus beside the workspace]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Only these documents or suites, such as `polar` or `oai-3.1`
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<String>,

    /// Leave a step out; repeatable
    #[arg(long, value_name = "STEP", value_enum)]
    skip: Vec<Skip>,

    /// How many instances of each schema the conformance run makes
    #[arg(long, value_name = "N", default_value_t = 20)]
    per_schema: usize,

    /// How many odd texts are put into places of each document
    #[arg(long, value_name = "N", default_value_t = 48)]
    odd_texts: usize,

    /// How many changes are made of each document that must rename nothing else
    #[arg(long, value_name = "N", default_value_t = 50)]
    renames: usize,

    /// Which odd texts, changes and places, and which instances
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The list of what may fail [default: tests/known-gaps.toml for the default folder, else none]
    #[arg(long, value_name = "FILE")]
    gaps: Option<PathBuf>,

    /// Where to write the rows and failures as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A step that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Skip {
    /// Compile nothing.
    Check,
    /// Lint nothing.
    Clippy,
    /// Compile no resource by itself.
    Features,
    /// Make no instances.
    Conformance,
    /// Put no odd texts into places.
    OddTexts,
    /// Make no changes that rename nothing else.
    Renames,
}

/// Runs the command and prints its report.
pub fn run(arguments: &Arguments) -> ExitCode {
    match corpus(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            tell(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The exit code, after everything has been printed.
fn corpus(arguments: &Arguments) -> io::Result<u8> {
    let workspace = Workspace::find()?;
    let default = workspace.root.join("../shared/corpus");
    let folder = arguments.folder.as_ref().unwrap_or(&default);
    if !folder.is_dir() {
        tell(&format!(
            "error: there is no folder of documents at `{}`\nhelp: name one: cargo xtask corpus DIR",
            folder.display()
        ));
        return Ok(3);
    }
    let folder = folder.canonicalize()?;
    let entries = documents::find(&folder)?;
    if entries.is_empty() {
        tell(&format!("error: there are no OpenAPI documents in `{}`", folder.display()));
        return Ok(3);
    }
    let selected = match documents::select(&entries, &arguments.only) {
        Ok(selected) => selected,
        Err(message) => {
            tell(&format!("error: {message}"));
            return Ok(2);
        }
    };
    let gaps = match (&arguments.gaps, &arguments.folder) {
        (Some(file), _) => gaps::read(file)?,
        (None, None) => gaps::read(&workspace.root.join("tests/known-gaps.toml"))?,
        (None, Some(_)) => Gaps::default(),
    };
    let rows = Run::begin(workspace, arguments, &gaps)?.rows(&selected)?;
    let whole = if arguments.only.is_empty() { Some(entries.as_slice()) } else { None };
    let verdict = gaps::judge(&gaps, &rows, whole);
    report::print(&rows, &verdict);
    if let Some(file) = &arguments.json {
        report::write_json(file, &rows, &verdict)?;
    }
    Ok(u8::from(!verdict.is_fine()))
}

/// What the steps share.
struct Run<'a> {
    workspace: Workspace,
    /// The generator's program.
    generator: PathBuf,
    /// The folder that everything is written into.
    work: PathBuf,
    arguments: &'a Arguments,
    gaps: &'a Gaps,
    /// Whether the workspace has a conformance command.
    conformance: bool,
    /// The program that changes documents, unless that is left out.
    changes: Option<PathBuf>,
}

impl<'a> Run<'a> {
    fn begin(workspace: Workspace, arguments: &'a Arguments, gaps: &'a Gaps) -> io::Result<Self> {
        let generator = workspace.generator()?;
        let work = workspace.target.join("corpus");
        let mut run =
            Self { workspace, generator, work, arguments, gaps, conformance: false, changes: None };
        if run.does(Skip::Check) {
            check::warm(&run)?;
        }
        if run.does(Skip::Conformance) {
            run.conformance = conformance::is_there(&run)?;
        }
        if run.does(Skip::OddTexts) || run.does(Skip::Renames) {
            run.changes = Some(run.workspace.program(changes::PACKAGE)?);
        }
        Ok(run)
    }

    fn does(&self, step: Skip) -> bool {
        !self.arguments.skip.contains(&step)
    }

    fn rows(&self, entries: &[Entry]) -> io::Result<Vec<Row>> {
        let mut rows = Vec::new();
        for entry in entries {
            tell(&format!("{} ...", entry.name()));
            rows.push(match entry {
                Entry::Document(document) => self.document(document)?,
                Entry::Suite { name, documents } => suite::run(self, name, documents)?,
            });
        }
        Ok(rows)
    }

    /// One document through all its steps.
    fn document(&self, document: &documents::Document) -> io::Result<Row> {
        let mut row = Row::new(&document.name);
        let Some(output) = generate::run(self, document, &mut row)? else { return Ok(row) };
        model::run(document, &mut row);
        if self.does(Skip::Check) {
            check::run(self, &output, Step::Check, &mut row)?;
        }
        if self.does(Skip::Features) {
            features::run(self, &output, &mut row)?;
        }
        if self.does(Skip::Clippy) {
            check::run(self, &output, Step::Clippy, &mut row)?;
        }
        let compiles = !row.failures.iter().any(|failure| failure.step == Step::Check);
        if self.conformance && compiles {
            conformance::run(self, document, &mut row)?;
        }
        self.change(document, &mut row)?;
        Ok(row)
    }

    /// The steps that change a document.
    fn change(&self, document: &documents::Document, row: &mut Row) -> io::Result<()> {
        let Some(program) = &self.changes else { return Ok(()) };
        for (step, skip) in [(Step::OddTexts, Skip::OddTexts), (Step::Renames, Skip::Renames)] {
            if self.does(skip) {
                changes::run(self, program, step, document, row)?;
            }
        }
        Ok(())
    }
}
