//! Makes text of a server printable: on one line, of bounded length, and without characters that a
//! terminal or an editor hides or interprets.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// The maximum length of a message or a line of a log, in bytes.
const LINE: usize = 4096;

/// The maximum length of a text of the server in it, in bytes.
const QUOTE: usize = 1024;

/// The maximum length of a name of the document in it, in bytes.
const NAME: usize = 256;

/// The replacement for the rest of a text that is too long.
const MORE: &str = "...";

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
    bounded(text, LINE)
}

/// A text of the server in a message, with room for the rest of it.
pub(crate) fn quoted(text: &str) -> Cow<'_, str> {
    bounded(text, QUOTE)
}

/// A name of the document in a message.
pub(crate) fn named(text: &str) -> Cow<'_, str> {
    bounded(text, NAME)
}

fn bounded(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most && !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut end = 0;
    for symbol in text.chars() {
        if is_hidden(symbol) {
            let _ = write!(shown, "{}", symbol.escape_default());
        } else {
            shown.push(symbol);
        }
        if shown.len() > most {
            shown.truncate(end);
            shown.push_str(MORE);
            break;
        }
        if shown.len() <= most - MORE.len() {
            end = shown.len();
        }
    }
    Cow::Owned(shown)
}

/// Whether a character ends a line, controls a terminal, changes the direction of the text around
/// it, or is invisible.
fn is_hidden(symbol: char) -> bool {
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
    fn what_is_plain_stays_as_it_is() {
        for text in ["", "at /a/0: é 日本 😀 ‐ \\n", &"x".repeat(LINE)] {
            assert!(matches!(line(text), Cow::Borrowed(it) if it == text));
        }
    }

    #[test]
    fn what_is_hidden_is_escaped() {
        let text =
            "a\r\n\t\0\u{1b}[31m\u{85}\u{202e}\u{2066}\u{200b}\u{61c}\u{e0041}\u{2028}\u{7f}";
        let shown = "a\\r\\n\\t\\u{0}\\u{1b}[31m\\u{85}\\u{202e}\\u{2066}\\u{200b}\\u{61c}\
                     \\u{e0041}\\u{2028}\\u{7f}";
        assert_eq!(line(text), shown);
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        for text in ["x", "é", "😀", "\u{202e}", "a\u{202e}"] {
            for most in [LINE, QUOTE] {
                let shown = bounded(&text.repeat(LINE + 1), most).into_owned();
                assert!(shown.len() <= most && shown.len() > most - 16, "{}", shown.len());
                assert!(shown.ends_with(MORE));
            }
        }
        assert_eq!(bounded(&"é".repeat(LINE / 2), LINE).len(), LINE);
    }
}
