//! Tests of the invariant of `desugar` and `model` with the documents of `tests/documents`:
//! openapiv3 keeps everything that `desugar` returns. `cargo xtask corpus` tests it with real
//! documents.

use std::path::{Path, PathBuf};

use super::losses::losses;
use super::model;
use crate::api::desugar::desugar;
use crate::document::diagnostic::Diagnostics;
use crate::document::load::{ReferenceRoot, load};

/// Returns the paths of the documents, sorted.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documents");
    let entries = std::fs::read_dir(folder).expect("the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut documents: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    documents.sort();
    documents
}

#[test]
fn openapiv3_keeps_what_desugar_returns() {
    let documents = documents();
    assert!(!documents.is_empty());
    for path in documents {
        let mut diagnostics = Diagnostics::default();
        let desugared = desugar(load(&path, &ReferenceRoot::Document, &mut diagnostics));
        let api = model(desugared.clone(), &mut diagnostics);
        let api = api.unwrap_or_else(|| panic!("{}: {diagnostics:?}", path.display()));
        assert_eq!(losses(&desugared.value, &api), [], "{}", path.display());
    }
}
