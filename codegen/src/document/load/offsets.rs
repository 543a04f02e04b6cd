//! Conversion of the YAML parser's character indices to byte offsets.

use std::ops::Range;

use saphyr_parser::Span;

/// A table that converts character indices to byte offsets.
#[derive(Debug)]
pub(super) struct CharOffsets {
    /// The byte offset of every [`CharOffsets::STEP`]th character; empty for ASCII.
    steps: Vec<usize>,
}

impl CharOffsets {
    const STEP: usize = 64;

    /// Builds the table for `text`.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { steps: Vec::new() };
        }
        Self { steps: text.char_indices().map(|(offset, _)| offset).step_by(Self::STEP).collect() }
    }

    /// Returns the byte range of `span` in the source text that the table was built for.
    pub(super) fn bytes(&self, text: &str, span: Span) -> Range<usize> {
        let start = self.byte(text, span.start.index());
        start..self.byte(text, span.end.index()).max(start)
    }

    fn byte(&self, text: &str, index: usize) -> usize {
        if self.steps.is_empty() {
            return index.min(text.len());
        }
        let Some(step) = self.steps.get(index / Self::STEP) else { return text.len() };
        let rest = text[*step..].char_indices().nth(index % Self::STEP);
        rest.map_or(text.len(), |(offset, _)| step + offset)
    }
}

/// Returns the start of the character that contains the byte `offset`, or the end of `text`.
pub(crate) fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
