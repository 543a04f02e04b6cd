//! The folder of a new repository, which is created completely or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that does not exist or is empty.
pub(super) struct Place<'a> {
    folder: &'a Path,
    exists: bool,
}

/// The files of a repository in a temporary folder next to their destination, which is removed on
/// drop.
pub(super) struct Staged<'a> {
    place: Place<'a>,
    /// The files.
    path: PathBuf,
    _temporary: TempDir,
}

impl<'a> Place<'a> {
    /// Checks that a repository can be created in `folder`.
    ///
    /// # Errors
    ///
    /// The folder is a file, can't be read or is not empty, or its parent does not exist.
    pub(super) fn new(folder: &'a Path) -> Result<Self, String> {
        let place = |exists| Self { folder, exists };
        match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
            Ok(false) => Ok(place(true)),
            Ok(true) => Err(error(
                &format!("`{}` is not empty", folder.display()),
                "choose a folder that does not exist or is empty; in an existing repository, write \
                 a `codegen.toml` and run `generate`",
            )),
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => {
                let parent = parent(folder);
                if parent.is_dir() {
                    return Ok(place(false));
                }
                let message = format!("the folder `{}` does not exist", parent.display());
                Err(error(&message, "create it, or choose another folder"))
            }
            Err(problem) => Err(error(
                &format!("`{}` can't be used: {problem}", folder.display()),
                "choose a folder that does not exist or is empty",
            )),
        }
    }

    /// Returns the name of the folder, as the default name of the package.
    ///
    /// # Errors
    ///
    /// The folder has no name, for example the root.
    pub(super) fn name(&self) -> Result<String, String> {
        let full = match self.exists {
            true => fs::canonicalize(self.folder).ok(),
            false => Some(self.folder.to_owned()),
        };
        let name = full.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
        name.map(|name| name.into_owned()).ok_or_else(|| {
            let message =
                format!("can't derive a package name from the path `{}`", self.folder.display());
            error(&message, "pass a package name with `--package`")
        })
    }

    /// Creates the temporary folder for the files.
    ///
    /// # Errors
    ///
    /// The parent folder isn't writable.
    pub(super) fn stage(self) -> Result<Staged<'a>, String> {
        let beside = if self.exists { self.folder } else { parent(self.folder) };
        let temporary = tempfile::Builder::new().prefix(".openapi-crate-").tempdir_in(beside);
        let temporary = temporary.map_err(|problem| failed(beside, &problem))?;
        // Temporary folders have restricted permissions; a new folder inside has the usual ones.
        let path = temporary.path().join("new");
        fs::create_dir(&path).map_err(|problem| failed(&path, &problem))?;
        Ok(Staged { place: self, path, _temporary: temporary })
    }
}

impl Staged<'_> {
    /// Returns the folder to write to.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file of the repository.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let file = self.path.join(path);
        let created = file.parent().map_or(Ok(()), fs::create_dir_all);
        created
            .and_then(|()| fs::write(&file, text))
            .map_err(|problem| failed(Path::new(path), &problem))
    }

    /// Moves the files to their destination: in one step if that does not exist, else one by one.
    /// If a move fails, the earlier ones are undone.
    pub(super) fn finish(self) -> Result<(), String> {
        let folder = self.place.folder;
        let moved = match self.place.exists {
            false => fs::rename(&self.path, folder),
            true => move_entries(&self.path, folder),
        };
        moved.map_err(|problem| failed(folder, &problem))
    }
}

fn move_entries(from: &Path, to: &Path) -> io::Result<()> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(from)? {
        let target = to.join(entry.as_ref().map(fs::DirEntry::file_name).unwrap_or_default());
        match entry.and_then(|entry| fs::rename(entry.path(), &target)) {
            Ok(()) => moved.push(target),
            Err(problem) => {
                for place in moved {
                    let name = place.file_name().unwrap_or_default();
                    fs::rename(&place, from.join(name))?;
                }
                return Err(problem);
            }
        }
    }
    Ok(())
}

/// Returns the parent of a folder.
fn parent(folder: &Path) -> &Path {
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn failed(path: &Path, problem: &io::Error) -> String {
    let message = format!("can't write `{}`: {problem}", path.display());
    error(&message, "make the folder writable, or choose another one")
}

fn error(message: &str, help: &str) -> String {
    format!("error: {message}\n  = help: {help}\n")
}
