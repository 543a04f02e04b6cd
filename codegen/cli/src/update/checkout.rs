//! Checks that Git has the files that an update is about to change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::git::git;

/// The maximum number of files that the error names.
const NAMED: usize = 10;

/// Fails if one of `files`, or one of the `generated` files of `output`, has uncommitted changes.
/// Succeeds outside a Git repository.
///
/// # Errors
///
/// The changed files with help, or the error of Git, as human-readable text.
pub(super) fn check(
    files: &[&Path],
    output: &Path,
    generated: &BTreeSet<&String>,
) -> Result<(), String> {
    let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
    for file in files {
        let folder = file.parent().unwrap_or(Path::new(""));
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let found = uncommitted(folder, &format!(":(literal){name}"))?;
        changed.extend(found.into_iter().map(|entry| folder.join(entry.path)));
    }
    if output.is_dir() {
        let found = uncommitted(output, ".")?.into_iter();
        // Generated files that were never committed can be generated again.
        let lost = found.filter(|it| it.status != "??" && generated.contains(&it.path));
        changed.extend(lost.map(|entry| output.join(entry.path)));
    }
    if changed.is_empty() {
        return Ok(());
    }
    let mut text = "error: the update would overwrite files with uncommitted changes\n".to_owned();
    for path in changed.iter().take(NAMED) {
        text.push_str(&format!("  {}\n", path.display()));
    }
    if let Some(more) = changed.len().checked_sub(NAMED).filter(|more| *more > 0) {
        text.push_str(&format!("  ... and {more} more\n"));
    }
    text.push_str("  help: commit or stash the changes, or pass `--allow-dirty`\n");
    Err(text)
}

/// A file that differs from the last commit.
struct Entry {
    /// The status of the file; `??` if Git does not track it.
    status: String,
    /// The path relative to the folder.
    path: String,
}

/// Lists the files of `folder` below the pathspec that differ from the last commit.
fn uncommitted(folder: &Path, pathspec: &str) -> Result<Vec<Entry>, String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let prefix = match git(folder, &["rev-parse", "--show-prefix"]) {
        Ok(prefix) => prefix,
        Err(failure) if failure.is_no_repository() => return Ok(Vec::new()),
        Err(failure) => return Err(failure.into()),
    };
    let prefix = String::from_utf8_lossy(&prefix).trim_end_matches(['\r', '\n']).to_owned();
    let status =
        ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", pathspec];
    let list = git(folder, &status)?;
    let list = String::from_utf8_lossy(&list).into_owned();
    // `XY path`, relative to the root of the repository.
    let entry = |entry: &str| {
        let (status, path) = entry.split_at_checked(2)?;
        let path = path.strip_prefix(' ')?.strip_prefix(&prefix)?;
        Some(Entry { status: status.to_owned(), path: path.to_owned() })
    };
    Ok(list.split('\0').filter_map(entry).collect())
}
