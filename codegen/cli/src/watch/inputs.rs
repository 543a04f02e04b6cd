//! [`Inputs`]: the files that a run reads, as they stood when they were looked at.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// The files that a run reads, as they stood when they were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inputs(BTreeMap<PathBuf, Option<Stamp>>);

/// What tells that a file was written: its time and its length. None where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

impl Inputs {
    /// Adds files; those that are there already stay as they stood, so that what changed while they
    /// were read counts.
    pub(super) fn add(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        for file in files {
            self.0.entry(file).or_insert_with_key(stamp);
        }
    }

    /// Looks at all of them again.
    pub(super) fn look(&mut self) {
        self.0.iter_mut().for_each(|(file, seen)| *seen = stamp(file));
    }
}

fn stamp(file: &PathBuf) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    Some(Stamp { modified: metadata.modified().ok(), length: metadata.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_replaced_or_removed_has_changed() {
        let root = tempfile::tempdir().expect("a folder");
        let (file, other) = (root.path().join("a"), root.path().join("b"));
        fs::write(&file, "one").expect("written");
        let mut inputs = Inputs::default();
        inputs.add([file.clone()]);
        let mut changed = |step: &str| {
            let before = inputs.clone();
            inputs.look();
            assert_ne!(inputs, before, "{step}");
        };
        fs::write(&file, "longer").expect("written");
        changed("written");
        fs::write(&other, "replacement").expect("written");
        fs::rename(&other, &file).expect("renamed");
        changed("replaced");
        fs::remove_file(&file).expect("removed");
        changed("removed");
        let before = inputs.clone();
        inputs.look();
        assert_eq!(inputs, before);
    }

    #[test]
    fn what_changed_since_the_run_began_still_counts() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("a");
        fs::write(&file, "one").expect("written");
        let mut inputs = Inputs::default();
        inputs.add([file.clone()]);
        fs::write(&file, "longer").expect("written");
        inputs.add([file]);
        let mut now = inputs.clone();
        now.look();
        assert_ne!(now, inputs);
    }
}
