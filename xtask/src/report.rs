//! `cargo xtask report`: one page for those who would rather look than read.

mod layout;
mod page;

use std::fs;
use std::path::PathBuf;

use clap::Args;
use codegen::Failure;
use codegen::config::Config;
use codegen::document::Document;
use codegen::document::diagnostic::{Code, Diagnostics};
use serde_json::Value;

use crate::arguments::code_parser;
use crate::configuration;
use crate::describe::count;
use crate::diagnose;
use crate::outcome::{Exit, Report};

const EXIT_CODES: &str = "\
Exit codes:
  0  the page has been written
  1  a document or the configuration has errors, or the page can't be written
  2  the command line is wrong";

/// Writes one HTML page that shows an API and the crate generated from it: resources and
/// operations, the graph of types, each type as its schema and as Rust, and where it accepts more
/// than its schema.
///
/// The page is complete in itself: it opens from the disk and asks no network for anything.
#[derive(Args, Debug, Default)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// An OpenAPI document, YAML or JSON [default: that of the workspace, with its overlays]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,

    /// An OpenAPI Overlay for the document and for the older one; several are applied in this order
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Vec<PathBuf>,

    /// The document as it was: what has changed since is coloured
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,

    /// A kind of diagnostic that you have seen and accept, such as `dangling-ref`; repeatable
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    pub(crate) accept: Vec<Code>,

    /// The page
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// Runs the command and gives what to print.
pub(crate) fn run(arguments: &Arguments) -> Report {
    match write(arguments) {
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

/// Writes the page, and says what it shows.
///
/// # Errors
///
/// What is wrong with a document, or why the page can't be written.
pub(crate) fn write(arguments: &Arguments) -> Result<String, String> {
    let config = config(arguments)?;
    let old =
        arguments.against.as_ref().map(|old| Config { document: old.clone(), ..config.clone() });
    let report =
        codegen::report(&config, old.as_ref()).map_err(|failure| diagnose::errors(&failure))?;
    let page = page::page(&report);
    let out = arguments.out.display();
    fs::write(&arguments.out, &page).map_err(|error| format!("can't write `{out}`: {error}\n"))?;
    let operations: usize = report.resources.iter().map(|it| it.operations.len()).sum();
    let [types, operations] =
        [(report.types.len(), "type"), (operations, "operation")].map(|(it, noun)| count(it, noun));
    Ok(format!("{out}: {types}, {operations}; {} kB\n", page.len().div_ceil(1000)))
}

fn config(arguments: &Arguments) -> Result<Config, String> {
    let mut config = match &arguments.spec {
        Some(spec) => {
            Config::for_document(spec.clone(), arguments.overlay.clone(), PathBuf::new(), None)
        }
        None => bundled()?,
    };
    config.accept.extend(&arguments.accept);
    Ok(config)
}

/// The configuration of the workspace.
fn bundled() -> Result<Config, String> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Vec::new();
    configuration::workspace(&mut sources, &mut diagnostics).ok_or_else(|| {
        let document = Document { value: Value::Null, sources, origins: Vec::new() };
        diagnose::errors(&Failure { document, diagnostics })
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::outside;

    fn arguments(spec: PathBuf, out: PathBuf) -> Arguments {
        Arguments { spec: Some(spec), out, ..Arguments::default() }
    }

    #[test]
    fn the_same_documents_give_the_same_page() {
        let folder = tempfile::tempdir().expect("a folder");
        let documents = outside::root().join("tests/browser");
        let page = |name: &str| {
            let out = folder.path().join(name);
            let against = Some(documents.join("old.yaml"));
            let arguments =
                Arguments { against, ..arguments(documents.join("new.yaml"), out.clone()) };
            let report = run(&arguments);
            assert_eq!(report.exit, Exit::Fine, "{}", report.messages);
            assert!(report.results.contains("8 types, 3 operations"), "{}", report.results);
            fs::read_to_string(out).expect("a page")
        };
        assert_eq!(page("one.html"), page("two.html"));
    }

    #[test]
    fn a_page_that_can_not_be_written_is_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let document = outside::root().join("tests/browser/new.yaml");
        let report = run(&arguments(document, folder.path().join("no/such/folder.html")));
        assert_eq!(report.exit, Exit::Failed);
        assert!(report.messages.starts_with("can't write `"), "{}", report.messages);
        let missing =
            run(&arguments(folder.path().join("none.yaml"), folder.path().join("a.html")));
        assert_eq!(missing.exit, Exit::Failed);
        assert!(missing.messages.contains("error[unreadable]"), "{}", missing.messages);
    }
}
