//! The comparison of the generated files with those in the folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::path::{MANIFEST, PathState, fault, path_state};
use super::{failed, manifest, output_error, rejection};
use crate::document::diagnostic::Diagnostic;
use crate::output::Output;

/// The maximum number of foreign files in an error.
const NAMED: usize = 3;

/// The changes to a folder that are needed to write the generated files.
#[derive(Debug)]
pub struct Plan<'a> {
    /// All files, for the second comparison.
    pub(super) output: &'a Output,
    pub(super) folder: PathBuf,
    /// The generated paths, without the manifest.
    pub(super) generated: BTreeSet<String>,
    /// The paths in the current manifest.
    pub(super) recorded: BTreeSet<String>,
    /// The files to be written, with the manifest.
    pub(super) writes: Vec<Write<'a>>,
    /// The number of files that are up to date.
    pub(super) unchanged: usize,
    /// The paths in the manifest that are no longer generated, and can be checked.
    pub(super) stale: Vec<Stale>,
}

/// A file to be written.
#[derive(Debug)]
pub(super) struct Write<'a> {
    pub(super) path: String,
    pub(super) content: Cow<'a, str>,
    /// The current content; `None` if it is new.
    pub(super) before: Option<Vec<u8>>,
}

/// A path in the manifest that is no longer generated.
#[derive(Debug)]
pub(super) enum Stale {
    /// The file exists and must be removed.
    Present(String),
    /// The file has already been removed; empty folders may remain.
    Gone(String),
}

impl Plan<'_> {
    /// Returns `true` if the folder contains exactly the generated files.
    pub fn is_current(&self) -> bool {
        let present = self.stale.iter().any(|stale| matches!(stale, Stale::Present(_)));
        self.writes.is_empty() && !present
    }

    /// Returns the number of generated files, including the manifest.
    pub fn files(&self) -> usize {
        self.writes.len() + self.unchanged
    }

    /// Returns the current and the generated content of a file, if they differ; the current content
    /// of a new file is empty.
    pub fn change(&self, path: &str) -> Option<(Cow<'_, str>, &str)> {
        let write = self.writes.iter().find(|write| write.path == path)?;
        let before = write.before.as_deref().unwrap_or_default();
        Some((String::from_utf8_lossy(before), &write.content))
    }
}

/// Compares `output` with the files in `folder`, without changing them. The folder may be missing
/// or empty.
///
/// Returns an error with [`Code::Output`](crate::document::diagnostic::Code::Output) if the folder
/// can't be read or is a file, if a path is outside the folder or behind a symbolic link, if a
/// foreign item blocks a path, or if the folder has no manifest and contains foreign files.
pub fn plan<'a>(output: &'a Output, folder: &Path) -> Result<Plan<'a>, Diagnostic> {
    check_paths(output, folder)?;
    check_folder(folder)?;
    let recorded = manifest::read(folder)?;
    if recorded.is_none() {
        refuse_foreign_folder(output, folder)?;
    }
    let recorded = recorded.unwrap_or_default();
    let mut plan = Plan {
        output,
        folder: folder.to_owned(),
        generated: output.keys().cloned().collect(),
        recorded,
        writes: Vec::new(),
        unchanged: 0,
        stale: Vec::new(),
    };
    let mut foreign = Vec::new();
    for (path, content) in output {
        let before = current(folder, path)?;
        if before.as_deref() == Some(content.as_bytes()) {
            plan.unchanged += 1;
        } else if before.is_some() && !plan.recorded.contains(path) {
            foreign.push(path.as_str());
        } else {
            let content = Cow::Borrowed(content.as_str());
            plan.writes.push(Write { path: path.clone(), content, before });
        }
    }
    if !foreign.is_empty() {
        return Err(foreign_files(folder, &foreign));
    }
    plan_manifest(&mut plan)?;
    plan.stale = stale(&plan)?;
    Ok(plan)
}

fn check_paths(output: &Output, folder: &Path) -> Result<(), Diagnostic> {
    let mut spellings = std::collections::BTreeMap::new();
    for path in output.keys() {
        if let Some(fault) = fault(path) {
            return Err(output_error(folder, format!("the generated path `{path}` {fault}"))
                .help("this is a bug in the generator: please report it"));
        }
        if let Some(other) = spellings.insert(path.to_lowercase(), path) {
            let message = format!(
                "`{other}` and `{path}` are the same file on case-insensitive file systems"
            );
            return Err(output_error(folder, message).help("rename one of the two"));
        }
    }
    Ok(())
}

fn check_folder(folder: &Path) -> Result<(), Diagnostic> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(rejection(folder, "is not a folder")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed("read", folder, &error)),
    }
}

/// Rejects a folder without a manifest that contains anything but hidden files and files with
/// generated paths: the crate would be mixed with foreign files.
fn refuse_foreign_folder(output: &Output, folder: &Path) -> Result<(), Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("read", folder, &error)),
    };
    let ours: BTreeSet<&str> = output.keys().filter_map(|path| path.split('/').next()).collect();
    let mut foreign = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| failed("read", folder, &error))?.file_name();
        let name = name.to_string_lossy().into_owned();
        if !name.starts_with('.') && !ours.contains(name.as_str()) {
            foreign.push(name);
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    foreign.sort();
    Err(foreign_files(folder, &foreign))
}

fn foreign_files(folder: &Path, paths: &[impl AsRef<str>]) -> Diagnostic {
    let named: Vec<String> =
        paths.iter().take(NAMED).map(|path| format!("`{}`", path.as_ref())).collect();
    let mut named = named.join(", ");
    if paths.len() > NAMED {
        named.push_str(&format!(" and {} more", paths.len() - NAMED));
    }
    output_error(
        folder,
        format!("`{}` contains files that the generator did not write: {named}", folder.display()),
    )
    .help("choose another output folder, or move these files away")
}

/// Returns the content of the file at `path`, or `None` if there isn't one.
fn current(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    match path_state(folder, path)? {
        PathState::Missing => Ok(None),
        PathState::Blocked { by } => {
            Err(rejection(&by, &format!("is in the way of the generated file `{path}`")))
        }
        PathState::File => {
            let place = folder.join(path);
            fs::read(&place).map(Some).map_err(|error| failed("read", &place, &error))
        }
    }
}

fn plan_manifest(plan: &mut Plan<'_>) -> Result<(), Diagnostic> {
    let content = manifest::text(&plan.generated);
    let before = current(&plan.folder, MANIFEST)?;
    if before.as_deref() == Some(content.as_bytes()) {
        plan.unchanged += 1;
    } else {
        let content = Cow::Owned(content);
        plan.writes.push(Write { path: MANIFEST.to_owned(), content, before });
    }
    Ok(())
}

fn stale(plan: &Plan<'_>) -> Result<Vec<Stale>, Diagnostic> {
    let mut stale = Vec::new();
    for path in plan.recorded.difference(&plan.generated) {
        match path_state(&plan.folder, path)? {
            PathState::File => stale.push(Stale::Present(path.clone())),
            PathState::Missing => stale.push(Stale::Gone(path.clone())),
            // A foreign item has replaced it.
            PathState::Blocked { .. } => {}
        }
    }
    Ok(stale)
}
