//! A name depends on nothing unrelated: two thousand changes to the test documents, each of which
//! adds, reorders or requires something, rename nothing that existed before.

use std::path::PathBuf;

use codegen::internals::config::Config;
use mutations::renames;

use crate::{committed, documents};

/// The number of changes to all documents together.
const CHANGES: usize = 2_000;

#[test]
fn a_change_renames_nothing_else() {
    let mut configs = vec![committed::config(committed::CONFIG)];
    configs.extend(documents::configurations().iter().map(|it| documents::configuration(it).0));
    let count = CHANGES.div_ceil(configs.len());
    for (seed, config) in configs.iter().enumerate() {
        // The configuration sets names by location, and locations are changed.
        let mut plain = Config::for_document(
            config.document.clone(),
            config.overlays.clone(),
            PathBuf::new(),
            Some("renames".to_owned()),
        );
        plain.accept = config.accept.clone();
        let faults = renames::faults(&plain, seed as u64, count).expect("a document");
        let faults: Vec<String> = faults.into_iter().map(|it| it.message).collect();
        assert!(faults.is_empty(), "{}\n{}", config.document.display(), faults.join("\n"));
    }
}
