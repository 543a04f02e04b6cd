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
/// text is empty or, when it is not UTF-8, only good for being shown.
pub(super) fn read(path: &Path, file: &str) -> (Source, Option<Diagnostic>) {
    let source = |text| Source { file: file.to_owned(), text };
    let bytes = match bytes(path, file) {
        Ok(bytes) => bytes,
        Err(problem) => return (source(String::new()), Some(problem.span(file, 0..0))),
    };
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => (source(rest.to_owned()), None),
            None => (source(text), None),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let problem = unreadable(format!("`{file}` is not UTF-8 from here on"))
                .help("save the file as UTF-8")
                .span(file, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            (source(String::from_utf8_lossy(error.as_bytes()).into_owned()), Some(problem))
        }
    }
}

fn bytes(path: &Path, file: &str) -> Result<Vec<u8>, Diagnostic> {
    let bytes = limited(path).map_err(|error| {
        unreadable(format!("`{file}` can't be read: {}", reason(&error)))
            .help("correct the path, or make the file readable")
    })?;
    if bytes.len() > MAX_TEXT_BYTES {
        let message = format!("`{file}` has more than {} MB", MAX_TEXT_BYTES >> 20);
        return Err(Diagnostic::error(Code::TooLarge, &JsonPointer::root(), message));
    }
    Ok(bytes)
}

fn limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // No more than is allowed, since a device or a pipe says nothing about its length.
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
