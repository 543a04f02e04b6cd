//! Delimiters of emphasis and strikethrough: whether they are read as such in their context.

use super::tree::{Piece, Style};

/// Removes the pairs of delimiters that would be read as text (CommonMark 6.2, left- and
/// right-flanking delimiter runs), as in `*"a"*b`, or that would merge with others.
pub(super) fn drop_void(pieces: &mut Vec<Piece>) {
    loop {
        let void = void_pairs(pieces);
        if !void.contains(&true) {
            return;
        }
        let mut void = void.into_iter();
        pieces.retain(|_| !void.next().unwrap_or(false));
    }
}

fn void_pairs(pieces: &[Piece]) -> Vec<bool> {
    let mut void = vec![false; pieces.len()];
    let mut opened = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => opened.push(at),
            Piece::Close(style) => {
                let Some(open) = opened.pop() else { continue };
                if !(opens(pieces, open, *style) && closes(pieces, at, *style)) {
                    void[open] = true;
                    void[at] = true;
                }
            }
            _ => {}
        }
    }
    void
}

fn opens(pieces: &[Piece], at: usize, style: Style) -> bool {
    let in_run =
        |piece: &&Piece| matches!(piece, Piece::Open(other) if other.mark() == style.mark());
    let outer = pieces[..at].iter().rev().find(|piece| !in_run(piece));
    let inner = pieces[at + 1..].iter().find(|piece| !in_run(piece));
    let is_apart = |piece: Option<&Piece>| !matches!(piece, Some(Piece::Close(other)) if other.mark() == style.mark());
    is_apart(outer) && is_apart(inner) && flanks(last_of(outer), first_of(inner))
}

/// Whether the closing delimiter is read as one; a following opening delimiter of the same kind is
/// checked by `opens`.
fn closes(pieces: &[Piece], at: usize, style: Style) -> bool {
    let in_run =
        |piece: &&Piece| matches!(piece, Piece::Close(other) if other.mark() == style.mark());
    let outer = pieces[at + 1..].iter().find(|piece| !in_run(piece));
    let inner = pieces[..at].iter().rev().find(|piece| !in_run(piece));
    flanks(first_of(outer), last_of(inner))
}

/// Returns `true` if delimiters between two characters belong to the inner one.
fn flanks(outer: char, inner: char) -> bool {
    !inner.is_whitespace() && (inner.is_alphanumeric() || !outer.is_alphanumeric())
}

fn first_of(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Text(text)) => text.chars().next().unwrap_or(' '),
        piece => mark_of(piece),
    }
}

fn last_of(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Text(text)) => text.chars().last().unwrap_or(' '),
        piece => mark_of(piece),
    }
}

fn mark_of(piece: Option<&Piece>) -> char {
    match piece {
        Some(Piece::Open(style) | Piece::Close(style)) => style.mark(),
        _ => ' ',
    }
}
