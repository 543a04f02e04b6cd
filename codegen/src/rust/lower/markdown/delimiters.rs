//! Removal of the delimiters of emphasis and strikethrough that Markdown would not read as such in
//! their position.

use super::tree::{Piece, Style};

/// Removes the pairs of delimiters that would be read as text (CommonMark, 6.2: left- and
/// right-flanking delimiter runs), as in `*"a"*b`, or that would be joined with others.
pub(super) fn drop_void(pieces: &mut Vec<Piece>) {
    loop {
        let void = unmatched_delimiters(pieces);
        if !void.contains(&true) {
            return;
        }
        let mut void = void.into_iter();
        pieces.retain(|_| !void.next().unwrap_or(false));
    }
}

fn unmatched_delimiters(pieces: &[Piece]) -> Vec<bool> {
    let mut void = vec![false; pieces.len()];
    let mut opened = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => opened.push(at),
            Piece::Close(style) => {
                let Some(open) = opened.pop() else { continue };
                if !(can_open(pieces, open, *style) && can_close(pieces, at, *style)) {
                    void[open] = true;
                    void[at] = true;
                }
            }
            _ => {}
        }
    }
    void
}

fn can_open(pieces: &[Piece], at: usize, style: Style) -> bool {
    let in_run =
        |piece: &&Piece| matches!(piece, Piece::Open(other) if other.mark() == style.mark());
    let outer = pieces[..at].iter().rev().find(|piece| !in_run(piece));
    let inner = pieces[at + 1..].iter().find(|piece| !in_run(piece));
    let is_apart = |piece: Option<&Piece>| !matches!(piece, Some(Piece::Close(other)) if other.mark() == style.mark());
    is_apart(outer) && is_apart(inner) && is_flanking(last_char(outer), first_of(inner))
}

/// Whether a closing delimiter is valid. `can_open` checks opening delimiters of the same kind
/// after it.
fn can_close(pieces: &[Piece], at: usize, style: Style) -> bool {
    let in_run =
        |piece: &&Piece| matches!(piece, Piece::Close(other) if other.mark() == style.mark());
    let outer = pieces[at + 1..].iter().find(|piece| !in_run(piece));
    let inner = pieces[..at].iter().rev().find(|piece| !in_run(piece));
    is_flanking(first_of(outer), last_char(inner))
}

/// Whether a delimiter between two characters is flanking on the side of the inner one.
fn is_flanking(outer: char, inner: char) -> bool {
    !inner.is_whitespace() && (inner.is_alphanumeric() || !outer.is_alphanumeric())
}

fn first_of(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Text(text)) => text.chars().next().unwrap_or(' '),
        piece => delimiter_of(piece),
    }
}

fn last_char(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Text(text)) => text.chars().last().unwrap_or(' '),
        piece => delimiter_of(piece),
    }
}

fn delimiter_of(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Open(style) | Piece::Close(style)) => style.mark(),
        _ => ' ',
    }
}
