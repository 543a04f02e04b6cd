//! No string makes the generator panic, or write code that does not parse: odd strings are inserted
//! at each kind of location in the test documents.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load::{ReferenceRoot, load};
use mutations::Fault;
use mutations::odd_texts::{Bench, of_each_kind, places, texts};
use serde_json::Value;

use crate::committed;
use crate::injection::harmless_documents;

/// The number of strings for each kind of location; together, all kinds cover all strings.
const MIN_TEXTS: usize = 40;

/// A document and its configuration.
struct Own {
    name: String,
    document: Value,
    config: Config,
}

#[test]
fn no_string_makes_it_panic() {
    let documents = documents();
    let texts = texts();
    let places: Vec<_> = documents.iter().map(|own| places(&own.document)).collect();
    let pairs = of_each_kind(&places, &texts, MIN_TEXTS);
    assert!(pairs.iter().map(Vec::len).sum::<usize>() > 10_000, "too few pairs");
    let tasks: Vec<_> = documents.iter().zip(&pairs).collect();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((own, pairs)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let bench = Bench::new(own.document.clone(), &own.config).expect("a folder");
                    let faults = bench.faults(pairs).expect("written");
                    let told = |fault: Fault| format!("{}: {}", own.name, fault.message);
                    found.lock().expect("no panic").extend(faults.into_iter().map(told));
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no panic");
    found.sort();
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}

/// Returns the bundled document, the documents of the injection tests, the fixtures, and the
/// documents of `tests/documents`.
fn documents() -> Vec<Own> {
    let config = committed::config(committed::CONFIG);
    let bundled = Own { name: "spec".to_owned(), document: tree(&config.document), config };
    let harmless = harmless_documents().into_iter();
    let harmless = harmless.map(|(name, document)| own(format!("injection/{name}"), document));
    let fixtures = files("fixtures", 2)
        .into_iter()
        .filter(|file| file.ends_with("spec.yaml") && !file.starts_with("fixtures/diagnostics"));
    let files = fixtures.chain(files("documents", 0));
    let files = files.filter(|file| file.extension().is_some_and(|it| it == "yaml"));
    let files = files.map(|file| own(file.display().to_string(), tree(&file)));
    std::iter::once(bundled).chain(harmless).chain(files).collect()
}

fn own(name: String, document: Value) -> Own {
    let package = Some("odd".to_owned());
    let config = Config::for_document(PathBuf::new(), Vec::new(), PathBuf::new(), package);
    Own { name, document, config }
}

/// Returns the tree of a document.
fn tree(file: &Path) -> Value {
    let mut diagnostics = Diagnostics::default();
    let document = load(file, &ReferenceRoot::Document, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:?}", file.display());
    document.value
}

/// Returns the files that are `depth` folders below a folder, sorted; empty if the folder doesn't
/// exist.
fn files(folder: impl AsRef<Path>, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut entries: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    entries.sort();
    match depth {
        0 => entries.into_iter().filter(|it| it.is_file()).collect(),
        _ => entries.into_iter().flat_map(|it| files(it, depth - 1)).collect(),
    }
}
