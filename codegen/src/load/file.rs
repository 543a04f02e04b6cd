//! Takes the path of a file, gives its text as a [`Source`]: bounded, UTF-8, without byte order
//! mark.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Source;
use crate::load::budget::MAX_TEXT_BYTES;
use crate::pointer::JsonPointer;

/// The path as diagnostics print it, with `/` on every platform.
pub(super) fn display(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Reads `path`, which diagnostics call `file`. With a problem (`unreadable`, `too-large`) the
/// text is empty.
pub(super) fn read(path: &Path, file: &str) -> (Source, Option<Diagnostic>) {
    let source = |text| Source { file: file.to_owned(), text };
    match text(path, file) {
        Ok(text) => (source(text), None),
        Err(problem) => {
            let problem = problem.span(file, 0..0);
            (source(String::new()), Some(problem))
        }
    }
}

fn text(path: &Path, file: &str) -> Result<String, Diagnostic> {
    let bytes = bytes(path)
        .map_err(|error| unreadable(format!("`{file}` can't be read: {}", reason(&error))))?;
    if bytes.len() > MAX_TEXT_BYTES {
        let message = format!("`{file}` has more than {} MB", MAX_TEXT_BYTES >> 20);
        return Err(Diagnostic::error(Code::TooLarge, &JsonPointer::root(), message));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        unreadable(format!("`{file}` is not UTF-8: byte {at} belongs to no character"))
            .help("save the file as UTF-8")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A limit on what is read, since a device or a pipe says nothing about its length.
    File::open(path)?.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(message: String) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, &JsonPointer::root(), message)
}

/// The reason in words that are the same on every platform, where there are such words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
