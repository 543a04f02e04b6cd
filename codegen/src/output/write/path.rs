//! The rules for relative paths that may be written, and the items that exist at these paths.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{failed, rejection};
use crate::document::diagnostic::Diagnostic;
use crate::rust::file_names::{MAX_FILE_NAME_LEN, is_device};

/// The name of the manifest in the output folder: a header line, then one relative path per line,
/// sorted.
pub(crate) const MANIFEST: &str = ".codegen-manifest";

/// The prefix of the names of temporary files.
pub(super) const TEMPORARY_PREFIX: &str = ".codegen-";
/// The suffix of the names of temporary files.
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// Returns `true` if a file with this name, directly in the output folder, is a temporary file of
/// an interrupted run.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY_PREFIX)
        .and_then(|rest| rest.strip_suffix(TEMPORARY_SUFFIX))
        .is_some_and(|random| !random.is_empty() && random.chars().all(char::is_alphanumeric))
}

/// Returns the reason why `path` isn't a valid path on every system, or `None` if it is valid.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    let mut parts = path.split('/');
    if path.starts_with('/') {
        Some("is absolute")
    } else if parts.clone().any(|part| part == "..") {
        Some("leaves the output folder")
    } else if parts.clone().any(|part| part.is_empty() || part == ".") {
        Some("has an empty part")
    } else if path.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c)) {
        Some("has a character that some systems don't allow in file names")
    } else if parts.clone().any(|part| part.eq_ignore_ascii_case(".git")) {
        Some("belongs to Git")
    } else if parts.clone().any(is_device) {
        Some("is a device on Windows")
    } else if parts.clone().any(|part| part.ends_with(['.', ' '])) {
        Some("has a name that Windows changes")
    } else if parts.clone().any(|part| part.len() > MAX_FILE_NAME_LEN) {
        Some("has a name that is too long")
    } else if path == MANIFEST || parts.next().is_some_and(is_temporary) {
        Some("is reserved")
    } else {
        None
    }
}

/// The item at a path in the output folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PathState {
    /// Nothing.
    Missing,
    /// A regular file.
    File,
    /// An item that isn't a file, or a file in place of a parent folder.
    Blocked {
        /// The item that blocks the path.
        by: PathBuf,
    },
}

/// Returns the item at `path` in `folder`, without following symbolic links.
///
/// Returns an error if the path contains a symbolic link, whose target isn't ours, or if a folder
/// can't be read.
pub(super) fn path_state(folder: &Path, path: &str) -> Result<PathState, Diagnostic> {
    let mut place = folder.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(PathState::Missing),
            Err(error) => return Err(failed("read", &place, &error)),
        };
        if kind.is_symlink() {
            return Err(rejection(&place, "is a symbolic link, which is never followed"));
        }
        let fits = if parts.peek().is_some() { kind.is_dir() } else { kind.is_file() };
        if !fits {
            return Ok(PathState::Blocked { by: place });
        }
    }
    Ok(PathState::File)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_the_folder_are_allowed() {
        for path in ["Cargo.toml", "src/types/mod.rs", ".gitattributes", "docs/a b.md", "a..b"] {
            assert_eq!(fault(path), None, "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a//b",
            "./a",
            "a/",
            "C:/x",
            "a\\..\\x",
            "a\nb",
            "a\0b",
            ".git/config",
            "sub/.GIT/hooks/pre-commit",
            ".codegen-manifest",
            ".codegen-aB3xyz.tmp",
            "src/types/con.rs",
            "docs/models/LPT1.md",
            "nul/x",
            "src/x.",
            &format!("src/{}.rs", "x".repeat(253)),
        ] {
            assert!(fault(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn temporary_files_are_distinguished() {
        assert!(is_temporary(".codegen-aB3xyz.tmp"));
        for name in [".codegen-manifest", ".codegen-.tmp", "codegen-a.tmp", ".codegen-my notes.tmp"]
        {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
