//! Measures that nothing is lost: values of every component schema of a document are decoded and
//! encoded with the generated types, and compared.
//!
//! Valid values come from a seeded sampler and from the document's own examples, and are used only
//! if an independent validator accepts them; or they come from a file. Variants of each value are
//! tested as well: with a change that a newer server might make (which must round-trip), with one
//! violation of each constraint (which must be rejected), and at the limits of a type, with
//! thousands of items or deeply nested (which must round-trip). Values of every union are also
//! mixed with values of its other members and changed everywhere: the selected member must be one
//! that the validator accepts. Deviations must be covered by a line of the crate's `fidelity.txt`
//! at that location, or the run fails. [`Report`] documents the JSON report.

mod change;
mod coverage;
mod dialect;
mod equal;
mod example;
mod law;
mod oracle;
mod place;
pub mod program;
mod random;
mod report;
mod sample;
mod samples;
mod schemas;
mod site;
mod trace;
mod trial;
mod union;
pub mod values;

use std::fmt;
use std::path::{Path, PathBuf};

use codegen::internals::Failure;
use codegen::internals::config::{Config, Workspace};
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use codegen::internals::document::direction::Direction;
use codegen::internals::document::render;
use codegen::internals::rust::fidelity;

use coverage::Coverage;
pub use equal::is_same;
pub use report::{Counts, Finding, Outcome, Refusals, Report, SchemaReport, Totals};

/// The options of a measurement.
#[derive(Clone, Debug)]
pub struct Options {
    /// The OpenAPI document; with [`Options::config`], it replaces the one in the configuration.
    pub spec: Option<PathBuf>,
    /// The OpenAPI Overlays for the document, applied in this order.
    pub overlays: Vec<PathBuf>,
    /// A `codegen.toml`.
    pub config: Option<PathBuf>,
    /// The codes of diagnostics to accept, in addition to the codes in the configuration; a name
    /// clash is always accepted.
    pub accept: Vec<Code>,
    /// A file with values to use instead of sampled ones: JSON lines of `schema` and `instance`.
    pub samples: Option<PathBuf>,
    /// The number of valid values of each schema.
    pub per_schema: usize,
    /// The seed of the sampler.
    pub seed: u64,
    /// The folder in which the generated crate is written and compiled.
    pub target: PathBuf,
    /// The lock file with the versions for compiling the generated crate.
    pub lock: Option<PathBuf>,
}

/// The reason why nothing was measured.
#[derive(Clone, Debug)]
pub enum Error {
    /// The configuration has errors, or no document is named.
    Configuration(String),
    /// The document has errors: the rendered diagnostics.
    Generate(String),
    /// A file can't be read or written.
    Write(String),
    /// The generated crate does not compile: the compiler's output.
    Compile(String),
    /// The validator does not support the document.
    Validate(String),
    /// No schema has a valid value: the reason for the first one.
    Sample(String),
    /// The program exited early.
    Run(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, why) = match self {
            Self::Configuration(why) => ("invalid configuration", why),
            Self::Generate(why) => ("can't generate the client", why),
            Self::Write(why) => ("can't read or write a file", why),
            Self::Compile(why) => ("the generated crate does not compile", why),
            Self::Validate(why) => ("the validator does not understand the document", why),
            Self::Sample(why) => ("no schema has a valid value", why),
            Self::Run(why) => ("the generated code failed", why),
        };
        write!(f, "{what}: {why}")
    }
}

impl std::error::Error for Error {}

/// Measures a document. `observe` is called with a description of each step.
///
/// # Errors
/// Nothing could be measured.
pub fn run(options: &Options, observe: &mut dyn FnMut(&str)) -> Result<Report, Error> {
    let config = configuration(options)?;
    let name = package(&config.document);
    observe("generating");
    let generation = codegen::internals::generate(&config, &mut |_| {})
        .map_err(|it| unsupported_document(&it))?;
    let original = codegen::internals::read(&config).map_err(|it| unsupported_document(&it))?.value;
    let place = program::Place {
        folder: options.target.join("conformance").join(&name),
        target: options.target.join("conformance/target"),
        name,
        lock: options.lock.clone(),
    };
    observe("compiling");
    let binary = program::build(&place, &generation)?;
    observe("trying values");
    let samples = options.samples.as_deref().map(samples::read).transpose()?;
    let document = dialect::convert(&original);
    let mut schemas = Vec::new();
    for direction in [None, Some(Direction::Sent), Some(Direction::Received)] {
        let components = generation.components.iter().enumerate();
        let components: Vec<_> = components.filter(|(_, it)| it.direction == direction).collect();
        let unions =
            generation.unions.iter().enumerate().filter(|(_, it)| it.direction == direction);
        let behind = |(index, it)| (generation.components.len() + index, it);
        let unions: Vec<_> = unions.map(behind).filter(|_| samples.is_none()).collect();
        if components.is_empty() && unions.is_empty() {
            continue;
        }
        let document = dialect::of_direction(&document, direction);
        let coverage = Coverage::new(&document, &generation.output[fidelity::FILE]);
        schemas.extend(trial::run(&trial::Trial {
            document: &document,
            original: &original,
            components,
            samples: samples.as_ref(),
            coverage: &coverage,
            binary: &binary,
            options,
        })?);
        schemas.extend(law::run(&law::UnionTest {
            document: &document,
            unions,
            coverage: &coverage,
            binary: &binary,
            options,
        })?);
    }
    measured(Report::new(config.document.display().to_string(), schemas))
}

fn unsupported_document(failure: &Failure) -> Error {
    let diagnostics = failure.diagnostics.as_slice();
    Error::Generate(render::text(&failure.document, diagnostics, render::Style::Plain))
}

/// Returns the report, unless no schema has a value: that would look like success.
fn measured(report: Report) -> Result<Report, Error> {
    let first = report.schemas.iter().find_map(|schema| schema.note.as_ref());
    match first {
        Some(note) if report.totals.without_instances == report.totals.schemas => {
            Err(Error::Sample(note.clone()))
        }
        _ => Ok(report),
    }
}

fn configuration(options: &Options) -> Result<Config, Error> {
    let mut config = match (&options.config, &options.spec) {
        (Some(file), spec) => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| Error::Write(format!("{}: {error}", file.display())))?;
            let mut diagnostics = Diagnostics::default();
            let read = codegen::internals::config::read(
                &file.display().to_string(),
                &text,
                &mut diagnostics,
            );
            let (mut config, _) =
                read.ok_or_else(|| Error::Configuration(format!("{diagnostics:?}")))?;
            if let Some(spec) = spec {
                config.document.clone_from(spec);
            }
            config.overlays.extend(options.overlays.iter().cloned());
            config
        }
        (None, Some(spec)) => {
            Config::for_document(spec.clone(), options.overlays.clone(), PathBuf::new(), None)
        }
        (None, None) => return Err(Error::Configuration("no document is named".to_owned())),
    };
    config.package.name = Some("client".to_owned());
    config.package.workspace = Workspace::Member;
    // The program uses all types, and no default features.
    config.per_resource = Some(false);
    config.accept.push(Code::NameClash);
    config.accept.extend(&options.accept);
    Ok(config)
}

/// Returns the package name of the program for a document.
fn package(document: &Path) -> String {
    let stem = document.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let folder = document.parent().and_then(|it| it.file_name()?.to_str()).unwrap_or_default();
    let name = if ["openapi", "spec", "schema"].contains(&stem) { folder } else { stem };
    let plain = |symbol: char| {
        if symbol.is_ascii_alphanumeric() { symbol.to_ascii_lowercase() } else { '-' }
    };
    format!("conformance-{}", name.chars().map(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_created_from_the_original_document() {
        let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/unions/best-fit/spec.yaml");
        let config = Config::for_document(fixture.into(), Vec::new(), PathBuf::new(), None);
        let document = codegen::internals::read(&config).expect("a document").value;
        assert!(document.pointer("/components/schemas/Shape/anyOf/1").is_some());
    }

    #[test]
    fn a_run_without_samples_fails() {
        let report = |notes: &[Option<&str>]| {
            let schema = |note: &Option<&str>| {
                let note_of_it = note.map(str::to_owned);
                let mut schema = SchemaReport { note: note_of_it, ..SchemaReport::default() };
                schema.counts.valid.tried = usize::from(note.is_none());
                schema
            };
            Report::new("a".to_owned(), notes.iter().map(schema).collect())
        };
        let error = measured(report(&[Some("none"), Some("none")])).expect_err("nothing was tried");
        assert_eq!(error.to_string(), "no schema has a valid value: none");
        assert!(measured(report(&[Some("none"), None])).is_ok());
        assert!(measured(report(&[])).is_ok());
    }
}
