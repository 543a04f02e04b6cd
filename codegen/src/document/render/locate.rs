//! Takes a diagnostic, gives the file, line and column it is about.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::offsets::boundary;
use crate::document::load::position::{Outline, Place, Shape};
use crate::document::pointer::JsonPointer;
use crate::document::{Document, Source};

/// Where a diagnostic points.
pub(super) struct Location<'a> {
    /// The file as the user named it.
    pub(super) file: &'a str,
    /// The place in that file.
    pub(super) pointer: JsonPointer,
    /// The place in its text; `None` when there is no text.
    pub(super) position: Option<Position<'a>>,
}

/// A stretch of one line.
pub(super) struct Position<'a> {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    /// The line, without its end.
    pub(super) text: &'a str,
    /// The stretch, in bytes of the line.
    pub(super) span: Range<usize>,
}

impl Location<'_> {
    /// The pointer in words: the root has no name of its own.
    pub(super) fn place(&self) -> String {
        match self.pointer.as_str() {
            "" => "the root of the document".to_owned(),
            _ => self.pointer.to_string(),
        }
    }
}

/// Finds places, and remembers the outline of each text that it walked.
pub(super) struct Locator<'a> {
    document: &'a Document,
    outlines: BTreeMap<&'a str, Outline<'a>>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, outlines: BTreeMap::new() }
    }

    /// Where `diagnostic` points: at its span when it has one, else at the text that its pointer
    /// came from.
    pub(super) fn locate(&mut self, diagnostic: &'a Diagnostic) -> Location<'a> {
        if let Some(span) = &diagnostic.span {
            let source = self.document.sources.iter().find(|source| source.file == span.file);
            return Location {
                file: &span.file,
                pointer: diagnostic.at.clone(),
                position: source.and_then(|source| position(&source.text, span.bytes.clone())),
            };
        }
        if self.document.sources.is_empty() {
            return Location { file: "", pointer: diagnostic.at.clone(), position: None };
        }
        let (source, pointer) = self.document.origin(&diagnostic.at);
        let place = self.outline(source).locate(&pointer);
        let position = position(&source.text, stretch(diagnostic.code, place));
        Location { file: &source.file, pointer, position }
    }

    fn outline(&mut self, source: &'a Source) -> &Outline<'a> {
        self.outlines.entry(source.file.as_str()).or_insert_with(|| Outline::of(source))
    }
}

/// What to underline: the value where it fits a line, else the key that names it.
fn stretch(code: Code, place: Place) -> Range<usize> {
    match (place.key, place.shape, code) {
        (Some(key), Shape::Collection, _) => key,
        (Some(key), _, Code::UnknownKeyword) => key,
        (Some(key), _, _) if place.value.is_empty() => key,
        _ => place.value,
    }
}

/// The first line of `bytes`; `None` for an empty text.
fn position(text: &str, bytes: Range<usize>) -> Option<Position<'_>> {
    if text.is_empty() {
        return None;
    }
    let start = boundary(text, bytes.start);
    let before = text.get(..start)?;
    let from = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(from..)?;
    let line = rest.split('\n').next().unwrap_or(rest).trim_end_matches('\r');
    let start = (start - from).min(line.len());
    let end = boundary(line, bytes.end.saturating_sub(from)).clamp(start, line.len());
    Some(Position {
        line: before.matches('\n').count() + 1,
        column: line.get(..start)?.chars().count() + 1,
        text: line,
        span: start..end,
    })
}
