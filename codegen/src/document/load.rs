//! Loading: reads the author's files into [`Document`]s. No other stage reads them.
//!
//! YAML and JSON are parsed into the same tree under the same limits, and files that a document
//! refers to are bundled into it. A document that can't be read becomes an empty one with its text,
//! and an error is reported. Nothing is ever fetched from the network.

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

/// Reads the OpenAPI document at `path` and bundles the files it refers to, which must be below
/// `root`.
///
/// Reports the errors `unreadable`, `syntax`, `unsupported-yaml`, `duplicate-key` and `too-large`,
/// and for references to files `outside-folder`, `dangling-ref`, `ref-cycle` and `unreadable`.
pub fn load(path: &Path, root: &ReferenceRoot, diagnostics: &mut Diagnostics) -> Document {
    let document = load_unbundled(path, diagnostics);
    bundle(document, path, root, diagnostics)
}

/// Reads the OpenAPI document `text` as if it were at `path`, and bundles the files it refers to,
/// like [`load`].
///
/// Reports the same errors as [`load`].
pub(crate) fn load_as(
    path: &Path,
    text: &str,
    root: &ReferenceRoot,
    diagnostics: &mut Diagnostics,
) -> Document {
    let document = load_text(&file::display(path), text, diagnostics);
    bundle(document, path, root, diagnostics)
}

/// Reads the document at `path` under the same limits, without resolving its references. Overlays
/// are read this way.
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

/// Reads the text of a file that isn't a document, such as the configuration, under the same
/// limits.
///
/// # Errors
///
/// An `unreadable` or `too-large` diagnostic if the file doesn't exist, isn't a regular file, is
/// too long or isn't UTF-8, along with as much of its text as can be shown.
pub fn load_source(path: &Path) -> Result<Source, Box<(Source, Diagnostic)>> {
    usable(file::read(path, &file::display(path)))
}

/// Decodes the bytes of a document, which diagnostics call `file`.
///
/// # Errors
///
/// Like [`load_source`], if the text is too long or isn't UTF-8.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<Source, Box<(Source, Diagnostic)>> {
    usable(file::decode(bytes, file))
}

fn usable(read: (Source, Option<Diagnostic>)) -> Result<Source, Box<(Source, Diagnostic)>> {
    match read {
        (source, None) => Ok(source),
        (source, Some(problem)) => Err(Box::new((source, problem))),
    }
}

/// Parses a document from `text`. Diagnostics name it `file`, whose extension selects YAML or JSON.
/// References aren't resolved.
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
