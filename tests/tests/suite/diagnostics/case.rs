//! Runs the command on the folder of a case, and returns its output.

use std::collections::BTreeSet;
use std::path::Path;

use codegen::internals::config::{self, Config, Entries};
use codegen::internals::document::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen::internals::document::render::{self, Style};
use codegen::internals::document::{Document, Source};
use codegen::internals::output::write;
use codegen::internals::{Failure, generate};

/// The output of the command.
pub(super) struct CaseOutput {
    /// The printed text, with paths relative to the folder.
    pub(super) text: String,
    /// The codes of all diagnostics.
    pub(super) codes: BTreeSet<Code>,
}

/// Runs the pipeline on the case in `folder`, including the comparison with the output folder.
/// Nothing is written.
pub(super) fn case_output(folder: &Path) -> CaseOutput {
    let mut sources = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let (document, found) = match configuration(folder, &mut sources, &mut diagnostics) {
        Some((config, entries)) => run(&config, &entries),
        None => (unread(), diagnostics.as_slice().to_vec()),
    };
    case_output_of(folder, document, sources, &found)
}

/// Returns the document and the diagnostics of the pipeline for `config`.
pub(super) fn run(config: &Config, entries: &Entries) -> (Document, Vec<Diagnostic>) {
    match generate(config, &mut |_| ()) {
        Ok(mut generation) => {
            config::report_unused(entries, &generation.used, &mut generation.diagnostics);
            let mut found = generation.diagnostics.as_slice().to_vec();
            if !generation.diagnostics.has_errors() {
                found.extend(write::plan(&generation.output, &config.output).err());
            }
            (generation.document, found)
        }
        Err(failure) => {
            let Failure { document, diagnostics } = *failure;
            (document, diagnostics.as_slice().to_vec())
        }
    }
}

fn case_output_of(
    folder: &Path,
    mut document: Document,
    sources: Vec<Source>,
    found: &[Diagnostic],
) -> CaseOutput {
    document.sources.extend(sources);
    let text = render::text(&document, found, Style::Plain);
    CaseOutput {
        text: text.replace(&format!("{}/", folder.display()), ""),
        codes: found.iter().map(|diagnostic| diagnostic.code).collect(),
    }
}

/// Returns the configuration in the folder, or one for its `spec.yaml` or `spec.json`.
fn configuration(
    folder: &Path,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<(Config, Entries)> {
    let file = folder.join("codegen.toml");
    if let Ok(text) = std::fs::read_to_string(&file) {
        let file = file.display().to_string();
        let read = config::read(&file, &text, diagnostics);
        sources.push(Source { file, text });
        return read;
    }
    let json = folder.join("spec.json");
    let document = if json.exists() { json } else { folder.join("spec.yaml") };
    let config = Config::for_document(document, Vec::new(), folder.join("client"), None);
    Some((config, Entries::default()))
}

fn unread() -> Document {
    Document { value: serde_json::Value::Null, sources: Vec::new(), origins: Vec::new() }
}
