//! Lines of source code: each on one line if it fits, and the ways to break those that end with a
//! type.

use std::ops::Range;

use super::line::line;
use crate::output::source::{TokenKind, Tokens};

/// The maximum width of a line, the same as in `prettyplease`.
pub(super) const MAX_WIDTH: usize = 89;
/// The width of one level of indentation.
pub(super) const INDENT: usize = 4;

/// The source code being written.
pub(super) struct Page<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) text: String,
    /// The indentation of the next line.
    pub(super) indent: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(tokens: &'a Tokens) -> Self {
        Self { tokens, text: String::new(), indent: 0 }
    }

    /// Writes a line of tokens followed by `end`, of which `uncounted` characters may exceed the
    /// margin. `None` leaves a partial line, and the caller abandons the item.
    pub(super) fn line(&mut self, range: Range<usize>, end: &str, uncounted: usize) -> Option<()> {
        let start = self.text.len();
        self.margin();
        line(self.tokens, range, &mut self.text)?;
        self.text.push_str(end);
        let fits = self.text.len() - start - uncounted <= MAX_WIDTH;
        self.text.push('\n');
        fits.then_some(())
    }

    /// Writes tokens that end with a type: on one line if they fit, otherwise with one generic
    /// argument per line. A line that can't be broken stays on one line, however long it is.
    pub(super) fn typed(&mut self, range: Range<usize>, end: &str, uncounted: usize) -> Option<()> {
        if self.fitting(range.clone(), end, uncounted) {
            return Some(());
        }
        let tokens = self.tokens;
        let mut position = range.clone();
        let breaks = position.find(|at| match tokens.kind(*at) {
            Some(TokenKind::Open(..)) => true,
            Some(TokenKind::Sign) => matches!(tokens.text(*at), "<" | "."),
            _ => false,
        });
        if let Some(open) = breaks {
            let behind = |at| at > open && tokens.is_sign(at - 1, ">");
            let is_last = tokens.find(open..range.end, behind).is_none();
            if !tokens.is_sign(open, "<") || !is_last || !tokens.is_sign(range.end - 1, ">") {
                return None;
            }
            self.margin();
            line(tokens, range.start..open, &mut self.text)?;
            self.text.push_str("<\n");
            self.types(open + 1..range.end - 1)?;
            self.word(&format!(">{end}"));
            return Some(());
        }
        self.margin();
        line(self.tokens, range, &mut self.text)?;
        self.text.push_str(end);
        self.text.push('\n');
        Some(())
    }

    /// Writes a line like [`line`](Self::line), or writes nothing and returns `false` if it doesn't
    /// fit.
    pub(super) fn fitting(&mut self, range: Range<usize>, end: &str, uncounted: usize) -> bool {
        let before = self.text.len();
        let fits = self.line(range, end, uncounted).is_some();
        if !fits {
            self.text.truncate(before);
        }
        fits
    }

    /// Writes a list of types, or of parameters with their types, one per line.
    pub(super) fn types(&mut self, range: Range<usize>) -> Option<()> {
        let parts = self.tokens.split(range, ",");
        self.indent += INDENT;
        for (at, part) in parts.iter().enumerate() {
            // The comma after the last item exists only because the list is broken.
            self.typed(part.clone(), ",", usize::from(at + 1 == parts.len()))?;
        }
        self.indent -= INDENT;
        Some(())
    }

    /// Writes a call in a method chain on its own line, beginning with `.`, or writes nothing and
    /// returns `false` if it doesn't fit.
    pub(super) fn fitting_link(&mut self, link: &Range<usize>, end: &str) -> bool {
        let before = self.text.len();
        self.margin();
        self.text.push('.');
        let is_written = line(self.tokens, link.clone(), &mut self.text).is_some();
        self.text.push_str(end);
        let fits = is_written && self.text.len() - before <= MAX_WIDTH;
        self.text.push('\n');
        if !fits {
            self.text.truncate(before);
        }
        fits
    }

    pub(super) fn margin(&mut self) {
        self.text.extend(std::iter::repeat_n(' ', self.indent));
    }

    /// Writes one word on its own line.
    pub(super) fn word(&mut self, word: &str) {
        self.margin();
        self.text.push_str(word);
        self.text.push('\n');
    }
}
