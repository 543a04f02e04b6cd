//! The documents of `tests/documents`: our own APIs, which together contain every construct that
//! the generator supports. Other tests use them as realistic documents.

use std::path::{Path, PathBuf};

use codegen::internals::config::{self, Config, Entries, Workspace};
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::render::{self, Style};
use codegen::internals::output::Output;

use crate::committed;
use crate::compiled::{cargo, of_examples, put};

/// The folder of the documents, relative to the folder in which tests run.
const FOLDER: &str = "documents";

/// Returns the configurations of the documents, sorted.
pub(crate) fn configurations() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(FOLDER).expect("the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Returns the clients of all documents.
pub(crate) fn outputs() -> Vec<Output> {
    let configs = configurations();
    configs.iter().map(|file| committed::generate(&configuration(file).0)).collect()
}

/// Returns a configuration, and its entries, each of which must have an effect.
pub(crate) fn configuration(file: &Path) -> (Config, Entries) {
    let text = std::fs::read_to_string(file).expect("a text file");
    let mut diagnostics = Diagnostics::default();
    let read = config::read(&file.display().to_string(), &text, &mut diagnostics);
    read.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

/// Returns the configuration of a client that is compiled separately, and its folder below
/// `purpose`.
pub(crate) fn alone(file: &Path, purpose: &str) -> (Config, PathBuf) {
    let (mut config, _) = configuration(file);
    config.package.workspace = Workspace::Alone;
    let name = file.file_stem().expect("a name");
    (config, Path::new(env!("CARGO_TARGET_TMPDIR")).join(purpose).join(name))
}

/// Writes the client of each document into a folder below `purpose`, to be compiled separately.
pub(crate) fn written(purpose: &str) -> impl Iterator<Item = (Output, PathBuf)> {
    configurations().into_iter().map(move |file| {
        let (config, folder) = alone(&file, purpose);
        let client = committed::generate(&config);
        put(&client, &folder);
        (client, folder)
    })
}

/// Returns the warnings of a document and of its configuration, as printed.
fn warnings(file: &Path) -> String {
    let (config, entries) = configuration(file);
    let generated = codegen::internals::generate(&config, &mut |_| ());
    let mut generation = generated.unwrap_or_else(|it| panic!("{:?}", it.diagnostics));
    config::report_unused(&entries, &generation.used, &mut generation.diagnostics);
    assert!(!generation.diagnostics.has_errors(), "{:?}", generation.diagnostics);
    let text = render::text(&generation.document, generation.diagnostics.as_slice(), Style::Plain);
    text.replace(&format!("{FOLDER}/"), "")
}

#[test]
fn warnings_are_reviewed() {
    for file in configurations() {
        let name = file.file_stem().and_then(|it| it.to_str()).expect("a name");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../documents");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{name}.warnings"), warnings(&file)));
    }
}

#[test]
fn each_document_has_a_configuration() {
    let entries = std::fs::read_dir(FOLDER).expect("the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let documents = paths.filter(|path| path.extension().is_some_and(|it| it == "yaml"));
    let documents: Vec<_> = documents.map(|path| path.with_extension("toml")).collect();
    for file in configurations() {
        assert_eq!(configuration(&file).0.document, file.with_extension("yaml"));
        assert!(documents.contains(&file), "{} has no document", file.display());
    }
    assert_eq!(documents.len(), configurations().len());
}

#[test]
fn the_examples_of_every_client_compile_and_run() {
    for (client, folder) in written("documents") {
        cargo(&folder, &["test", "--doc"], &of_examples(&client));
    }
}
