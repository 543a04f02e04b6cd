//! The first sentence of a description, for a table or a listing.

use super::block::cell_text;
use super::escape::line_start;
use super::tree::{Block, Inline};

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 8] = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "incl.", "approx.", "no."];

/// Returns the first sentence of the first paragraph or, without a paragraph, of the first other
/// text.
pub(super) fn first_sentence(blocks: &[Block]) -> String {
    let paragraph = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_slice()),
        _ => None,
    });
    let Some(text) = paragraph.or_else(|| first_text(blocks)) else { return String::new() };
    let line = cell_text(&sentence(text));
    let (first, others) = line.split_once(' ').unwrap_or((&line, ""));
    format!("{} {others}", line_start(first)).trim_end().to_owned()
}

fn first_text(blocks: &[Block]) -> Option<&[Inline]> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) | Block::Heading(_, text) => Some(text.as_slice()),
        Block::Quote(blocks) => first_text(blocks),
        Block::List(list) => list.items.iter().find_map(|item| first_text(item)),
        Block::Table(table) => table.rows.first()?.first().map(Vec::as_slice),
        Block::Code(_) | Block::Rule => None,
    })
}

/// Returns the first sentence, which ends in plain text, not inside a link or emphasis.
fn sentence(text: &[Inline]) -> Vec<Inline> {
    let mut sentence = Vec::new();
    for (index, inline) in text.iter().enumerate() {
        if let Inline::Text(words) = inline {
            let next_is_line = matches!(text.get(index + 1), Some(Inline::Line | Inline::Break));
            let end = sentence_end(words).or_else(|| {
                (next_is_line && ends_sentence(words.trim_end())).then_some(words.len())
            });
            if let Some(end) = end {
                sentence.push(Inline::Text(words[..end].to_owned()));
                break;
            }
        }
        sentence.push(inline.clone());
    }
    sentence
}

/// Returns the end of the first sentence of `words` if another sentence follows it.
fn sentence_end(words: &str) -> Option<usize> {
    words
        .match_indices(['.', '!', '?'])
        .map(|(at, mark)| at + mark.len())
        .find(|&end| words[end..].starts_with(char::is_whitespace) && ends_sentence(&words[..end]))
}

fn ends_sentence(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    let last = last.trim_start_matches(['(', '"', '\'']);
    words.ends_with(['.', '!', '?'])
        && !is_number(words.trim_end_matches(['.', '!', '?']))
        && !ABBREVIATIONS.iter().any(|known| last.eq_ignore_ascii_case(known))
}

/// Whether `words` is a number: the full stop in `1. text` does not end a sentence.
fn is_number(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit())
}
