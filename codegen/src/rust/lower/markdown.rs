//! The conversion of descriptions in the document (CommonMark of any quality) to Markdown that is
//! safe in the documentation of the generated crate.
//!
//! A description is parsed and formatted again. The result can't run as a doctest, and contains no
//! HTML, no intra-doc link, and no characters that hide text from a reviewer.

mod block;
mod delimiters;
mod escape;
mod inline;
mod parse;
mod settle;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

use crate::document::text::{Text, is_hidden};

/// The maximum width of running text, so that a line with `/// ` has at most 100 columns.
const WIDTH: usize = 96;
/// The maximum number of formatting passes; after that, the text is shown verbatim.
const MAX_PASSES: usize = 4;

/// Formats `markdown` as the text of a Rust doc comment, without the `///`.
///
/// - Every code block becomes a fenced one with the info string `text`.
/// - HTML and stray brackets are escaped, except that `<br>` within text becomes a line break.
/// - Absolute `http`, `https` and `mailto` links are kept; other links and images become their
///   text. Bare URLs become `<https://...>`.
/// - Headings are demoted together, to level 4 and below.
/// - The author's line breaks are kept; lines over 96 columns are wrapped between words.
/// - Control characters and bidirectional overrides are removed, and so is white space at the end
///   of lines.
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

/// Formats the first sentence of `markdown` as one line of running text with escaped `|`, for a
/// cell of a table or a listing. Returns an empty string for blank input, or if there is only code.
pub(crate) fn summary(markdown: &Text) -> String {
    summary::first_sentence(&parse::parse(&clean(markdown.as_written())))
}

/// Removes invisible characters that have an effect, except line feeds and tabs. All line ends
/// become line feeds.
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

/// Formats the original text as a code block.
fn verbatim(markdown: &str) -> String {
    rewrite(&block::code_block(markdown).join("\n"))
}

fn rewrite(markdown: &str) -> String {
    block::lines(&parse::parse(markdown), WIDTH).join("\n")
}

/// Returns `true` for a single line without characters that are special in Markdown, like most
/// descriptions.
fn is_plain(text: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;:'\"()/%?!-".contains(&byte);
    text.len() <= WIDTH
        && text.as_bytes().first().is_none_or(u8::is_ascii_alphabetic)
        && text.bytes().all(is_safe)
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains("://")
}
