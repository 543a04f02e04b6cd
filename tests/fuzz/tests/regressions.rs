//! Runs each target on its seeds, and on inputs that made it fail.

use std::fs;
use std::path::Path;

use fuzz::seeds::SEEDS;
use fuzz::{Outcome, TARGETS, target};

#[test]
fn every_target_passes_its_regressions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for entry in fs::read_dir(folder).expect("a folder of regressions") {
        let folder = entry.expect("a folder of a target").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let target = target(&name).unwrap_or_else(|| panic!("there is no target `{name}`"));
        for entry in fs::read_dir(folder).expect("inputs") {
            let path = entry.expect("an input").path();
            eprintln!("{}", path.display());
            let outcome = (target.run)(&fs::read(&path).expect("an input"));
            assert_eq!(outcome, Outcome::Checked, "{} is not checked", path.display());
        }
    }
}

#[test]
fn every_target_passes_its_seeds() {
    for target in TARGETS {
        let seeds = (target.seeds)(&SEEDS);
        assert!(seeds.len() >= 5, "{} has {} seeds", target.name, seeds.len());
        let long = seeds.iter().filter(|seed| seed.len() > target.longest).count();
        assert!(long * 10 < seeds.len(), "{} would not process {long} of its seeds", target.name);
        for seed in seeds {
            let shown = String::from_utf8_lossy(&seed);
            eprintln!("{} {shown:?}", target.name);
            assert_eq!((target.run)(&seed), Outcome::Checked, "{} {shown:?}", target.name);
        }
    }
}
