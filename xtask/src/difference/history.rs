//! The document as it was at a revision of Git: its folder, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::config::Config;
use tempfile::TempDir;

/// A configuration whose document is that of a revision.
pub(super) struct History {
    pub(super) config: Config,
    /// Removed when this is.
    _folder: TempDir,
}

/// Brings the folder of the document, as it was at `revision`, into a temporary one.
///
/// # Errors
///
/// Why there is none: Git does not know the revision, or the document was not there.
pub(super) fn checkout(revision: &str, config: &Config) -> Result<History, String> {
    let source = match config.document.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}\n"))?;
    // What begins with `-` would be an option.
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no revision\n"));
    }
    let names = git(source, &["ls-tree", "-r", "-z", "--name-only", revision, "--", "."])?;
    for name in String::from_utf8_lossy(&names).split('\0').filter(|name| !name.is_empty()) {
        let content = git(source, &["show", &format!("{revision}:./{name}")])?;
        let place = folder.path().join(name);
        let written = place.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&place, content))
            .map_err(|error| format!("can't write `{}`: {error}\n", place.display()))?;
    }
    let moved = |path: &PathBuf| match path.strip_prefix(source) {
        Ok(relative) => folder.path().join(relative),
        Err(_) => path.clone(),
    };
    let mut config = config.clone();
    config.document = moved(&config.document);
    config.overlays = config.overlays.iter().map(moved).collect();
    Ok(History { config, _folder: folder })
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("git can't be started: {error}\n"))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
