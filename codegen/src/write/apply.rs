//! Carries a [`Plan`] out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::path::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_temporary};
use super::plan::{Plan, Stale, Write};
use super::{failed, manifest};
use crate::diagnostic::Diagnostic;
use crate::parallel;

/// What [`write()`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of files that are new or have a new content.
    pub written: usize,
    /// The number of files that were left alone, since they are as they should be.
    pub unchanged: usize,
    /// The number of files of ours that are no longer generated and were removed.
    pub removed: usize,
}

/// Makes the folder hold the generated files: each is written to a temporary file and renamed, so
/// that no reader ever sees half a file; what is equal is not touched. A folder that is new is
/// written whole and renamed.
///
/// The manifest names every new file before it is written and every old one until it is removed,
/// so that a run which is interrupted can simply be repeated.
///
/// Errors with [`Code::Output`](crate::diagnostic::Code::Output) when the system refuses to
/// create, write or remove a file.
pub fn write(plan: &Plan<'_>) -> Result<Summary, Diagnostic> {
    let folder = &plan.folder;
    if !plan.writes.is_empty() {
        fs::create_dir_all(folder).map_err(|error| failed("create", folder, &error))?;
    }
    remove_leftovers(folder)?;
    let owned: BTreeSet<String> = plan.recorded.union(&plan.generated).cloned().collect();
    if owned != plan.recorded {
        put(folder, manifest::NAME, &manifest::text(&owned))?;
    }
    let files = plan.writes.iter().filter(|file| file.path != manifest::NAME);
    let (new, others): (Vec<&Write<'_>>, Vec<_>) =
        files.partition(|file| in_new_folder(folder, &file.path));
    put_whole(folder, &new)?;
    create_folders(folder, &others)?;
    let results = parallel::map(&others, |file| put(folder, &file.path, &file.content));
    results.into_iter().collect::<Result<(), Diagnostic>>()?;
    let removed = remove_stale(plan)?;
    if let Some(file) = plan.writes.iter().find(|file| file.path == manifest::NAME)
        && (owned == plan.recorded || owned != plan.generated)
    {
        put(folder, manifest::NAME, &file.content)?;
    }
    Ok(Summary { written: plan.writes.len(), unchanged: plan.unchanged, removed })
}

/// The first folder of a path, where it has one.
fn first_folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(first, _)| first)
}

/// Whether the first folder of this path is not there yet.
fn in_new_folder(folder: &Path, path: &str) -> bool {
    first_folder(path).is_some_and(|first| {
        let found = fs::symlink_metadata(folder.join(first));
        found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    })
}

/// Writes files into folders that are new: beside their place, to which each is renamed in the end.
fn put_whole(folder: &Path, files: &[&Write<'_>]) -> Result<(), Diagnostic> {
    if files.is_empty() {
        return Ok(());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    let aside = builder.tempdir_in(folder).map_err(|error| failed("create", folder, &error))?;
    create_folders(aside.path(), files)?;
    let results = parallel::map(files, |file| {
        let place = aside.path().join(&file.path);
        fs::write(&place, file.content.as_bytes()).map_err(|error| failed("write", &place, &error))
    });
    results.into_iter().collect::<Result<(), Diagnostic>>()?;
    let new: BTreeSet<&str> = files.iter().filter_map(|file| first_folder(&file.path)).collect();
    for first in new {
        let place = folder.join(first);
        fs::rename(aside.path().join(first), &place)
            .map_err(|error| failed("create", &place, &error))?;
    }
    Ok(())
}

/// Removes the temporary files and folders that an interrupted run left.
fn remove_leftovers(folder: &Path) -> Result<(), Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("read", folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failed("read", folder, &error))?;
        if !entry.file_name().to_str().is_some_and(is_temporary) {
            continue;
        }
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

/// Creates the folders that files are written to.
fn create_folders(folder: &Path, files: &[&Write<'_>]) -> Result<(), Diagnostic> {
    let parents: BTreeSet<&Path> =
        files.iter().filter_map(|file| Path::new(&file.path).parent()).collect();
    for parent in parents {
        let place = folder.join(parent);
        fs::create_dir_all(&place).map_err(|error| failed("create", &place, &error))?;
    }
    Ok(())
}

/// Puts `content` at `path`: the whole of it or, when something fails, nothing.
fn put(folder: &Path, path: &str, content: &str) -> Result<(), Diagnostic> {
    let place = folder.join(path);
    let temporary = temporary(folder).and_then(|mut file| {
        file.write_all(content.as_bytes())?;
        Ok(file)
    });
    temporary
        .and_then(|file| file.persist(&place).map_err(|error| error.error))
        .map(drop)
        .map_err(|error| failed("write", &place, &error))
}

/// A new file in `folder` itself, which is on the same disk as its target and where the next run
/// looks for leftovers.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The user's umask decides, as for any other file; tempfile's own default is 0600.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn remove_stale(plan: &Plan<'_>) -> Result<usize, Diagnostic> {
    let mut removed = 0;
    for stale in &plan.stale {
        let path = match stale {
            Stale::Present(path) => {
                let place = plan.folder.join(path);
                fs::remove_file(&place).map_err(|error| failed("remove", &place, &error))?;
                removed += 1;
                path
            }
            Stale::Gone(path) => path,
        };
        remove_empty_folders(&plan.folder, path);
    }
    Ok(removed)
}

/// Removes the folders between `folder` and the file `path` that have become empty.
fn remove_empty_folders(folder: &Path, path: &str) {
    let parents = Path::new(path).ancestors().skip(1);
    for parent in parents.take_while(|parent| !parent.as_os_str().is_empty()) {
        // The system refuses to remove a folder that still holds something, which is the point.
        // One that has gone does not keep its own parent from being looked at.
        match fs::remove_dir(folder.join(parent)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return,
            _ => {}
        }
    }
}
