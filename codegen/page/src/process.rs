//! The data of the playground: processes the bytes of a document, and returns the JSON that the page
//! shows.

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::document::load::{ReferenceRoot, decode};
use codegen::internals::document::render::{Record, records};
use codegen::internals::document::{Document, Source};
use codegen::internals::output::Output;
use codegen::internals::review::report::Report;
use codegen::internals::{Failure, Generation, generate_and_report};
use serde::Serialize;
use serde_json::Value;

use crate::layout::{Layout, layout};

/// The result for a document.
#[derive(Serialize)]
struct PlaygroundData<'a> {
    /// Errors and warnings.
    diagnostics: Vec<Record<'a>>,
    /// The types and operations; `None` if there are errors.
    report: Option<&'a Report>,
    layout: Option<Layout>,
    /// The files of the crate; empty if there are errors.
    files: &'a Output,
}

/// Returns the result for a document as JSON, including its errors. `file` is its name in diagnostics,
/// whose extension selects YAML or JSON.
#[must_use]
pub fn process(file: &str, bytes: Vec<u8>) -> String {
    let source = match decode(file, bytes) {
        Ok(source) => source,
        Err(refused) => {
            let (source, problem) = *refused;
            return failed(&text_only(source), &[problem]);
        }
    };
    let document = PathBuf::from(file);
    let config = Config {
        text: Some(source.text),
        reference_root: ReferenceRoot::Nowhere,
        ..Config::for_document(document, Vec::new(), PathBuf::new(), None)
    };
    match generate_and_report(&config) {
        Ok((generation, report)) => {
            let Generation { output, document, diagnostics, .. } = generation;
            json(&PlaygroundData {
                diagnostics: records(&document, diagnostics.as_slice()),
                layout: Some(layout(&report.types)),
                report: Some(&report),
                files: &output,
            })
        }
        Err(failure) => {
            let Failure { document, diagnostics } = *failure;
            failed(&document, diagnostics.as_slice())
        }
    }
}

fn failed(document: &Document, diagnostics: &[Diagnostic]) -> String {
    let diagnostics = records(document, diagnostics);
    json(&PlaygroundData { diagnostics, report: None, layout: None, files: &Output::new() })
}

fn text_only(source: Source) -> Document {
    Document { value: Value::Null, sources: vec![source], origins: Vec::new() }
}

fn json(data: &PlaygroundData<'_>) -> String {
    // Strings, numbers, lists and maps with string keys can always be serialized.
    serde_json::to_string(data).unwrap_or_default()
}
