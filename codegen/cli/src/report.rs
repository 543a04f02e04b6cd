//! `report`: one HTML page that shows an API and its crate.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Code;
use codegen::internals::library::count;
use codegen::internals::review::report::ChangeStatus;

use crate::arguments::code_parser;
use crate::configuration;
use crate::diagnose;
use crate::history::{self, History};
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};

const EXIT_CODES: &str = "\
Exit codes:
  0  the page was written
  1  a document or the configuration has errors, or the page can't be written
  2  the command line is invalid";

/// Writes one HTML page that shows an API and the crate generated from it: resources and
/// operations, the graph of types, each type as its schema and as Rust, and the locations where it
/// accepts more than its schema.
///
/// The page is self-contained: it opens from disk and loads nothing from the network.
#[derive(Args, Debug, Default)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The configuration file, whose document is shown [default: `codegen.toml` or
    /// `spec/codegen.toml` in the current folder, or in its nearest parent that has one]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["spec", "overlay"])]
    pub config: Option<PathBuf>,

    /// An OpenAPI document, YAML or JSON, to show without a configuration file
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// An OpenAPI Overlay for both documents; several are applied in this order
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Vec<PathBuf>,

    /// The old document: highlight the changes since it
    #[arg(long, value_name = "OLD")]
    pub against: Option<PathBuf>,

    /// Highlight the changes to the document, overlays and names of the configuration since this
    /// Git revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["against", "spec"])]
    pub git: Option<String>,

    /// A diagnostic to accept, by its code, such as `dangling-ref`; repeatable
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    pub accept: Vec<Code>,

    /// The path of the page
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    match write(arguments, invocation) {
        Ok(results) => {
            let (messages, failure) = (String::new(), String::new());
            Report { messages, results, failure, exit: Exit::Fine }
        }
        Err(messages) => {
            let failure = "can't write the page\n".to_owned();
            Report { messages, results: String::new(), failure, exit: Exit::Failed }
        }
    }
}

/// Writes the page and returns a summary of its content.
///
/// # Errors
///
/// The errors of a document, or the reason why the page can't be written.
pub fn write(arguments: &Arguments, invocation: &Invocation) -> Result<String, String> {
    let config = config(arguments, invocation)?;
    let against =
        arguments.against.as_ref().map(|old| Config { document: old.clone(), ..config.clone() });
    let history = history(arguments, invocation)?;
    let old = against.as_ref().or(history.as_ref().map(|history| &history.config));
    let report =
        codegen::internals::report(&config, old).map_err(|failure| diagnose::errors(&failure))?;
    let page = openapi_page::report(&report);
    let out = arguments.out.display();
    fs::write(&arguments.out, &page).map_err(|error| format!("can't write `{out}`: {error}\n"))?;
    // The page also shows removed items.
    let exists = |status: Option<ChangeStatus>| status != Some(ChangeStatus::Removed);
    let types = report.types.iter().filter(|it| exists(it.change_status)).count();
    let operations = report.resources.iter().flat_map(|it| &it.operations);
    let operations = operations.filter(|it| exists(it.change_status)).count();
    let [types, operations] =
        [(types, "type"), (operations, "operation")].map(|(it, noun)| count(it, noun));
    Ok(format!("{out}: {types}, {operations}; {} kB\n", page.len().div_ceil(1000)))
}

fn config(arguments: &Arguments, invocation: &Invocation) -> Result<Config, String> {
    let mut config = match &arguments.spec {
        Some(spec) => {
            Config::for_document(spec.clone(), arguments.overlay.clone(), PathBuf::new(), None)
        }
        None => configuration::of_command(arguments.config.as_deref(), invocation)?,
    };
    config.accept.extend(&arguments.accept);
    Ok(config)
}

/// Returns the configuration at the revision that the arguments name.
fn history(arguments: &Arguments, invocation: &Invocation) -> Result<Option<History>, String> {
    let Some(revision) = &arguments.git else { return Ok(None) };
    let mut history = history::at(revision, arguments.config.as_deref(), invocation)?;
    history.config.accept.extend(&arguments.accept);
    Ok(Some(history))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/browser");

    fn arguments(spec: PathBuf, out: PathBuf) -> Arguments {
        Arguments { spec: Some(spec), out, ..Arguments::default() }
    }

    #[test]
    fn the_same_documents_give_the_same_page() {
        let folder = tempfile::tempdir().expect("a folder");
        let documents = Path::new(DOCUMENTS);
        let page = |name: &str| {
            let out = folder.path().join(name);
            let against = Some(documents.join("old.yaml"));
            let arguments =
                Arguments { against, ..arguments(documents.join("new.yaml"), out.clone()) };
            let report = run(&arguments, &Invocation::INSTALLED);
            assert_eq!(report.exit, Exit::Fine, "{}", report.messages);
            assert!(report.results.contains("7 types, 2 operations"), "{}", report.results);
            fs::read_to_string(out).expect("a page")
        };
        assert_eq!(page("one.html"), page("two.html"));
    }

    #[test]
    fn an_unwritable_page_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let document = Path::new(DOCUMENTS).join("new.yaml");
        let report = run(
            &arguments(document, folder.path().join("no/such/folder.html")),
            &Invocation::INSTALLED,
        );
        assert_eq!(report.exit, Exit::Failed);
        assert!(report.messages.starts_with("can't write `"), "{}", report.messages);
        let missing = run(
            &arguments(folder.path().join("none.yaml"), folder.path().join("a.html")),
            &Invocation::INSTALLED,
        );
        assert_eq!(missing.exit, Exit::Failed);
        assert!(missing.messages.contains("error[unreadable]"), "{}", missing.messages);
    }
}
