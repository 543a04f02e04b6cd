//! The warning about a name that is too long for an identifier.

use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

/// The warning that what is at `at` is called `given`, which is only the start of its name.
pub(super) fn warning(at: &JsonPointer, given: &str) -> Diagnostic {
    let message = format!("the name is too long for Rust, and cut to `{given}`");
    let help = format!("name it in codegen.toml: `\"{at}\" = \"...\"` under `[names]`");
    Diagnostic::warning(Code::LongName, at, message).help(help)
}
