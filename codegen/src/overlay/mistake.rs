//! Mistakes in an overlay file: takes what is wrong and where, leaves a diagnostic that is located
//! in the file itself.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::load::position::Outline;
use crate::pointer::JsonPointer;

/// Where the mistakes of one overlay file go.
pub(super) struct Mistakes<'a> {
    overlay: &'a Document,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(overlay: &'a Document, diagnostics: &'a mut Diagnostics) -> Self {
        Self { overlay, diagnostics }
    }

    /// An error at `at` in the overlay file.
    pub(super) fn push(
        &mut self,
        code: Code,
        at: &JsonPointer,
        message: String,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error(code, at, message).help(help);
        self.diagnostics.push(match self.overlay.sources.first() {
            Some(source) => error.span(&source.file, Outline::of(source).locate(at).value),
            None => error,
        });
    }
}
