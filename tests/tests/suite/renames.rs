//! A name depends on nothing unrelated: thousands of changes to the test documents and fixtures, each
//! of which adds, reorders or requires something, rename nothing that existed before.

use std::path::PathBuf;

use codegen::internals::config::Config;
use mutations::renames;

use crate::fixtures::snapshots::fixtures;
use crate::{committed, documents};

/// The number of changes to all documents together.
const CHANGES: usize = 2_000;

/// The number of changes to each fixture.
const FIXTURE_CHANGES: usize = 25;

#[test]
fn a_change_of_a_document_renames_nothing_else() {
    let mut configs = vec![committed::config(committed::CONFIG)];
    configs.extend(documents::configurations().iter().map(|it| documents::configuration(it).0));
    let count = CHANGES.div_ceil(configs.len());
    for (seed, config) in configs.iter().enumerate() {
        // The configuration sets names by location, and locations are changed.
        let mut plain = plain(config.document.clone(), config.overlays.clone());
        plain.accept = config.accept.clone();
        let faults = faults(&plain, seed, count);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn a_change_of_a_fixture_renames_nothing_else() {
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    let mut all = Vec::new();
    for (seed, (folder, _)) in fixtures.iter().enumerate() {
        all.extend(faults(&plain(folder.join("spec.yaml"), Vec::new()), seed, FIXTURE_CHANGES));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Returns the configuration of a document, without names.
fn plain(document: PathBuf, overlays: Vec<PathBuf>) -> Config {
    Config::for_document(document, overlays, PathBuf::new(), Some("renames".to_owned()))
}

fn faults(config: &Config, seed: usize, count: usize) -> Vec<String> {
    let faults = renames::faults(config, seed as u64, count).expect("a document");
    let at = config.document.display();
    faults.into_iter().map(|it| format!("{at}: {}", it.message)).collect()
}
