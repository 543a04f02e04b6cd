//! Files that change places: takes complete files that are beside the folder's own, puts each where
//! it belongs, and puts everything back when one can't be.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::failed;
use crate::document::diagnostic::Diagnostic;

/// What was done so far.
pub(super) struct Swap<'a> {
    folder: &'a Path,
    /// Where the old files are kept.
    kept: &'a Path,
    done: Vec<Step>,
}

/// How a step is taken back.
enum Step {
    /// The file at this path of the folder is that of the same path among the kept ones.
    Replaced(String),
    /// The file was not there.
    Created(PathBuf),
    /// The folder was not there, and neither was what is in it.
    CreatedFolder(PathBuf),
}

impl<'a> Swap<'a> {
    /// Nothing is done yet. `kept` is an empty folder on the same disk.
    pub(super) fn new(folder: &'a Path, kept: &'a Path) -> Self {
        Self { folder, kept, done: Vec::new() }
    }

    /// Puts the file `from` to `path`, in one step: a reader finds the old file or the new one.
    pub(super) fn put(&mut self, from: &Path, path: &str) -> Result<(), Diagnostic> {
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

    /// Puts the folder `from` to `name`, where nothing is.
    pub(super) fn put_folder(&mut self, from: &Path, name: &str) -> Result<(), Diagnostic> {
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

    /// Makes the folder as it was. What can't be put back is as the next run will write it.
    pub(super) fn undo(self) {
        for step in self.done.into_iter().rev() {
            // Going on after an error puts back what can be.
            let _ = match step {
                Step::Replaced(path) => put_back(&self.kept.join(&path), &self.folder.join(&path)),
                Step::Created(place) => fs::remove_file(place),
                Step::CreatedFolder(place) => fs::remove_dir_all(place),
            };
        }
    }

    /// Creates the folders that `place` is in, the outermost first.
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

    /// Keeps the file at `path`, as another link to it where the system has such. The first one is
    /// the one to go back to.
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

fn put_back(kept: &Path, place: &Path) -> io::Result<()> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(kept, place)
}
