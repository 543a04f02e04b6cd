//! Text of the document -> text that can stand in a source file.

use crate::document::text::is_hidden;

/// Drops the characters that do not show what they do, except line feed and tab. All line ends
/// become line feeds.
pub(super) fn clean(text: &str) -> String {
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
