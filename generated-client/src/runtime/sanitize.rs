//! Makes text of a server printable: on one line, of bounded length, and without characters that a
//! terminal or an editor hides or interprets.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// The maximum length of a message or a line of a log, in bytes.
const MAX_LINE_LEN: usize = 4096;

/// The maximum length of server text in it, in bytes.
const MAX_QUOTE_LEN: usize = 1024;

/// The maximum length of a name of the document in it, in bytes.
const MAX_NAME_LEN: usize = 256;

/// The replacement for the rest of text that is too long.
const ELLIPSIS: &str = "...";

/// Writes the message of an error.
pub(crate) fn message(
    f: &mut fmt::Formatter<'_>,
    write: impl FnOnce(&mut String) -> fmt::Result,
) -> fmt::Result {
    let mut text = String::new();
    write(&mut text)?;
    f.write_str(&line(&text))
}

/// A line of a log, or a message, of at most 4 KB.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    sanitized(text, MAX_LINE_LEN)
}

/// Server text in a message, with room for the rest of it.
pub(crate) fn quoted(text: &str) -> Cow<'_, str> {
    sanitized(text, MAX_QUOTE_LEN)
}

/// A name of the document in a message.
pub(crate) fn named(text: &str) -> Cow<'_, str> {
    sanitized(text, MAX_NAME_LEN)
}

fn sanitized(text: &str, max_len: usize) -> Cow<'_, str> {
    if text.len() <= max_len && !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut output = String::new();
    let mut end = 0;
    for symbol in text.chars() {
        if is_invisible(symbol) {
            let _ = write!(output, "{}", symbol.escape_default());
        } else {
            output.push(symbol);
        }
        if output.len() > max_len {
            output.truncate(end);
            output.push_str(ELLIPSIS);
            break;
        }
        if output.len() <= max_len - ELLIPSIS.len() {
            end = output.len();
        }
    }
    Cow::Owned(output)
}

/// Whether a character ends a line, controls a terminal, changes the direction of the adjacent
/// text, or is invisible.
fn is_invisible(symbol: char) -> bool {
    if symbol.is_ascii() {
        return symbol.is_ascii_control();
    }
    symbol.is_control()
        || matches!(symbol,
            // The soft hyphen, joiners and fillers.
            '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{3164}' | '\u{FFA0}'
            // Marks and controls of direction.
            | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            // Zero-width spaces, ends of lines, and other characters without a shape.
            | '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
            // Controls of shorthand and music, tags, and variation selectors.
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_unchanged() {
        for text in ["", "at /a/0: é 日本 😀 ‐ \\n", &"x".repeat(MAX_LINE_LEN)] {
            assert!(matches!(line(text), Cow::Borrowed(it) if it == text));
        }
    }

    #[test]
    fn invisible_characters_are_escaped() {
        let text =
            "a\r\n\t\0\u{1b}[31m\u{85}\u{202e}\u{2066}\u{200b}\u{61c}\u{e0041}\u{2028}\u{7f}";
        let output = "a\\r\\n\\t\\u{0}\\u{1b}[31m\\u{85}\\u{202e}\\u{2066}\\u{200b}\\u{61c}\
                     \\u{e0041}\\u{2028}\\u{7f}";
        assert_eq!(line(text), output);
    }

    #[test]
    fn long_text_is_truncated_between_characters() {
        for text in ["x", "é", "😀", "\u{202e}", "a\u{202e}"] {
            for max_len in [MAX_LINE_LEN, MAX_QUOTE_LEN] {
                let output = sanitized(&text.repeat(MAX_LINE_LEN + 1), max_len).into_owned();
                assert!(output.len() <= max_len && output.len() > max_len - 16, "{}", output.len());
                assert!(output.ends_with(ELLIPSIS));
            }
        }
        assert_eq!(sanitized(&"é".repeat(MAX_LINE_LEN / 2), MAX_LINE_LEN).len(), MAX_LINE_LEN);
    }
}
