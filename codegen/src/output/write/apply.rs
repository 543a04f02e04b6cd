//! Applies a [`Plan`].

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::{self, Lock};
use super::path::{MANIFEST, TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_temporary};
use super::plan::{Plan, Stale, Write};
use super::swap::Swap;
use super::{failed, manifest};
use crate::document::diagnostic::Diagnostic;
use crate::parallel;

/// The result of [`write()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of files that are new or whose content changed.
    pub written: usize,
    /// The number of files that are up to date and weren't touched.
    pub unchanged: usize,
    /// The number of files that are no longer generated and were removed.
    pub removed: usize,
}

/// Writes the generated files to the folder, or leaves it unchanged.
///
/// All files are written to a temporary folder first, so that a full disk is detected before
/// anything changes. Then each is renamed, so that a reader never sees a partial file, and a new
/// folder is renamed as a whole; unchanged files aren't touched. If a step fails, all steps are
/// undone. The folder is locked meanwhile, and compared again after it is locked, so that files
/// that another run wrote since the plan was made aren't mixed with the files of this one.
///
/// The manifest lists every new file before it is created, and every old one until it is removed,
/// so that a killed run can simply be repeated.
///
/// Returns an error with [`Code::Output`](crate::document::diagnostic::Code::Output) if another run
/// has locked the folder, if the folder has become unsuitable, or if the system fails to create,
/// write or remove a file.
pub fn write(plan: &Plan<'_>) -> Result<Summary, Diagnostic> {
    let folder = &plan.folder;
    if plan.is_current() && plan.stale.is_empty() && temporary_entries(folder)?.is_empty() {
        return Ok(Summary { written: 0, unchanged: plan.unchanged, removed: 0 });
    }
    let is_new = fs::symlink_metadata(folder).is_err();
    fs::create_dir_all(folder).map_err(|error| failed("create", folder, &error))?;
    let result = write_locked(plan);
    if is_new && result.is_err() {
        // Only if it is empty: the system refuses to remove other folders.
        let _ = fs::remove_dir(folder);
    }
    result
}

fn write_locked(plan: &Plan<'_>) -> Result<Summary, Diagnostic> {
    let folder = &plan.folder;
    let _lock = Lock::take(folder)?;
    remove_leftovers(folder)?;
    execute(&super::plan(plan.output, folder)?)
}

/// Writes the files of `plan` next to the folder's own, then swaps them.
pub(super) fn execute(plan: &Plan<'_>) -> Result<Summary, Diagnostic> {
    let folder = &plan.folder;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    let aside = builder.tempdir_in(folder).map_err(|error| failed("create", folder, &error))?;
    let [new, kept, lists] = ["new", "old", "lists"].map(|name| aside.path().join(name));
    for place in [&new, &kept, &lists] {
        fs::create_dir(place).map_err(|error| failed("create", place, &error))?;
    }
    let owned: BTreeSet<String> = plan.recorded.union(&plan.generated).cloned().collect();
    let shown = folder.join(MANIFEST);
    let manifests = Manifests { first: lists.join("first"), last: lists.join("last") };
    if owned != plan.recorded {
        write_file(&manifests.first, &shown, &manifest::text(&owned))?;
    }
    if owned != plan.generated || owned == plan.recorded {
        write_file(&manifests.last, &shown, &manifest::text(&plan.generated))?;
    }
    let files: Vec<&Write<'_>> = plan.writes.iter().filter(|file| file.path != MANIFEST).collect();
    create_folders(&new, &files)?;
    let results = parallel::map(&files, |file| {
        write_file(&new.join(&file.path), &folder.join(&file.path), &file.content)
    });
    results.into_iter().collect::<Result<(), Diagnostic>>()?;

    let mut swap = Swap::new(folder, &kept);
    match swap_files(plan, &files, &new, &manifests, &mut swap) {
        Ok(removed) => {
            Ok(Summary { written: plan.writes.len(), unchanged: plan.unchanged, removed })
        }
        Err(error) => {
            swap.undo();
            Err(error)
        }
    }
}

/// The temporary files of the manifest while files are swapped, and of the final one; neither
/// exists if it equals the previous manifest.
struct Manifests {
    first: PathBuf,
    last: PathBuf,
}

/// Moves every file to its location, and returns the number of removed files.
fn swap_files(
    plan: &Plan<'_>,
    files: &[&Write<'_>],
    new: &Path,
    manifests: &Manifests,
    swap: &mut Swap<'_>,
) -> Result<usize, Diagnostic> {
    let folder = &plan.folder;
    if manifests.first.exists() {
        swap.install(&manifests.first, MANIFEST)?;
    }
    let (whole, others): (Vec<&Write<'_>>, Vec<_>) =
        files.iter().partition(|file| in_new_folder(folder, &file.path));
    let whole: BTreeSet<&str> = whole.iter().filter_map(|file| first_folder(&file.path)).collect();
    for name in whole {
        swap.install_folder(&new.join(name), name)?;
    }
    for file in others {
        swap.install(&new.join(&file.path), &file.path)?;
    }
    let removed = remove_stale(plan, swap)?;
    if plan.writes.iter().any(|file| file.path == MANIFEST) && manifests.last.exists() {
        swap.install(&manifests.last, MANIFEST)?;
    }
    // No step can fail after this.
    for Stale::Present(path) | Stale::Gone(path) in &plan.stale {
        remove_empty_folders(folder, path);
    }
    Ok(removed)
}

/// Returns the first folder of a path, if it has one.
fn first_folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(first, _)| first)
}

/// Returns `true` if the first folder of this path doesn't exist yet.
fn in_new_folder(folder: &Path, path: &str) -> bool {
    first_folder(path).is_some_and(|first| {
        let found = fs::symlink_metadata(folder.join(first));
        found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    })
}

/// Returns the temporary files and folders of a killed run, except for the lock, which is this
/// run's.
fn temporary_entries(folder: &Path) -> Result<Vec<fs::DirEntry>, Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed("read", folder, &error)),
    };
    let entries = entries.map(|entry| entry.map_err(|error| failed("read", folder, &error)));
    let is_leftover = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| is_temporary(name) && name != lock::name())
    };
    entries.filter(|entry| entry.as_ref().map_or(true, is_leftover)).collect()
}

/// Removes the temporary files and folders of a killed run.
fn remove_leftovers(folder: &Path) -> Result<(), Diagnostic> {
    for entry in temporary_entries(folder)? {
        let (place, kind) = (entry.path(), entry.file_type());
        let removed = match kind {
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(&place),
            Ok(kind) if kind.is_file() => fs::remove_file(&place),
            _ => Ok(()),
        };
        removed.map_err(|error| failed("remove", &place, &error))?;
    }
    Ok(())
}

/// Creates the parent folders of the files to be written.
fn create_folders(folder: &Path, files: &[&Write<'_>]) -> Result<(), Diagnostic> {
    let parents: BTreeSet<&Path> =
        files.iter().filter_map(|file| Path::new(&file.path).parent()).collect();
    for parent in parents {
        let place = folder.join(parent);
        fs::create_dir_all(&place).map_err(|error| failed("create", &place, &error))?;
    }
    Ok(())
}

/// Writes a file to `place`, before it is moved to `shown`.
fn write_file(place: &Path, shown: &Path, content: &str) -> Result<(), Diagnostic> {
    fs::write(place, content).map_err(|error| failed("write", shown, &error))
}

fn remove_stale(plan: &Plan<'_>, swap: &mut Swap<'_>) -> Result<usize, Diagnostic> {
    let mut removed = 0;
    for stale in &plan.stale {
        if let Stale::Present(path) = stale {
            swap.remove(path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Removes the folders between `folder` and the file `path` that are empty now.
fn remove_empty_folders(folder: &Path, path: &str) {
    let parents = Path::new(path).ancestors().skip(1);
    for parent in parents.take_while(|parent| !parent.as_os_str().is_empty()) {
        // The system refuses to remove a folder that isn't empty, as intended. If a folder doesn't
        // exist, its parent is checked all the same.
        match fs::remove_dir(folder.join(parent)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return,
            _ => {}
        }
    }
}
