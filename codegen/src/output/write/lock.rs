//! The lock of an output folder, which excludes other generators until it is dropped.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::path::{PathState, TEMPORARY_PREFIX, TEMPORARY_SUFFIX, path_state};
use super::{failed, output_error, rejection};
use crate::document::diagnostic::Diagnostic;

/// The name of the lock file, without the prefix and suffix of all temporary files: the one of a
/// killed run is removed like any other.
const STEM: &str = "lock";

/// The maximum number of attempts if other runs remove the lock file at the same time.
const ATTEMPTS: usize = 100;

/// A locked folder. The system releases the lock when the process ends for any reason.
#[derive(Debug)]
pub(super) struct Lock {
    place: PathBuf,
    /// The lock file, which is locked while it is open.
    _file: File,
}

impl Lock {
    /// Locks the existing folder `folder`.
    ///
    /// Returns an error if another generator has locked it, or if the file can't be created.
    pub(super) fn take(folder: &Path) -> Result<Self, Diagnostic> {
        let name = name();
        let place = folder.join(&name);
        if let PathState::Blocked { by } = path_state(folder, &name)? {
            return Err(rejection(&by, "is not a file"));
        }
        for _ in 0..ATTEMPTS {
            match attempt(&place) {
                Ok(Some(file)) => return Ok(Self { place, _file: file }),
                Ok(None) => {}
                Err(TryLockError::Error(error)) => return Err(failed("lock", &place, &error)),
                Err(TryLockError::WouldBlock) => break,
            }
        }
        let message = format!("another generator is writing to `{}`", folder.display());
        Err(output_error(folder, message)
            .help("run the same command again when the other generator has finished"))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before it is unlocked, so that another run's file isn't removed.
        let _ = fs::remove_file(&self.place);
    }
}

/// Returns the name of the lock file.
pub(super) fn name() -> String {
    format!("{TEMPORARY_PREFIX}{STEM}{TEMPORARY_SUFFIX}")
}

/// Returns the locked file at `place`, or `None` if the previous owner removed it before it was
/// locked.
fn attempt(place: &Path) -> Result<Option<File>, TryLockError> {
    let file = File::options().write(true).create(true).truncate(false).open(place);
    let file = file.map_err(TryLockError::Error)?;
    match file.try_lock() {
        // Some network file systems don't support locks.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        result => result?,
    }
    let is_locked = is_at(&file, place).map_err(TryLockError::Error)?;
    Ok(is_locked.then_some(file))
}

/// Returns `true` if `file` is still the one at `place`.
fn is_at(file: &File, place: &Path) -> io::Result<bool> {
    match Handle::from_path(place) {
        Ok(found) => Ok(found == Handle::from_file(file.try_clone()?)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = Lock::take(folder.path()).expect("it is free");
        let refusal = Lock::take(folder.path()).expect_err("it is taken");
        assert!(refusal.message.starts_with("another generator is writing to"), "{refusal:?}");
        assert!(refusal.help.is_some());
        drop(lock);
        assert!(!folder.path().join(name()).exists(), "the file is left behind");
        Lock::take(folder.path()).expect("it is free again");
    }

    #[test]
    fn a_stale_lock_file_does_not_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name()), "").expect("written");
        drop(Lock::take(folder.path()).expect("nobody has it"));
        assert!(!folder.path().join(name()).exists(), "the file is left behind");
    }

    #[test]
    fn a_removed_lock_file_does_not_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join(name());
        let file = File::create(&place).expect("a file");
        assert!(is_at(&file, &place).expect("readable"));
        fs::remove_file(&place).expect("removed");
        assert!(!is_at(&file, &place).expect("readable"));
        fs::write(&place, "").expect("written");
        assert!(!is_at(&file, &place).expect("readable"));
    }
}
