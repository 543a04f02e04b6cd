//! `cargo xtask corpus`: generates, compiles and lints the client of every document in a folder,
//! runs conformance on it and tests mutations of the document; prints a table with the results.
//! `tests/known-gaps.toml` lists the failures that are allowed.

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

use crate::workspace::{Workspace, print_progress};
use documents::Entry;
use gaps::Gaps;
use row::{Row, Step};

const EXIT_CODES: &str = "\
Exit codes:
  0  every failure is a known gap, and every known gap is still needed
  1  a failure is not a known gap, or a known gap is no longer needed
  2  the command line is invalid
  3  the folder does not exist, or has no documents";

/// Generates, checks, lints and tests every document of a folder, as it is and with mutations.
///
/// A document is a file, or a folder with an `openapi.yaml` or `openapi.json` and the files that it
/// refers to. Any other folder is a suite of small documents: one row, one crate that depends on
/// all of their crates, and no conformance run.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The folder of the documents [default: ../shared/corpus next to the workspace]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Only these documents or suites, such as `polar` or `oai-3.1`
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<String>,

    /// Skip a step; repeatable
    #[arg(long, value_name = "STEP", value_enum)]
    skip: Vec<Skip>,

    /// The number of instances of each schema in the conformance run
    #[arg(long, value_name = "N", default_value_t = 20)]
    per_schema: usize,

    /// The number of odd strings that are inserted into each document
    #[arg(long, value_name = "N", default_value_t = 48)]
    odd_texts: usize,

    /// The number of changes to each document that must not rename anything else
    #[arg(long, value_name = "N", default_value_t = 50)]
    renames: usize,

    /// The number of mixtures of other spellings that must not change the API of a document
    #[arg(long, value_name = "N", default_value_t = 2)]
    spellings: usize,

    /// The seed of odd strings, changes and instances
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The list of known gaps [default: tests/known-gaps.toml for the default folder, else none]
    #[arg(long, value_name = "FILE")]
    gaps: Option<PathBuf>,

    /// The file to write the rows and failures to, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A step that can be skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Skip {
    /// Compilation.
    Check,
    /// Linting.
    Clippy,
    /// Compilation of single resources.
    Features,
    /// The conformance run.
    Conformance,
    /// Odd strings.
    OddTexts,
    /// Changes that must not rename anything else.
    Renames,
    /// Other spellings of the schemas.
    Spellings,
}

/// Runs the command and prints its report.
pub fn run(arguments: &Arguments) -> ExitCode {
    match corpus(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            print_progress(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs the steps and prints the report; returns the exit code.
fn corpus(arguments: &Arguments) -> io::Result<u8> {
    let workspace = Workspace::find()?;
    let default = workspace.root.join("../shared/corpus");
    let folder = arguments.folder.as_ref().unwrap_or(&default);
    if !folder.is_dir() {
        print_progress(&format!(
            "error: the folder of documents `{}` does not exist\nhelp: pass a folder: `cargo xtask \
             corpus DIR`",
            folder.display()
        ));
        return Ok(3);
    }
    let folder = folder.canonicalize()?;
    let entries = documents::find(&folder)?;
    if entries.is_empty() {
        print_progress(&format!("error: `{}` contains no OpenAPI documents", folder.display()));
        return Ok(3);
    }
    let selected = match documents::select(&entries, &arguments.only) {
        Ok(selected) => selected,
        Err(message) => {
            print_progress(&format!("error: {message}"));
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
    let verdict = gaps::compare(&gaps, &rows, whole);
    report::print(&rows, &verdict);
    if let Some(file) = &arguments.json {
        report::write_json(file, &rows, &verdict)?;
    }
    Ok(u8::from(!verdict.is_fine()))
}

/// The shared state of the steps.
struct Run<'a> {
    workspace: Workspace,
    /// The path of the generator.
    generator: PathBuf,
    /// The folder for all generated files.
    work: PathBuf,
    arguments: &'a Arguments,
    gaps: &'a Gaps,
    /// Whether the workspace has the command `conformance`.
    conformance: bool,
    /// The path of the program that mutates documents; `None` if those steps are skipped.
    changes: Option<PathBuf>,
}

impl<'a> Run<'a> {
    fn begin(workspace: Workspace, arguments: &'a Arguments, gaps: &'a Gaps) -> io::Result<Self> {
        let generator = workspace.generator()?;
        let work = workspace.target.join("corpus");
        let mut run =
            Self { workspace, generator, work, arguments, gaps, conformance: false, changes: None };
        if run.does(Skip::Check) {
            check::compile_dependencies(&run)?;
        }
        if run.does(Skip::Conformance) {
            run.conformance = conformance::is_there(&run)?;
        }
        if [Skip::OddTexts, Skip::Renames, Skip::Spellings].iter().any(|it| run.does(*it)) {
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
            print_progress(&format!("{} ...", entry.name()));
            rows.push(match entry {
                Entry::Document(document) => self.document(document)?,
                Entry::Suite { name, documents } => suite::run(self, name, documents)?,
            });
        }
        Ok(rows)
    }

    /// Runs all steps of one document.
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

    /// Runs the steps that mutate a document.
    fn change(&self, document: &documents::Document, row: &mut Row) -> io::Result<()> {
        let Some(program) = &self.changes else { return Ok(()) };
        for (step, skip) in [
            (Step::OddTexts, Skip::OddTexts),
            (Step::Renames, Skip::Renames),
            (Step::Spellings, Skip::Spellings),
        ] {
            if self.does(skip) {
                changes::run(self, program, step, document, row)?;
            }
        }
        Ok(())
    }
}
