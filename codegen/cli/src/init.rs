//! `init`: creates a repository for the client of a document, with the workflows that keep it up to
//! date.

mod extensions;
mod place;
mod scaffold;
mod spec;
mod stainless;

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser as _};
use codegen::internals::Generation;
use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::{Document, Source};
use codegen::internals::output::write;

use self::place::Place;
use self::scaffold::{Scaffold, Upstream};
use self::spec::{Found, Spec};
use crate::arguments::Request;
use crate::diagnose;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Outcome, Report, Run};
use crate::remote::Limits;
use crate::timings::Timings;

const EXIT_CODES: &str = "\
Exit codes:
  0  the repository was created
  1  the document, its server or the folder has an error; nothing was written
  2  the command line is invalid";

/// Creates a repository for the client of an OpenAPI document.
///
/// It has a copy of the document, a `codegen.toml` that explains its keys, the generated crate, a
/// test that calls it without a server, and GitHub workflows that keep it up to date and publish
/// it. The folder must be empty or not exist.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The OpenAPI document, YAML or JSON: a file, which is copied with the files that it refers
    /// to, or a URL, which `update` fetches again
    #[arg(long, value_name = "FILE_OR_URL", value_parser = PathBufValueParser::new().map(Spec::from))]
    spec: Spec,

    /// The folder of the repository
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// A Stainless configuration from which to import resources, method names and pagination
    /// schemes
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// The name of the package [default: the name of the folder]
    #[arg(long, value_name = "NAME")]
    package: Option<String>,

    /// The license of the client, as an SPDX expression
    #[arg(long, value_name = "SPDX", default_value = "MIT OR Apache-2.0")]
    license: String,

    #[command(flatten)]
    limits: Limits,
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    match init(arguments, invocation) {
        Ok(report) => report,
        Err(failure) => {
            Report { messages: String::new(), results: String::new(), failure, exit: Exit::Failed }
        }
    }
}

/// Writes the repository to a temporary folder, and then moves it to its destination.
///
/// # Errors
///
/// The errors as text; the files that were written are removed.
fn init(arguments: &Arguments, invocation: &Invocation) -> Result<Report, String> {
    let place = Place::new(&arguments.folder)?;
    let package = match &arguments.package {
        Some(package) => package.clone(),
        None => place.name()?,
    };
    let found = Found::at(&arguments.spec, &arguments.folder, &arguments.limits)?;
    let read = read(&found)?;
    let document = found.copied(&read)?;
    let imported = arguments.from.as_deref().map(|from| stainless::import(from, &read.value));
    let imported = imported.transpose()?;
    let scaffold = Scaffold {
        package: &package,
        license: &arguments.license,
        document: &document.name,
        upstream: upstream(arguments),
        naming: &extensions::naming(&read.value),
        pagination: &extensions::pagination(&read.value),
        imported: imported.as_ref(),
    };
    let staged = place.stage()?;
    let mut config = config(&scaffold, &found, &staged.path().join(scaffold::CLIENT))?;
    if let Some(overlay) = imported.as_ref().and_then(|it| it.overlay.as_ref()) {
        staged.write(stainless::OVERLAY, overlay)?;
        config.overlays = vec![staged.path().join(stainless::OVERLAY)];
    }
    let generation = generate(&config)?;

    for (path, text) in scaffold.files(&generation).iter().chain(&document.files) {
        staged.write(path, text)?;
    }
    let plan = write::plan(&generation.output, &config.output);
    let written = plan.and_then(|plan| write::write(&plan));
    written.map_err(|error| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(error);
        diagnose::problems(Vec::new(), diagnostics)
    })?;
    staged.finish()?;
    let steps = scaffold.steps();
    let notes = imported.map(|it| it.notes).unwrap_or_default();
    let mut report = told(generation, &steps, &arguments.folder, invocation);
    report.messages.extend(notes.iter().map(|note| format!("note: {note}\n")));
    Ok(report)
}

/// Reads the document, with its source texts.
fn read(found: &Found) -> Result<Document, String> {
    codegen::internals::read(&found.alone()).map_err(|failure| diagnose::errors(&failure))
}

/// Returns the source that the repository follows, if the document was downloaded.
fn upstream(arguments: &Arguments) -> Option<Upstream<'_>> {
    match &arguments.spec {
        Spec::File(_) => None,
        Spec::Url(url) => Some(Upstream { url, allow_http: arguments.limits.allow_http() }),
    }
}

fn generate(config: &Config) -> Result<Generation, String> {
    codegen::internals::generate(config, &mut |_| ()).map_err(|failure| diagnose::errors(&failure))
}

/// Returns the configuration of the repository for the document at its present path, as its file
/// will state it.
fn config(scaffold: &Scaffold<'_>, found: &Found, output: &Path) -> Result<Config, String> {
    let (file, text) = (scaffold::CONFIGURATION, scaffold.configuration());
    let mut diagnostics = Diagnostics::default();
    let read = config::read(file, &text, &mut diagnostics);
    let Some((config, _)) = read else {
        let sources = vec![Source { file: file.to_owned(), text }];
        return Err(diagnose::problems(sources, diagnostics));
    };
    let mut config = Config { output: output.to_owned(), ..found.read_by(config) };
    // The file doesn't exist yet, so no message can show its line.
    config.package.name_at = None;
    Ok(config)
}

fn told(
    generation: Generation,
    steps: &[String],
    folder: &Path,
    invocation: &Invocation,
) -> Report {
    let Generation { diagnostics, document, counts, .. } = generation;
    let run = Run { outcome: Outcome::Refused, document, diagnostics, timings: Timings::default() };
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut results = format!(
        "{}: {} type{}, {} operation{}; `cargo test --workspace` there calls a mock, `{} {}` \
         regenerates the client\n",
        folder.display(),
        counts.types,
        plural(counts.types),
        counts.operations,
        plural(counts.operations),
        invocation.program,
        invocation.generate,
    );
    results.push_str("before the workflows can run (`README.md` explains each step):\n");
    for (index, step) in steps.iter().enumerate() {
        results.push_str(&format!("  {}. {}\n", index + 1, step));
    }
    let messages = diagnose::human(&run, &Request::of_configuration(None));
    Report { messages, results, failure: String::new(), exit: Exit::Fine }
}
