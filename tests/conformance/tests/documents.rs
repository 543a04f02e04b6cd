//! Runs conformance on the documents of `tests/documents`, each with another seed.

use std::path::{Path, PathBuf};

use conformance::{Options, run};

/// The number of valid values of each schema.
const PER_SCHEMA: usize = 6;

#[test]
fn nothing_is_lost_or_decoded_as_a_wrong_member() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let entries = std::fs::read_dir(root.join("tests/documents")).expect("the documents");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for (seed, file) in (1..).zip(files) {
        let options = Options {
            spec: None,
            overlays: Vec::new(),
            config: Some(file.clone()),
            accept: Vec::new(),
            samples: None,
            per_schema: PER_SCHEMA,
            seed,
            target: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
            lock: Some(root.join("Cargo.lock")),
        };
        let report = run(&options, &mut |_| ()).unwrap_or_else(|it| panic!("{file:?}: {it}"));
        assert!(report.is_clean(), "{}", report.table());
        assert!(report.totals.counts.unions.tried > 0, "{file:?} has no union");
    }
}
