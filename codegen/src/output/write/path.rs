//! Which relative paths may be written, and what stands there on the disk now.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{failed, refused};
use crate::document::diagnostic::Diagnostic;
use crate::rust::file_names::{LONGEST_NAME, is_device};

/// The name of the manifest in the output folder: a header line, then one relative path a line,
/// sorted.
pub(crate) const MANIFEST: &str = ".codegen-manifest";

/// What the names of temporary files start with.
pub(super) const TEMPORARY_PREFIX: &str = ".codegen-";
/// What the names of temporary files end with.
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// Whether a file of this name, directly in the output folder, is one that an interrupted run
/// left behind.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY_PREFIX)
        .and_then(|rest| rest.strip_suffix(TEMPORARY_SUFFIX))
        .is_some_and(|random| !random.is_empty() && random.chars().all(char::is_alphanumeric))
}

/// Why `path` can't be the path of a generated file on every system, or `None` when it can.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    let mut parts = path.split('/');
    if path.starts_with('/') {
        Some("is absolute")
    } else if parts.clone().any(|part| part == "..") {
        Some("leaves the output folder")
    } else if parts.clone().any(|part| part.is_empty() || part == ".") {
        Some("has an empty part")
    } else if path.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c)) {
        Some("has a character that file names can't have everywhere")
    } else if parts.clone().any(|part| part.eq_ignore_ascii_case(".git")) {
        Some("belongs to Git")
    } else if parts.clone().any(is_device) {
        Some("is a device on Windows")
    } else if parts.clone().any(|part| part.ends_with(['.', ' '])) {
        Some("has a name that Windows changes")
    } else if parts.clone().any(|part| part.len() > LONGEST_NAME) {
        Some("has a name that is too long")
    } else if path == MANIFEST || parts.next().is_some_and(is_temporary) {
        Some("is reserved")
    } else {
        None
    }
}

/// What stands at a path below the output folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Missing,
    /// An ordinary file.
    File,
    /// Something that is not a file, or a file where a folder would have to be.
    Blocked {
        /// What is in the way.
        by: PathBuf,
    },
}

/// Looks at `path` below `folder` without following a symbolic link.
///
/// Errors: a symbolic link on the way or at its end, since what it leads to is not ours; a folder
/// that can't be read.
pub(super) fn look(folder: &Path, path: &str) -> Result<Standing, Diagnostic> {
    let mut place = folder.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Missing),
            Err(error) => return Err(failed("read", &place, &error)),
        };
        if kind.is_symlink() {
            return Err(refused(&place, "is a symbolic link, which is never followed"));
        }
        let fits = if parts.peek().is_some() { kind.is_dir() } else { kind.is_file() };
        if !fits {
            return Ok(Standing::Blocked { by: place });
        }
    }
    Ok(Standing::File)
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
    fn temporary_files_are_told_from_others() {
        assert!(is_temporary(".codegen-aB3xyz.tmp"));
        for name in [".codegen-manifest", ".codegen-.tmp", "codegen-a.tmp", ".codegen-my notes.tmp"]
        {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
