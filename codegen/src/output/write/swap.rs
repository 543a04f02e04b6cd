//! Swapping of files: moves complete files into place, and undoes all moves if one fails.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::failed;
use crate::document::diagnostic::Diagnostic;

/// The completed steps.
pub(super) struct Swap<'a> {
    folder: &'a Path,
    /// The folder of the backups.
    kept: &'a Path,
    done: Vec<Step>,
}

/// The information to undo a step.
enum Step {
    /// The file at this path was replaced or removed; its backup has the same path.
    Replaced(String),
    /// The file was created.
    Created(PathBuf),
    /// The folder was created, with everything in it.
    CreatedFolder(PathBuf),
}

impl<'a> Swap<'a> {
    /// Creates a swap without any steps. `kept` is an empty folder on the same disk.
    pub(super) fn new(folder: &'a Path, kept: &'a Path) -> Self {
        Self { folder, kept, done: Vec::new() }
    }

    /// Moves the file `from` to `path` atomically: a reader sees either the old file or the new
    /// one.
    pub(super) fn install(&mut self, from: &Path, path: &str) -> Result<(), Diagnostic> {
        let place = self.folder.join(path);
        self.create_parents(&place)?;
        let step = match self.keep(path) {
            Ok(()) => Step::Replaced(path.to_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => Step::Created(place.clone()),
            Err(error) => return Err(failed("keep a copy of", &place, &error)),
        };
        fs::rename(from, &place).map_err(|error| failed("write", &place, &error))?;
        self.done.push(step);
        Ok(())
    }

    /// Moves the folder `from` to `name`, which must not exist.
    pub(super) fn install_folder(&mut self, from: &Path, name: &str) -> Result<(), Diagnostic> {
        let place = self.folder.join(name);
        fs::rename(from, &place).map_err(|error| failed("create", &place, &error))?;
        self.done.push(Step::CreatedFolder(place));
        Ok(())
    }

    /// Removes the file at `path`.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), Diagnostic> {
        let place = self.folder.join(path);
        self.keep(path)
            .and_then(|()| fs::remove_file(&place))
            .map_err(|error| failed("remove", &place, &error))?;
        self.done.push(Step::Replaced(path.to_owned()));
        Ok(())
    }

    /// Restores the folder. A step that can't be undone keeps its result, which the next run would
    /// produce as well.
    pub(super) fn undo(self) {
        for step in self.done.into_iter().rev() {
            // Continuing after an error restores as much as possible.
            let _ = match step {
                Step::Replaced(path) => {
                    restore_file(&self.kept.join(&path), &self.folder.join(&path))
                }
                Step::Created(place) => fs::remove_file(place),
                Step::CreatedFolder(place) => fs::remove_dir_all(place),
            };
        }
    }

    /// Creates the missing parent folders of `place`, the outermost first.
    fn create_parents(&mut self, place: &Path) -> Result<(), Diagnostic> {
        let parents = place.ancestors().skip(1);
        let missing: Vec<&Path> =
            parents.take_while(|parent| *parent != self.folder && !parent.is_dir()).collect();
        for parent in missing.into_iter().rev() {
            fs::create_dir(parent).map_err(|error| failed("create", parent, &error))?;
            self.done.push(Step::CreatedFolder(parent.to_owned()));
        }
        Ok(())
    }

    /// Backs up the file at `path`, as a hard link if the system supports it. An existing backup is
    /// kept, since it is the original.
    fn keep(&self, path: &str) -> io::Result<()> {
        let (place, kept) = (self.folder.join(path), self.kept.join(path));
        if !fs::symlink_metadata(&place)?.is_file() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if let Some(parent) = kept.parent() {
            fs::create_dir_all(parent)?;
        }
        match fs::hard_link(&place, &kept) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(_) => fs::copy(&place, &kept).map(drop),
        }
    }
}

fn restore_file(kept: &Path, place: &Path) -> io::Result<()> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(kept, place)
}
