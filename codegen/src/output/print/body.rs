//! The formatter of functions and constants, and of the expressions in them.

use std::ops::Range;

use proc_macro2::Delimiter;

use super::line::line;
use super::page::{INDENT, MAX_WIDTH, Page};
use crate::output::source::{TokenKind, Tokens};

/// Writes the function whose signature begins at `start`, and returns the position after it.
pub(super) fn function(page: &mut Page<'_>, start: usize) -> Option<usize> {
    let tokens = page.tokens;
    let is_body = |at| tokens.closing(at, Delimiter::Brace).is_some();
    let open = tokens.find(start..tokens.len(), is_body)?;
    let close = tokens.closing(open, Delimiter::Brace)?;
    if (start..open).any(|at| tokens.is_word(at, "where")) {
        return None;
    }
    let end = if open + 1 == close { " {}" } else { " {" };
    if !page.fitting(start..open, end, 0) {
        broken_signature(page, start..open, end)?;
    }
    if open + 1 < close {
        page.indent += INDENT;
        statements(page, open + 1..close)?;
        page.indent -= INDENT;
        page.word("}");
    }
    Some(close + 1)
}

/// Writes a signature with one parameter per line.
fn broken_signature(page: &mut Page<'_>, range: Range<usize>, end: &str) -> Option<()> {
    let tokens = page.tokens;
    let is_list = |at| tokens.closing(at, Delimiter::Parenthesis).is_some();
    // Skips the parenthesis of `pub(crate)`.
    let open = tokens.find(page.after_visibility(range.start)..range.end, is_list)?;
    let close = tokens.closing(open, Delimiter::Parenthesis)?;
    if open + 1 == close {
        return None;
    }
    page.margin();
    line(tokens, range.start..open, &mut page.text)?;
    page.text.push_str("(\n");
    page.types(open + 1..close)?;
    let from = page.text.len();
    page.margin();
    page.text.push(')');
    if close + 1 < range.end {
        page.text.push(' ');
        line(tokens, close + 1..range.end, &mut page.text)?;
    }
    page.text.push_str(end);
    let fits = page.text.len() - from <= MAX_WIDTH;
    page.text.push('\n');
    fits.then_some(())
}

/// Writes the items of a list, one per line.
fn list(page: &mut Page<'_>, range: Range<usize>) -> Option<()> {
    let items = page.tokens.split(range, ",");
    page.indent += INDENT;
    for (at, item) in items.iter().enumerate() {
        // The comma after the last item exists only because the list is broken.
        let uncounted = usize::from(at + 1 == items.len());
        expression(page, item.clone(), ",", uncounted)?;
    }
    page.indent -= INDENT;
    Some(())
}

/// Writes `const A: T = value;`.
pub(super) fn constant(page: &mut Page<'_>, start: usize) -> Option<usize> {
    let tokens = page.tokens;
    let end = tokens.find(start..tokens.len(), |at| tokens.is_sign(at, ";"))?;
    let value = tokens.find(start..end, |at| tokens.is_sign(at, "="))?;
    if value + 2 == end {
        page.margin();
        line(tokens, start..end, &mut page.text)?;
        page.text.push_str(";\n");
    } else if !page.fitting(start..end, ";", 0) {
        let value = tokens.find(start..end, |at| tokens.is_sign(at, "="))? + 1;
        broken(page, start..value, value..end, ";")?;
    }
    Some(end + 1)
}

fn statements(page: &mut Page<'_>, range: Range<usize>) -> Option<()> {
    let tokens = page.tokens;
    let mut position = range.start;
    while position < range.end {
        position = match tokens.text(position) {
            "match" => choice(page, position..range.end)?,
            "if" => condition(page, position..range.end)?,
            "for" | "while" | "loop" | "unsafe" | "return" | "{" => return None,
            _ => {
                let end = tokens.find(position..range.end, |at| tokens.is_sign(at, ";"));
                let ending = if end.is_some() { ";" } else { "" };
                let end = end.unwrap_or(range.end);
                let whole = position..end;
                if !page.fitting(whole.clone(), ending, 0) && !chain(page, whole.clone(), ending) {
                    broken(page, position..position, whole, ending)?;
                }
                end + 1
            }
        };
    }
    Some(())
}

/// Writes `if let .. { .. }`, without `else`.
fn condition(page: &mut Page<'_>, range: Range<usize>) -> Option<usize> {
    let tokens = page.tokens;
    let is_block = |at| tokens.closing(at, Delimiter::Brace).is_some();
    let open = tokens.find(range.clone(), is_block)?;
    let close = tokens.closing(open, Delimiter::Brace)?;
    if open + 1 == close || tokens.is_word(close + 1, "else") {
        return None;
    }
    page.line(range.start..open, " {", 0)?;
    page.indent += INDENT;
    statements(page, open + 1..close)?;
    page.indent -= INDENT;
    page.word("}");
    Some(close + 1)
}

/// Writes a `match` at the end of a function.
fn choice(page: &mut Page<'_>, range: Range<usize>) -> Option<usize> {
    let tokens = page.tokens;
    let is_block = |at| tokens.closing(at, Delimiter::Brace).is_some();
    let open = tokens.find(range.clone(), is_block)?;
    let close = tokens.closing(open, Delimiter::Brace)?;
    if open + 1 == close || close + 1 != range.end {
        return None;
    }
    page.line(range.start..open, " {", 0)?;
    page.indent += INDENT;
    for arm in tokens.split(open + 1..close, ",") {
        let arrow = tokens.find(arm.clone(), |at| tokens.is_sign(at, "=>"))?;
        let body = arrow + 1;
        let is_block = tokens.closing(body, Delimiter::Brace).is_some();
        if is_block || matches!(tokens.text(body), "match" | "if" | "(") {
            return None;
        }
        if !page.fitting(arm.clone(), ",", 1) {
            page.line(arm.start..body, " {", 0)?;
            page.indent += INDENT;
            let body = body..arm.end;
            if !page.fitting(body.clone(), "", 0) && !chain(page, body, "") {
                return None;
            }
            page.indent -= INDENT;
            page.word("}");
        }
    }
    page.indent -= INDENT;
    page.word("}");
    Some(close + 1)
}

/// Writes an expression or a statement, on one line if it fits.
fn expression(page: &mut Page<'_>, range: Range<usize>, end: &str, uncounted: usize) -> Option<()> {
    if page.fitting(range.clone(), end, uncounted) {
        return Some(());
    }
    if is_path(page.tokens, range.clone()) {
        return page.typed(range, end, uncounted);
    }
    broken(page, range.start..range.start, range, end)
}

/// Writes a method chain, one call per line. If it isn't one, writes nothing and returns `false`.
fn chain(page: &mut Page<'_>, range: Range<usize>, end: &str) -> bool {
    let (before, indent) = (page.text.len(), page.indent);
    let is_written = try_chain(page, range, end).is_some();
    if !is_written {
        page.text.truncate(before);
        page.indent = indent;
    }
    is_written
}

fn try_chain(page: &mut Page<'_>, range: Range<usize>, end: &str) -> Option<()> {
    let tokens = page.tokens;
    let mut links = tokens.split(range, ".");
    let is_call = |link: &Range<usize>| {
        tokens.closing(link.start + 1, Delimiter::Parenthesis) == link.end.checked_sub(1)
    };
    if links.len() < 2 || !links[1..].iter().all(is_call) {
        return None;
    }
    let mut base = links.remove(0);
    let is_base = is_path(tokens, base.clone()) || is_path_call(tokens, &base);
    is_base.then_some(())?;
    // After a receiver that isn't wider than the indentation, the first call is on the same line.
    if base.len() == 1 && tokens.text(base.start).len() <= INDENT {
        base.end = links.remove(0).end;
    }
    let ending = |at: usize, links: &[Range<usize>]| if at == links.len() { end } else { "" };
    page.line(base, ending(0, &links), 0)?;
    page.indent += INDENT;
    for (at, link) in links.iter().enumerate() {
        let ending = ending(at + 1, &links);
        if page.fitting_link(link, ending) {
            continue;
        }
        let arguments = link.start + 2..link.end - 1;
        let is_single = tokens.split(arguments.clone(), ",").len() == 1;
        // A single struct or list would be next to the parenthesis.
        if is_single && !is_path(tokens, arguments.clone()) {
            return None;
        }
        page.word(&format!(".{}(", tokens.text(link.start)));
        list(page, arguments)?;
        page.word(&format!("){ending}"));
    }
    page.indent -= INDENT;
    Some(())
}

/// Returns `true` if `range` is a call of a path.
fn is_path_call(tokens: &Tokens, range: &Range<usize>) -> bool {
    last_open(tokens, range).is_some_and(|open| {
        tokens.closing(open, Delimiter::Parenthesis).is_some() && is_path(tokens, range.start..open)
    })
}

/// Writes a value with the tokens before it, one part per line.
fn broken(page: &mut Page<'_>, before: Range<usize>, value: Range<usize>, end: &str) -> Option<()> {
    let tokens = page.tokens;
    let (open, close, delimiter) = last_group(tokens, &value)?;
    let head = value.start..open;
    match delimiter {
        Delimiter::Bracket if head.clone().all(|at| tokens.is_sign(at, "&")) => {
            let parts = tokens.split(open + 1..close, ",");
            // Plain numbers would be wrapped.
            let are_lists = parts.iter().all(|part| tokens.is_sign(part.start, "&"));
            are_lists.then_some(())?;
        }
        Delimiter::Parenthesis if is_path(tokens, head.clone()) => {
            let arguments = tokens.split(open + 1..close, ",");
            (arguments.len() > 1).then_some(())?;
        }
        Delimiter::Brace if is_path(tokens, head.clone()) => {}
        _ => return None,
    }
    page.margin();
    line(tokens, before.start..open, &mut page.text)?;
    page.text.push_str(if delimiter == Delimiter::Brace { " {\n" } else { tokens.text(open) });
    if delimiter != Delimiter::Brace {
        page.text.push('\n');
    }
    list(page, open + 1..close)?;
    page.margin();
    page.text.push_str(tokens.text(close));
    page.text.push_str(end);
    page.text.push('\n');
    Some(())
}

/// Returns the group at the end of a value.
fn last_group(tokens: &Tokens, value: &Range<usize>) -> Option<(usize, usize, Delimiter)> {
    let open = last_open(tokens, value)?;
    let TokenKind::Open(delimiter, close) = tokens.kind(open)? else { return None };
    (open + 1 < close).then_some((open, close, delimiter))
}

fn last_open(tokens: &Tokens, value: &Range<usize>) -> Option<usize> {
    let last = value.end.checked_sub(1)?;
    value
        .clone()
        .find(|at| matches!(tokens.kind(*at), Some(TokenKind::Open(_, end)) if end == last))
}

/// Returns `true` if `range` is a path: `Self`, `Call::new`.
fn is_path(tokens: &Tokens, range: Range<usize>) -> bool {
    let is_part = |at| tokens.kind(at) == Some(TokenKind::Word) || tokens.is_sign(at, "::");
    let is_single = range.len() % 2 == 1;
    is_single && range.clone().all(is_part)
}
