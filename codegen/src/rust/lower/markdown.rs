//! Conversion of the document's descriptions (CommonMark of any quality) to Markdown that is safe
//! in the documentation of the generated crate.
//!
//! A description is parsed and written again. The result can't run as a doctest, and contains no
//! HTML, no intra-doc links and no characters that hide text from a reviewer.

mod block;
mod delimiters;
mod escape;
mod inline;
mod normalize;
mod parse;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

use crate::document::text::{Text, is_hidden};

/// The maximum width of a line of text, so that `/// ` and the line fill 100 columns.
const WIDTH: usize = 96;
/// The maximum number of passes until the output is stable; after that, the source is written as a
/// code block.
const MAX_PASSES: usize = 4;

/// Converts `markdown` to the text of a Rust doc comment, without the `///`.
///
/// - Every code block becomes a fence with the info string `text`.
/// - HTML is escaped, except that `<br>` in a line of text is a line break; so are stray brackets.
/// - Absolute `http`, `https` and `mailto` links stay, others and images become their text; bare
///   URLs become `<https://...>`.
/// - Headings move down as a whole, to level 4 and deeper.
/// - Line breaks are preserved; lines wider than 96 columns are broken between words.
/// - Control characters and bidirectional overrides are removed, and no line ends in white space.
///
/// Returns an empty string for blank input. The function is idempotent.
pub(crate) fn to_rustdoc(markdown: &Text) -> String {
    let markdown = markdown.as_written();
    if is_plain(markdown) {
        return markdown.to_owned();
    }
    let source = clean(markdown);
    let mut text = rewrite(&source);
    for _ in 0..MAX_PASSES {
        let again = rewrite(&text);
        if again == text {
            return text;
        }
        text = again;
    }
    verbatim(&source)
}

/// Returns the first sentence of `markdown` as one line of text with escaped `|`, for a table cell
/// or a listing; an empty string if the input is blank or only code.
pub(crate) fn summary(markdown: &Text) -> String {
    summary::first_sentence(&parse::parse(&clean(markdown.as_written())))
}

/// Removes invisible characters, except line feed and tab. All line ends become line feeds.
fn clean(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(character),
            _ if is_hidden(character) => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Returns the source text in a code block.
fn verbatim(markdown: &str) -> String {
    rewrite(&block::code_block(markdown).join("\n"))
}

fn rewrite(markdown: &str) -> String {
    block::lines(&parse::parse(markdown), WIDTH).join("\n")
}

/// Whether `text` is a single line without characters that are special in Markdown, as most
/// descriptions are.
fn is_plain(text: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;:'\"()/%?!-".contains(&byte);
    text.len() <= WIDTH
        && text.as_bytes().first().is_none_or(u8::is_ascii_alphabetic)
        && text.bytes().all(is_safe)
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains("://")
}
