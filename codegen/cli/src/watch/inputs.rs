//! [`Inputs`]: the files that a run reads, with their states.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// The files that a run reads, with their last known states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inputs(BTreeMap<PathBuf, Option<FileState>>);

/// The state of a file, which changes when it is written; `None` if the file doesn't exist.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileState {
    modified: Option<SystemTime>,
    length: u64,
}

impl Inputs {
    /// Adds files; known ones keep their state, so that changes made while they were read are
    /// detected.
    pub(super) fn add(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        for file in files {
            self.0.entry(file).or_insert_with_key(stamp);
        }
    }

    /// Updates the states of all files.
    pub(super) fn refresh(&mut self) {
        self.0.iter_mut().for_each(|(file, seen)| *seen = stamp(file));
    }
}

fn stamp(file: &PathBuf) -> Option<FileState> {
    let metadata = fs::metadata(file).ok()?;
    Some(FileState { modified: metadata.modified().ok(), length: metadata.len() })
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
            inputs.refresh();
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
        inputs.refresh();
        assert_eq!(inputs, before);
    }

    #[test]
    fn changes_during_a_run_are_detected() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("a");
        fs::write(&file, "one").expect("written");
        let mut inputs = Inputs::default();
        inputs.add([file.clone()]);
        fs::write(&file, "longer").expect("written");
        inputs.add([file]);
        let mut now = inputs.clone();
        now.refresh();
        assert_ne!(now, inputs);
    }
}
