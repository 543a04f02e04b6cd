//! Writes an [`Output`](crate::output::Output) into a folder, or says in what the folder differs.
//!
//! Takes the files of a crate and gives a folder that holds them: [`plan()`] compares, [`write()`]
//! carries the plan out, [`check`] only tells. Which files are ours stands in the folder itself,
//! in [`path::MANIFEST`]; no other file is ever changed or removed. Either all files are replaced or none,
//! and one generator at a time writes to a folder. Every file is replaced in one step, so that a run
//! that is killed leaves whole files, and a repeated one finishes the work.

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

/// The files in an output folder that only the generator reads, as patterns of `.gitignore`.
pub(crate) fn own_files() -> [String; 2] {
    [format!("/{}/", keep::BASES), format!("/{}", path::MANIFEST)]
}

/// The error for something at `place` that the generator must not touch.
fn refused(place: &Path, what: &str) -> Diagnostic {
    output_error(place, format!("`{}` {what}", place.display()))
        .help("remove it, or choose another output folder")
}

/// The error for an operation on `place` that the system refused.
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

/// An error about `place`, which is no place of the document.
fn output_error(place: &Path, message: String) -> Diagnostic {
    Diagnostic::error(Code::Output, &JsonPointer::root(), message)
        .span(place.display().to_string(), 0..0)
}
