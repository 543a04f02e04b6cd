//! Mistakes in an overlay file, reported as diagnostics that are located in the file itself.

use std::ops::Range;

use crate::document::Document;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::load::position::{Outline, Place};
use crate::document::pointer::JsonPointer;

/// The sink for the mistakes of an overlay file.
pub(super) struct Problems<'a> {
    overlay: &'a Document,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Problems<'a> {
    pub(super) fn new(overlay: &'a Document, diagnostics: &'a mut Diagnostics) -> Self {
        Self { overlay, diagnostics }
    }

    /// Reports an error at `at` in the overlay file.
    pub(super) fn push(
        &mut self,
        code: Code,
        at: &JsonPointer,
        message: String,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error(code, at, message).help(help);
        self.push_at(error, at, |place| place.value);
    }

    /// Reports an `invalid-overlay` error about the key at `at`.
    pub(super) fn push_key(&mut self, at: &JsonPointer, message: String, help: String) {
        let error = Diagnostic::error(Code::InvalidOverlay, at, message).help(help);
        self.push_at(error, at, |place| place.key.unwrap_or(place.value));
    }

    fn push_at(
        &mut self,
        error: Diagnostic,
        at: &JsonPointer,
        part: impl FnOnce(Place) -> Range<usize>,
    ) {
        self.diagnostics.push(match self.overlay.sources.first() {
            Some(source) => error.span(&source.file, part(Outline::of(source).locate(at))),
            None => error,
        });
    }
}
