//! The `write` stage: writes an [`Output`](crate::output::Output) to a folder, or reports the
//! differences.
//!
//! [`plan()`] compares the files of a crate with a folder, [`write()`] applies the plan, and
//! [`check`] only reports it. The generated files in a folder are listed in the folder itself, in
//! [`path::MANIFEST`]; no other file is ever changed or removed. Either all files are replaced or
//! none, and a lock excludes other generators. Each file is replaced atomically, so that a killed
//! run leaves complete files, and running it again finishes the work.

mod apply;
mod compare;
mod keep;
mod lock;
mod manifest;
mod path;
mod plan;
mod swap;
#[cfg(test)]
mod tests;

pub use apply::{Summary, write};
pub use compare::{Change, StaleFile, check};
pub use keep::{Merged, keep};
pub use plan::{Plan, plan};

use std::io;
use std::path::Path;

use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

/// Returns the files in an output folder that only the generator reads, as patterns for
/// `.gitignore`.
pub(crate) fn own_files() -> [String; 2] {
    [format!("/{}/", keep::BASE_FOLDER), format!("/{}", path::MANIFEST)]
}

/// Returns the error for an item at `place` that the generator must not touch.
fn rejection(place: &Path, what: &str) -> Diagnostic {
    output_error(place, format!("`{}` {what}", place.display()))
        .help("remove it, or choose another output folder")
}

/// Returns the error for a file operation on `place` that failed.
fn failed(action: &str, place: &Path, error: &io::Error) -> Diagnostic {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make the output folder writable, or choose another one"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room on the disk and run the same command again"
        }
        _ => "fix it and run the same command again, or choose another output folder",
    };
    output_error(place, format!("can't {action} `{}`: {error}", place.display())).help(help)
}

/// Returns an error about `place`, which isn't a location in the document.
fn output_error(place: &Path, message: String) -> Diagnostic {
    Diagnostic::error(Code::Output, &JsonPointer::root(), message)
        .span(place.display().to_string(), 0..0)
}
