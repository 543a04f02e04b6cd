//! The location of a diagnostic: its file, line and column.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::offsets::boundary;
use crate::document::load::position::{Outline, Place, Shape};
use crate::document::pointer::JsonPointer;
use crate::document::{Document, Source};

/// The location that a diagnostic points to.
pub(super) struct Location<'a> {
    /// The file, as the user named it.
    pub(super) file: &'a str,
    /// The location in that file.
    pub(super) pointer: JsonPointer,
    /// The position in its source text, or `None` if there is none.
    pub(super) position: Option<Position<'a>>,
}

/// A range within a line.
pub(super) struct Position<'a> {
    /// The line number, from 1.
    pub(super) line: usize,
    /// The column, from 1, in characters.
    pub(super) column: usize,
    /// The line, without its line break.
    pub(super) text: &'a str,
    /// The range, in bytes of the line.
    pub(super) span: Range<usize>,
}

impl Location<'_> {
    /// Returns the pointer for a message, with a phrase for the root.
    pub(super) fn place(&self) -> String {
        match self.pointer.as_str() {
            "" => "the root of the document".to_owned(),
            _ => self.pointer.to_string(),
        }
    }
}

/// Locates diagnostics, and caches the outline of each source text.
pub(super) struct Locator<'a> {
    document: &'a Document,
    outlines: BTreeMap<&'a str, Outline<'a>>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, outlines: BTreeMap::new() }
    }

    /// Returns the location of `diagnostic`: its span, if it has one, or else the origin of its
    /// pointer.
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

/// Returns the range to underline: a value on one line, or else the key.
fn stretch(code: Code, place: Place) -> Range<usize> {
    match (place.key, place.shape, code) {
        (Some(key), Shape::Collection, _) => key,
        (Some(key), _, Code::UnknownKeyword) => key,
        (Some(key), _, _) if place.value.is_empty() => key,
        _ => place.value,
    }
}

/// Returns the position of the first line of `bytes`, or `None` for an empty file.
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
