//! Excerpts of source lines, safe to print.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::render::locate::Position;
use crate::document::text::is_hidden;

/// The maximum length in bytes of lines for the renderer, which trims them to the terminal but
/// takes seconds for a line of several megabytes.
const MAX_LINE: usize = 100_000;

/// The number of characters of a longer line, such as minified JSON, that are shown before and
/// after the position.
const CONTEXT_WIDTH: usize = 60;

/// The excerpt of a line.
pub(super) enum Excerpt {
    /// The complete line, with the range to underline.
    Line { text: String, span: Range<usize> },
    /// A part of a line that is too long, as a message.
    Part(String),
}

impl Excerpt {
    pub(super) fn of(position: &Position<'_>) -> Self {
        let Position { text, span, .. } = position;
        if text.len() <= MAX_LINE {
            let (before, rest) = text.split_at(span.start);
            let (inside, after) = rest.split_at(span.len());
            let (before, inside) = (printable(before), printable(inside));
            let span = before.len()..before.len() + inside.len();
            return Self::Line { text: format!("{before}{inside}{}", printable(after)), span };
        }
        let (before, rest) = text.split_at(span.start);
        let start = before.char_indices().rev().nth(CONTEXT_WIDTH - 1).map_or(0, |(at, _)| at);
        let end =
            rest.char_indices().nth(CONTEXT_WIDTH).map_or(text.len(), |(at, _)| span.start + at);
        let part = printable(&text[start..end]).into_owned();
        let (left, right) =
            (if start > 0 { "..." } else { "" }, if end < text.len() { "..." } else { "" });
        Self::Part(format!("the line is long; at this position: {left}{part}{right}"))
    }
}

/// Replaces every character that could control the terminal or change the direction of the
/// following text. Line feeds and tabs are kept.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let steers = |symbol: char| !matches!(symbol, '\n' | '\t') && is_hidden(symbol);
    if text.contains(steers) {
        Cow::Owned(text.replace(steers, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
