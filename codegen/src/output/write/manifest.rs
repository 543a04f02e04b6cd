//! The manifest: the list of generated files, which is stored in the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::path::{MANIFEST, PathState, fault, path_state};
use super::{failed, output_error, rejection};
use crate::document::diagnostic::Diagnostic;

const HEADER: &str =
    "# Generated files. Only these are replaced or removed by the generator. Do not edit.";

/// Returns the manifest that lists `paths`.
pub(super) fn text<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// Returns the paths in the manifest of `folder`, or `None` if it has no manifest.
///
/// Returns an error if the manifest can't be read, wasn't written by the generator, or lists a path
/// outside the folder.
pub(super) fn read(folder: &Path) -> Result<Option<BTreeSet<String>>, Diagnostic> {
    let place = folder.join(MANIFEST);
    match path_state(folder, MANIFEST)? {
        PathState::Missing => return Ok(None),
        PathState::Blocked { by } => return Err(rejection(&by, "is not a file")),
        PathState::File => {}
    }
    let bytes = fs::read(&place).map_err(|error| failed("read", &place, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Err(rejection(&place, "was not written by the generator"));
    }
    let mut paths = BTreeSet::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(fault) = fault(line) {
            let message = format!("`{}` names `{line}`, which {fault}", place.display());
            return Err(output_error(&place, message)
                .help("restore the list from version control, or choose another output folder"));
        }
        paths.insert(line.to_owned());
    }
    Ok(Some(paths))
}
