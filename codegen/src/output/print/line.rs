//! The formatter of tokens on one line, with the spacing of rustfmt.

use std::ops::Range;

use proc_macro2::Delimiter;

use crate::output::source::{TokenKind, Tokens};

/// The maximum width of a struct literal on one line: its path, ` {`, its fields and a space.
const MAX_STRUCT_WIDTH: usize = 34;

/// Writes `range` on one line; `None` if it needs several lines or contains unknown syntax.
pub(super) fn line(tokens: &Tokens, range: Range<usize>, text: &mut String) -> Option<()> {
    let mut position = range.start;
    while position < range.end {
        if position > range.start && gap(tokens, position - 1, position)? {
            text.push(' ');
        }
        match tokens.kind(position)? {
            TokenKind::Open(delimiter, close) => {
                if close >= range.end {
                    return None;
                }
                group(tokens, range.start, position, delimiter, text)?;
                position = close;
            }
            TokenKind::Close(_) => return None,
            TokenKind::Sign if !is_known(tokens.text(position)) => return None,
            _ => text.push_str(tokens.text(position)),
        }
        position += 1;
    }
    Some(())
}

/// Writes the group that begins at `open`; `start` is the start of the written range.
fn group(
    tokens: &Tokens,
    start: usize,
    open: usize,
    delimiter: Delimiter,
    text: &mut String,
) -> Option<()> {
    let close = tokens.closing(open, delimiter)?;
    let mut inner = open + 1..close;
    let is_tuple = delimiter == Delimiter::Parenthesis && !is_called(tokens, start, open);
    let has_comma = !inner.is_empty() && tokens.is_sign(close - 1, ",");
    let keeps_comma = is_tuple && has_comma && tokens.split(inner.clone(), ",").len() == 1;
    if has_comma && !keeps_comma {
        inner.end -= 1;
    }
    text.push_str(tokens.text(open));
    if delimiter == Delimiter::Brace && !inner.is_empty() {
        let path = path_before(tokens, start, open)?;
        let from = text.len();
        text.push(' ');
        line(tokens, inner, text)?;
        text.push(' ');
        let width = path + " {".len() + text.len() - from;
        if width > MAX_STRUCT_WIDTH {
            return None;
        }
    } else if delimiter == Delimiter::None {
        return None;
    } else {
        line(tokens, inner, text)?;
    }
    text.push_str(tokens.text(close));
    Some(())
}

/// Returns `true` if the group at `open` contains the arguments of the preceding expression.
fn is_called(tokens: &Tokens, start: usize, open: usize) -> bool {
    open > start
        && match tokens.kind(open - 1) {
            Some(TokenKind::Word) => !is_keyword(tokens.text(open - 1)),
            Some(TokenKind::Sign) => matches!(tokens.text(open - 1), ">" | "!"),
            Some(TokenKind::Close(_)) => true,
            _ => false,
        }
}

/// Returns the width of the path that ends before `open`; `None` if there is none.
fn path_before(tokens: &Tokens, start: usize, open: usize) -> Option<usize> {
    let mut width = 0;
    let mut position = open;
    loop {
        position = position.checked_sub(1).filter(|it| *it >= start)?;
        if tokens.kind(position) != Some(TokenKind::Word) || is_keyword(tokens.text(position)) {
            return None;
        }
        width += tokens.text(position).len();
        match position.checked_sub(1) {
            Some(before) if before >= start && tokens.is_sign(before, "::") => position = before,
            _ => return Some(width),
        }
        width += "::".len();
    }
}

/// Returns whether there is a space between two adjacent tokens; `None` if unknown.
fn gap(tokens: &Tokens, before: usize, after: usize) -> Option<bool> {
    if tokens.kind(after)? == TokenKind::Sign {
        match tokens.text(after) {
            ".." if tokens.is_sign(before, ",") => return Some(true),
            "," | ";" | "?" | "." | ":" | "::" | "<" | ">" | "!" | ".." | "..=" => {
                return Some(false);
            }
            "=" | "->" | "=>" | "+" => return Some(true),
            // After a value, it would be a binary operator.
            "&" | "-" | "*" if tokens.kind(before)? != TokenKind::Sign => {
                return is_keyword(tokens.text(before)).then_some(true);
            }
            _ => {}
        }
    }
    Some(match tokens.kind(before)? {
        TokenKind::Sign => match tokens.text(before) {
            "," | ";" | ":" | "=" | "->" | "=>" | "+" => true,
            "::" | "." | "&" | "<" | "!" | ".." | "..=" | "-" | "*" => false,
            ">" => match tokens.kind(after)? {
                TokenKind::Word => true,
                TokenKind::Open(Delimiter::Parenthesis, _) => false,
                TokenKind::Open(Delimiter::Brace, _) => true,
                _ => return None,
            },
            _ => return None,
        },
        TokenKind::Close(_) => !matches!(
            tokens.kind(after)?,
            TokenKind::Open(Delimiter::Parenthesis | Delimiter::Bracket, _)
        ),
        TokenKind::Lifetime => true,
        TokenKind::Word => match tokens.kind(after)? {
            TokenKind::Open(Delimiter::Parenthesis | Delimiter::Bracket, _) => {
                is_keyword(tokens.text(before))
            }
            _ => true,
        },
        TokenKind::Open(..) => return None,
    })
}

/// Returns `true` for punctuation with known spacing.
fn is_known(sign: &str) -> bool {
    const KNOWN: [&str; 18] = [
        ",", ";", "?", ".", ":", "::", "<", ">", "!", "..", "..=", "=", "->", "=>", "+", "&", "-",
        "*",
    ];
    KNOWN.contains(&sign)
}

/// Returns `true` for words that are followed by a value, and therefore by a space.
fn is_keyword(word: &str) -> bool {
    const BEFORE_VALUES: [&str; 11] =
        ["as", "dyn", "for", "if", "impl", "in", "let", "match", "mut", "return", "while"];
    BEFORE_VALUES.contains(&word)
}
