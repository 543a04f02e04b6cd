//! Characters that must be escaped in every file, diagnostic and page.

/// Whether a character is a line break, changes the text direction, is invisible or controls a
/// terminal; line feeds and tabs are allowed.
pub(super) fn is_raw(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// Returns the kind of the first raw character in `text`.
pub(super) fn raw(text: &str) -> Option<&'static str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return None;
    }
    Some(match text.chars().find(|it| is_raw(*it))? {
        character if character.is_control() => "a control character",
        '\u{2028}' | '\u{2029}' => "a line separator",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a change of direction",
        _ => "an invisible character",
    })
}
