//! Escaping of hidden characters, so that a string is one line in which every character is visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is hidden: a control character, or one that changes the direction of text,
/// joins or separates letters without a width, or breaks a line. The runtime escapes the same
/// characters in strings from servers; a test compares the two lists.
///
/// This includes `\n`: callers that keep line feeds make an exception.
pub fn is_hidden(symbol: char) -> bool {
    symbol.is_control()
        || matches!(
            symbol,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns the text on one line, with line breaks, tabs and hidden characters escaped.
pub(crate) fn visible_line(text: &str) -> String {
    escaped(text, |_| false)
}

/// Returns the text with hidden characters other than line feeds escaped.
pub(crate) fn visible(text: String) -> String {
    // The first UTF-8 bytes of the characters that may have to be escaped.
    let is_suspect = |byte: u8| {
        (byte < b' ' && byte != b'\n')
            || matches!(byte, 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3)
    };
    // Whole blocks without an early exit, so that the compiler can vectorize the loop.
    let has_suspect = |block: &[u8]| block.iter().fold(false, |any, it| any | is_suspect(*it));
    if !text.as_bytes().chunks(64).any(has_suspect) {
        return text;
    }
    escaped(&text, |symbol| symbol == '\n')
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut line = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            symbol if stays(symbol) || !is_hidden(symbol) => line.push(symbol),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            symbol => line.extend(symbol.escape_unicode()),
        }
    }
    line
}

/// Shortens a line to at most `max_len` characters by cutting out its middle.
pub(crate) fn truncated(line: &str, max_len: usize) -> Cow<'_, str> {
    const END: usize = 60;
    let Some((cut, _)) = line.char_indices().nth(max_len) else { return Cow::Borrowed(line) };
    let beginning = line[..cut].char_indices().rev().nth(END + 2).map_or(0, |(at, _)| at);
    let end = line.char_indices().rev().nth(END - 1).map_or(0, |(at, _)| at);
    Cow::Owned(format!("{}...{}", &line[..beginning], &line[end..]))
}

/// Returns a JSON string, in double quotes (RFC 8259, 7), with hidden characters escaped.
pub(crate) fn json_string(text: &str) -> String {
    json_escaped(&serde_json::Value::from(text).to_string())
}

/// Escapes hidden characters in the strings of a JSON text, which may be indented.
pub fn json_escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for symbol in json.chars() {
        // Within strings, line feeds and tabs are already escaped.
        if is_hidden(symbol) && !matches!(symbol, '\n' | '\t') {
            for unit in symbol.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(symbol);
        }
    }
    escaped
}

/// Returns a TOML basic string, in double quotes (TOML 1.0, String).
pub fn toml_string(text: &str) -> String {
    long_escaped(text)
}

/// Returns a YAML double-quoted scalar (YAML 1.2.2, 7.3.1).
pub fn yaml_string(text: &str) -> String {
    long_escaped(text)
}

/// Returns a string in double quotes, with hidden characters escaped as `\UXXXXXXXX`.
fn long_escaped(text: &str) -> String {
    let mut quoted = String::from("\"");
    for symbol in text.chars() {
        match symbol {
            '"' | '\\' => quoted.extend(['\\', symbol]),
            symbol if is_hidden(symbol) => {
                let _ = write!(quoted, "\\U{:08X}", symbol as u32);
            }
            symbol => quoted.push(symbol),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misleading_characters_are_escaped() {
        let text = "a\u{202e}b\u{1b}c\n\u{2066}\u{200b}\u{e0041}é";
        assert_eq!(visible(text.to_owned()), "a\\u{202e}b\\u{1b}c\n\\u{2066}\\u{200b}\\u{e0041}é");
        assert_eq!(visible_line("a\r\n\tb"), "a\\r\\n\\tb");
    }

    #[test]
    fn every_hidden_character_is_found_by_its_first_byte() {
        for symbol in (0..=0x10_ffff).filter_map(char::from_u32).filter(|it| is_hidden(*it)) {
            let text = visible(format!("{symbol}"));
            assert!(symbol == '\n' || text.starts_with('\\'), "{symbol:?}");
        }
    }

    #[test]
    fn any_text_is_a_string_of_json_and_of_yaml() {
        for text in ["\"\\", "a\n\r\u{1b}", "\u{202e}\u{200b}\u{e0041}", "\u{2028}é🎉"] {
            let json = json_string(text);
            assert!(!json.chars().any(is_hidden), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
            let yaml = yaml_string(text);
            assert!(!yaml.chars().any(is_hidden), "{yaml}");
            assert_eq!(serde_yaml::from_str::<String>(&yaml).expect("YAML"), text);
        }
    }

    #[test]
    fn a_long_line_is_truncated_in_the_middle() {
        assert_eq!(truncated("short", 100), "short");
        let long = format!("begin{}end", "é".repeat(1_000_000));
        let short = truncated(&long, 200);
        assert_eq!(short.chars().count(), 200);
        assert!(short.starts_with("beginé") && short.ends_with("éend"), "{short}");
    }

    #[test]
    fn any_text_is_a_toml_string() {
        assert_eq!(toml_string("a \"b\"\n"), r#""a \"b\"\U0000000A""#);
        for text in ["\\", "\u{202e}", "\u{7f}\u{0}", "a'''\"\"\"\n[dependencies]"] {
            let table: toml::Table =
                toml::from_str(&format!("a = {}", toml_string(text))).expect("TOML");
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }
}
