//! Replaces several files atomically: each new file is written next to the one that it replaces,
//! then all are renamed; if a later step fails, renamed files are restored.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

/// A file and its new contents.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) place: PathBuf,
    pub(super) text: String,
}

/// Replaces the files, then runs `last`. If any step fails, all files are as they were.
///
/// # Errors
///
/// The file that can't be written, with the reason, or the error of `last`.
pub(super) fn replace<T>(
    files: &[Replacement],
    last: impl FnOnce() -> Result<T, String>,
) -> Result<T, String> {
    let staged = files.iter().map(Staged::new).collect::<Result<Vec<_>, _>>()?;
    let mut done = Vec::new();
    let swapped = staged.into_iter().try_for_each(|file| {
        done.push(file.swap()?);
        Ok(())
    });
    let result = swapped.and_then(|()| last());
    if result.is_err() {
        done.into_iter().rev().for_each(Swapped::put_back);
    }
    result
}

/// A file whose new contents are next to it.
struct Staged {
    place: PathBuf,
    new: TempPath,
    /// A copy of the old file, if it exists.
    old: Option<TempPath>,
}

impl Staged {
    fn new(file: &Replacement) -> Result<Self, String> {
        // A symbolic link stays a link; its target is changed.
        let place = fs::canonicalize(&file.place).unwrap_or_else(|_| file.place.clone());
        let staged = || -> io::Result<Self> {
            let old = match fs::metadata(&place) {
                Ok(metadata) if metadata.is_file() => Some(copy(&place)?),
                Ok(_) => return Err(ErrorKind::IsADirectory.into()),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            let mut new = beside(&place)?;
            new.write_all(file.text.as_bytes())?;
            if old.is_some() {
                fs::set_permissions(new.path(), fs::metadata(&place)?.permissions())?;
            }
            Ok(Self { place: place.clone(), new: new.into_temp_path(), old })
        };
        staged().map_err(|error| failed(&file.place, &error))
    }

    fn swap(self) -> Result<Swapped, String> {
        let Self { place, new, old } = self;
        new.persist(&place).map_err(|error| failed(&place, &error.error))?;
        Ok(Swapped { place, old })
    }
}

/// A replaced file.
struct Swapped {
    place: PathBuf,
    old: Option<TempPath>,
}

impl Swapped {
    fn put_back(self) {
        // After an error, the other files are still restored.
        let _ = match self.old {
            Some(old) => old.persist(&self.place).map_err(|error| error.error),
            None => fs::remove_file(&self.place),
        };
    }
}

fn copy(place: &Path) -> io::Result<TempPath> {
    let copy = beside(place)?.into_temp_path();
    fs::copy(place, &copy)?;
    Ok(copy)
}

/// Creates a file in the folder of `place`, with the usual permissions.
fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let folder = match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".openapi-crate-").make_in(folder, |path| File::create_new(path))
}

fn failed(place: &Path, error: &io::Error) -> String {
    format!("error: can't write `{}`: {error}\n", place.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_of_the_last_step_restores_all_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = |name: &str| folder.path().join(name);
        fs::write(place("old"), "before").expect("written");
        let file =
            |name: &str| Replacement { place: place(name), text: format!("new text of {name}") };
        let files = [file("old"), file("new")];

        let result: Result<(), String> = replace(&files, || {
            assert_eq!(fs::read_to_string(place("old")).expect("a file"), files[0].text);
            assert_eq!(fs::read_to_string(place("new")).expect("a file"), files[1].text);
            Err("no".to_owned())
        });
        assert_eq!(result, Err("no".to_owned()));
        assert_eq!(fs::read_to_string(place("old")).expect("a file"), "before");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);

        assert_eq!(replace(&files, || Ok(7)), Ok(7));
        assert_eq!(fs::read_to_string(place("old")).expect("a file"), files[0].text);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn the_permissions_of_a_file_are_preserved() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("file");
        fs::write(&place, "").expect("written");
        fs::set_permissions(&place, fs::Permissions::from_mode(0o640)).expect("changed");
        let file = Replacement { place: place.clone(), text: "text".to_owned() };
        replace(&[file], || Ok(())).expect("replaced");
        let mode = fs::metadata(&place).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
