//! A schema that is spelled in another way has the same types: the test documents and fixtures, with
//! their schemas written in other ways that mean the same.

use std::path::PathBuf;

use codegen::internals::config::Config;
use mutations::spellings;

use crate::fixtures::snapshots::fixtures;
use crate::{committed, documents};

/// The number of random mixtures of spellings for each document.
const MIXTURES: usize = 2;

#[test]
fn another_spelling_of_a_document_changes_nothing() {
    let mut configs = vec![committed::config(committed::CONFIG)];
    configs.extend(documents::configurations().iter().map(|it| documents::configuration(it).0));
    let plain = configs.into_iter().map(|it| Config {
        accept: it.accept.clone(),
        ..plain(it.document.clone(), it.overlays.clone())
    });
    assert_eq!(faults(plain), Vec::<String>::new());
}

#[test]
fn another_spelling_of_a_fixture_changes_nothing() {
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    let configs = fixtures.iter().map(|(folder, _)| plain(folder.join("spec.yaml"), Vec::new()));
    assert_eq!(faults(configs), Vec::<String>::new());
}

/// Returns the configuration of a document, without names, whose locations would be wrong.
fn plain(document: PathBuf, overlays: Vec<PathBuf>) -> Config {
    Config::for_document(document, overlays, PathBuf::new(), Some("spellings".to_owned()))
}

fn faults(configs: impl Iterator<Item = Config>) -> Vec<String> {
    let mut all = Vec::new();
    for (seed, config) in configs.enumerate() {
        let faults = spellings::faults(&config, seed as u64, MIXTURES).expect("a document");
        let at = config.document.display();
        all.extend(faults.into_iter().map(|it| format!("{at}: {}", it.message)));
    }
    all
}
