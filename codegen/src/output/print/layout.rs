//! The formatter of the kinds of items that we emit: formats them from their tokens, as
//! `prettyplease` does. Unknown items, and those that it would break in an unknown way, are left to
//! it.

use std::ops::Range;

use proc_macro2::Delimiter;

use super::body;
use super::line::line;
use super::page::{INDENT, MAX_WIDTH, Page};
use crate::output::source::{TokenKind, Tokens};

/// Formats items; `others` formats the source of those that are left to `prettyplease`.
pub(super) fn items(tokens: &Tokens, others: &dyn Fn(&str) -> String) -> String {
    let mut page = Page::new(tokens);
    let mut position = 0;
    while position < tokens.len() {
        match page.item(position, others) {
            Some(next) => position = next,
            None => return others(&tokens.source(0..tokens.len())),
        }
    }
    page.text
}

impl Page<'_> {
    /// Writes the item at `start`, and returns the position after it.
    fn item(&mut self, start: usize, others: &dyn Fn(&str) -> String) -> Option<usize> {
        let tokens = self.tokens;
        let start = self.attributes(start)?;
        let keyword = self.after_visibility(start);
        match tokens.text(keyword) {
            "use" => self.import(start),
            "mod" if !tokens.is_sign(keyword + 2, ";") => None,
            "mod" | "type" => self.until_semicolon(start),
            "struct" => match self.brace_or_semicolon(start)? {
                end if tokens.is_sign(end, ";") => self.until_semicolon(start),
                open => self.listed(start, open, Self::field),
            },
            "enum" => {
                let open = self.brace_or_semicolon(start)?;
                self.listed(start, open, Self::variant)
            }
            "fn" => body::function(self, start),
            "impl" => self.implementation(start, others),
            _ => None,
        }
    }

    /// Writes the attributes that begin at `position`, and returns the position after them.
    pub(super) fn attributes(&mut self, mut position: usize) -> Option<usize> {
        let tokens = self.tokens;
        while tokens.is_sign(position, "#") {
            let close = tokens.closing(position + 1, Delimiter::Bracket)?;
            let inner = position + 2..close;
            if tokens.is_word(inner.start, "doc") {
                let has_text = tokens.is_sign(inner.start + 1, "=") && inner.len() == 3;
                let text = tokens.text(inner.start + 2);
                self.margin();
                self.text.push_str("///");
                documentation(has_text.then_some(text)?, &mut self.text)?;
                self.text.push('\n');
            } else {
                let from = self.text.len();
                self.margin();
                self.text.push_str("#[");
                line(tokens, inner, &mut self.text)?;
                self.text.push_str("]\n");
                // Without the line break.
                if self.text.len() - 1 - from > MAX_WIDTH {
                    return None;
                }
            }
            position = close + 1;
        }
        Some(position)
    }

    /// Returns the position after `pub` or `pub(..)`.
    pub(super) fn after_visibility(&self, position: usize) -> usize {
        match self.tokens.is_word(position, "pub") {
            true => match self.tokens.closing(position + 1, Delimiter::Parenthesis) {
                Some(close) => close + 1,
                None => position + 1,
            },
            false => position,
        }
    }

    fn brace_or_semicolon(&self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        tokens.find(start..tokens.len(), |at| {
            tokens.is_sign(at, ";") || tokens.closing(at, Delimiter::Brace).is_some()
        })
    }

    pub(super) fn until_semicolon(&mut self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        let end = tokens.find(start..tokens.len(), |at| tokens.is_sign(at, ";"))?;
        self.typed(start..end, ";", 0)?;
        Some(end + 1)
    }

    /// Writes an item with parts between braces, each of which `part` writes.
    fn listed(
        &mut self,
        start: usize,
        open: usize,
        part: fn(&mut Self, Range<usize>) -> Option<()>,
    ) -> Option<usize> {
        let close = self.tokens.closing(open, Delimiter::Brace)?;
        if open + 1 == close {
            self.line(start..open, " {}", 0)?;
            return Some(close + 1);
        }
        self.typed(start..open, " {", 0)?;
        self.indent += INDENT;
        for range in self.tokens.split(open + 1..close, ",") {
            part(self, range)?;
        }
        self.indent -= INDENT;
        self.word("}");
        Some(close + 1)
    }

    fn field(&mut self, range: Range<usize>) -> Option<()> {
        let start = self.attributes(range.start)?;
        self.typed(start..range.end, ",", 0)
    }

    fn variant(&mut self, range: Range<usize>) -> Option<()> {
        let start = self.attributes(range.start)?;
        if self.tokens.closing(start + 1, Delimiter::Brace).is_some() {
            return None;
        }
        if start + 1 == range.end || self.fitting(start..range.end, ",", 0) {
            return if start + 1 == range.end {
                self.typed(start..range.end, ",", 0)
            } else {
                Some(())
            };
        }
        let close = self.tokens.closing(start + 1, Delimiter::Parenthesis)?;
        if close + 1 != range.end {
            return None;
        }
        self.word(&format!("{}(", self.tokens.text(start)));
        self.types(start + 2..close)?;
        self.word("),");
        Some(())
    }

    /// Writes `use a::{B, C};`, wrapped if it doesn't fit on one line.
    fn import(&mut self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        let end = tokens.find(start..tokens.len(), |at| tokens.is_sign(at, ";"))?;
        let open = (start..end).find(|at| tokens.closing(*at, Delimiter::Brace).is_some());
        let Some(open) = open else { return self.until_semicolon(start) };
        let close = tokens.closing(open, Delimiter::Brace)?;
        let names = tokens.split(open + 1..close, ",");
        let is_plain = names.iter().all(|name| name.len() == 1);
        if close + 1 != end || names.len() < 2 || !is_plain || !tokens.is_sign(open - 1, "::") {
            return None;
        }
        let names: Vec<&str> = names.iter().map(|name| tokens.text(name.start)).collect();
        let before = self.text.len();
        self.margin();
        line(tokens, start..open, &mut self.text)?;
        self.text.push('{');
        let flat: usize = names.iter().map(|name| name.len() + ", ".len()).sum();
        if self.text.len() - before + flat - ", ".len() + "};".len() <= MAX_WIDTH {
            for (at, name) in names.iter().enumerate() {
                self.text.push_str(if at == 0 { "" } else { ", " });
                self.text.push_str(name);
            }
        } else {
            self.fill(&names);
        }
        self.text.push_str("};\n");
        Some(end + 1)
    }

    /// Writes names on separate lines, as many as fit on each.
    fn fill(&mut self, names: &[&str]) {
        let mut column = MAX_WIDTH;
        for (at, name) in names.iter().enumerate() {
            let comma = usize::from(at + 1 < names.len());
            if column + 1 + name.len() + comma <= MAX_WIDTH {
                self.text.push(' ');
                column += 1;
            } else {
                self.text.push('\n');
                self.text.extend(std::iter::repeat_n(' ', self.indent + INDENT));
                column = self.indent + INDENT;
            }
            self.text.push_str(name);
            self.text.push(',');
            column += name.len() + comma;
        }
        self.text.push('\n');
        self.margin();
    }

    fn implementation(&mut self, start: usize, others: &dyn Fn(&str) -> String) -> Option<usize> {
        let tokens = self.tokens;
        let open = self.brace_or_semicolon(start)?;
        let close = tokens.closing(open, Delimiter::Brace)?;
        if open + 1 == close {
            self.line(start..open, " {}", 0)?;
            return Some(close + 1);
        }
        self.implemented(start..open)?;
        self.indent += INDENT;
        let mut position = open + 1;
        while position < close {
            let before = self.text.len();
            position = match self.member(position) {
                Some(next) => next,
                None => {
                    self.text.truncate(before);
                    self.indent = INDENT;
                    self.left_to(position, close, others)?
                }
            };
        }
        self.indent -= INDENT;
        self.word("}");
        Some(close + 1)
    }

    /// Writes the head of an `impl`.
    fn implemented(&mut self, range: Range<usize>) -> Option<()> {
        let tokens = self.tokens;
        match tokens.find(range.clone(), |at| tokens.is_word(at, "for")) {
            Some(middle) if !self.fitting(range.clone(), " {", 0) => {
                self.line(range.start..middle, "", 0)?;
                self.line(middle..range.end, " {", 0)
            }
            Some(_) => Some(()),
            None => self.typed(range, " {", 0),
        }
    }

    /// Writes a constant, a type or a function of an `impl`.
    fn member(&mut self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        let start = self.attributes(start)?;
        match tokens.text(self.after_visibility(start)) {
            "type" => self.until_semicolon(start),
            "const" => body::constant(self, start),
            "fn" => body::function(self, start),
            _ => None,
        }
    }

    /// Writes the member at `start` as formatted by `others`.
    fn left_to(
        &mut self,
        start: usize,
        end: usize,
        others: &dyn Fn(&str) -> String,
    ) -> Option<usize> {
        let tokens = self.tokens;
        let last = tokens.find(start..end, |at| {
            tokens.is_sign(at, ";") || tokens.closing(at, Delimiter::Brace).is_some()
        })?;
        let next = match tokens.kind(last)? {
            TokenKind::Open(_, close) => close + 1,
            _ => last + 1,
        };
        let source = others(&format!("impl T {{ {} }}", tokens.source(start..next)));
        let inner = source.strip_prefix("impl T {\n")?.strip_suffix("}\n")?;
        self.text.push_str(inner);
        Some(next)
    }
}

/// Writes the contents of a string literal as a `///` line; `None` if it has more than one line or
/// would be another kind of comment.
fn documentation(literal: &str, text: &mut String) -> Option<()> {
    let is_raw = literal.starts_with('r');
    let inner = literal.trim_start_matches('r').trim_matches('#');
    let inner = inner.strip_prefix('"')?.strip_suffix('"')?;
    if inner.starts_with('/') || inner.contains('\n') {
        return None;
    }
    let mut rest = inner;
    while let Some(at) = rest.find('\\').filter(|_| !is_raw) {
        text.push_str(&rest[..at]);
        let escape = rest[at + 1..].chars().next()?;
        rest = &rest[at + 1 + escape.len_utf8()..];
        match escape {
            '"' | '\\' | '\'' => text.push(escape),
            't' => text.push('\t'),
            'u' => {
                let (digits, after) = rest.strip_prefix('{')?.split_once('}')?;
                text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                rest = after;
            }
            _ => return None,
        }
    }
    text.push_str(rest);
    text.truncate(text.trim_end_matches(' ').len());
    Some(())
}
