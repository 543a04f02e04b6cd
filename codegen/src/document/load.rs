//! Takes paths, gives [`Document`]s: the only stage that reads the author's files.
//!
//! YAML and JSON go through one budgeted reader into one tree, and the files that a document
//! refers to are bundled in. A document that can't be read comes back empty, with its text and
//! with an error among the diagnostics. Nothing is ever fetched from the network.

pub(crate) mod budget;
mod bundle;
mod file;
mod files;
mod format;
pub(crate) mod offsets;
mod parse;
pub(crate) mod position;
mod reference;
mod survey;
mod tree;

pub use self::budget::MAX_TEXT_BYTES;
pub use self::file::download_command;
pub use self::files::ReferenceRoot;

use std::path::Path;

use serde_json::Value;

use crate::document::diagnostic::{Diagnostic, Diagnostics};
use crate::document::load::bundle::bundle;
use crate::document::{Document, Source};

/// Reads the OpenAPI document at `path` and bundles the files it refers to, which `root` has to have.
///
/// Errors that are pushed: `unreadable`, `syntax`, `unsupported-yaml`, `duplicate-key`,
/// `too-large`, and for references to files `outside-folder`, `dangling-ref`, `ref-cycle` and
/// `unreadable`.
pub fn load(path: &Path, root: &ReferenceRoot, diagnostics: &mut Diagnostics) -> Document {
    let document = load_unbundled(path, diagnostics);
    bundle(document, path, root, diagnostics)
}

/// Reads the OpenAPI document `text` as if it were at `path`, and bundles the files it refers to, as
/// [`load`] does.
///
/// Errors that are pushed: those of [`load`].
pub(crate) fn load_as(
    path: &Path,
    text: &str,
    root: &ReferenceRoot,
    diagnostics: &mut Diagnostics,
) -> Document {
    let document = load_text(&file::display(path), text, diagnostics);
    bundle(document, path, root, diagnostics)
}

/// Reads the document at `path` under the same budget and leaves its references as they are:
/// what an overlay needs.
pub fn load_unbundled(path: &Path, diagnostics: &mut Diagnostics) -> Document {
    let (source, problem) = file::read(path, &file::display(path));
    match problem {
        None => document(source, diagnostics),
        Some(problem) => {
            diagnostics.push(problem);
            unread(source)
        }
    }
}

/// Reads the text of the file at `path` under the same budget, for what is not a document: the
/// configuration.
///
/// # Errors
///
/// The diagnostic, `unreadable` or `too-large`, of a file that is not there, is not an ordinary
/// file, is too long or is not UTF-8; and its text, as far as it can be shown.
pub fn load_source(path: &Path) -> Result<Source, Box<(Source, Diagnostic)>> {
    usable(file::read(path, &file::display(path)))
}

/// The text of the file that diagnostics call `file`, of which `bytes` are at hand.
///
/// # Errors
///
/// As [`load_source`], where the text is too long or is not UTF-8.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<Source, Box<(Source, Diagnostic)>> {
    usable(file::decode(bytes, file))
}

fn usable(read: (Source, Option<Diagnostic>)) -> Result<Source, Box<(Source, Diagnostic)>> {
    match read {
        (source, None) => Ok(source),
        (source, Some(problem)) => Err(Box::new((source, problem))),
    }
}

/// Reads a document from `text`; `file` is what diagnostics call it, and says by its extension
/// whether it is YAML or JSON. References are left as they are.
pub fn load_text(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Document {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    document(Source { file: file.to_owned(), text: text.to_owned() }, diagnostics)
}

fn document(source: Source, diagnostics: &mut Diagnostics) -> Document {
    match parse::parse(&source) {
        Ok(value) => Document { value, sources: vec![source], origins: Vec::new() },
        Err(problem) => {
            diagnostics.push(problem);
            unread(source)
        }
    }
}

fn unread(source: Source) -> Document {
    Document { value: Value::Null, sources: vec![source], origins: Vec::new() }
}
