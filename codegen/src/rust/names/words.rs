//! Conversion of any string in the document to the words of an identifier.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::rust::file_names::is_device;

/// Rust's strict and reserved keywords (The Rust Reference, Keywords, edition 2024).
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that can't be raw identifiers.
const NON_RAW_KEYWORDS: [&str; 4] = ["self", "Self", "super", "crate"];

/// Converts a string to `UpperCamelCase`, starting with a letter; returns `fallback` if the string
/// has no letter, digit or symbol with a name.
pub(super) fn upper_camel(text: &str, fallback: &str) -> String {
    let camel = camel_part(text);
    match camel.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => {
            fallback.chars().take(1).chain(camel.chars()).collect()
        }
        Some(_) => camel,
    }
}

/// Converts a string to `UpperCamelCase` for a later part of a name: it may start with a digit, and
/// is empty if the string has no letter, digit or symbol with a name.
pub(super) fn camel_part(text: &str) -> String {
    spelled_out(text).to_upper_camel_case()
}

/// Converts `text` to `snake_case`, starting with a letter.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    let snake = spelled_out(text).to_snake_case();
    match snake.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{fallback}_{snake}"),
        Some(_) => snake,
    }
}

/// Returns the identifier for a word that may be a keyword.
pub(super) fn escaped(word: String) -> String {
    if NON_RAW_KEYWORDS.contains(&word.as_str()) {
        format!("{word}_")
    } else if is_keyword(&word) {
        format!("r#{word}")
    } else {
        word
    }
}

pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a module can't have this name: it is a keyword, or its file would be a device on
/// Windows.
pub(super) fn is_no_module(word: &str) -> bool {
    is_keyword(word) || is_device(word)
}

/// The maximum width of an identifier. Modules and pages of the documentation (including rustdoc's)
/// are files named after identifiers, and file names are limited to 255 bytes.
const MAX_WIDTH: usize = 200;

/// The width to which longer identifiers are cut, so that there is room for a suffix such as
/// `Error`.
const TRUNCATED_WIDTH: usize = 160;

/// Returns the identifier or, if it is too long, its start and a hash of all of it: the result does
/// not depend on the rest of the document.
pub(super) fn truncated(identifier: &str) -> Cow<'_, str> {
    let width = |symbol: char| symbol.len_utf8() + usize::from(symbol.is_ascii_uppercase());
    if identifier.chars().map(width).sum::<usize>() <= MAX_WIDTH {
        return Cow::Borrowed(identifier);
    }
    let hash = fnv(identifier);
    let has_lower = identifier.contains(|it: char| it.is_ascii_lowercase());
    let suffix = match identifier.starts_with(|it: char| it.is_ascii_uppercase()) {
        true if has_lower => format!("H{hash:08x}"),
        true => format!("_H{hash:08X}"),
        false => format!("_h{hash:08x}"),
    };
    let mut room = TRUNCATED_WIDTH - suffix.chars().map(width).sum::<usize>();
    let fits = |symbol: &char| {
        let rest = room.checked_sub(width(*symbol));
        room = rest.unwrap_or(0);
        rest.is_some()
    };
    let start: String = identifier.chars().take_while(fits).collect();
    Cow::Owned(format!("{}{suffix}", start.trim_end_matches('_')))
}

/// The 32-bit FNV-1a hash: unlike the standard library's hash, it never changes.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns the string in letters, digits and separators: symbols are spelled out as words.
fn spelled_out(text: &str) -> String {
    let has_letters = text.chars().any(char::is_alphanumeric);
    let mut spelt = String::with_capacity(text.len());
    let mut symbols = text.chars().enumerate().peekable();
    while let Some((index, symbol)) = symbols.next() {
        let next = symbols.peek().map(|(_, next)| *next);
        let sign = match symbol {
            '+' => next.is_some_and(|next| next.is_ascii_digit()),
            // `-created_at` is the descending order of `created_at`.
            '-' => index == 0 && next.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        let name = if !has_letters || sign { symbol_name(symbol) } else { None };
        match name {
            Some(name) => spelt.extend([" ", name, " "]),
            None if symbol.is_ascii_alphanumeric() => spelt.push(symbol),
            None if symbol.is_alphanumeric() => spelt.push_str(&format!(" u{:x} ", symbol as u32)),
            // heck would split words at an apostrophe: `don't` becomes `dont`.
            None if symbol == '\'' => {}
            None => spelt.push(' '),
        }
    }
    spelt
}

fn symbol_name(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '_' => "underscore",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        '"' | '\'' | '`' => "quote",
        ' ' => "space",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_gives_an_identifier() {
        for (text, expected) in [
            ("CustomerSessionCustomerIDCreate", "CustomerSessionCustomerIdCreate"),
            ("HTTPValidationError", "HttpValidationError"),
            ("customer.state_changed", "CustomerStateChanged"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("-created_at", "MinusCreatedAt"),
            ("--flag", "Flag"),
            ("Etc/GMT+5", "EtcGmtPlus5"),
            (">=", "GreaterEqual"),
            ("2fa", "V2fa"),
            ("{}", "OpenClose"),
            ("", "Value"),
            ("日", "U65e5"),
            ("../../x", "X"),
            ("don't", "Dont"),
        ] {
            assert_eq!(upper_camel(text, "Value"), expected, "{text:?}");
            assert!(syn::parse_str::<syn::Ident>(&upper_camel(text, "Value")).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn keywords_are_escaped() {
        assert_eq!(escaped("type".to_owned()), "r#type");
        assert_eq!(escaped("self".to_owned()), "self_");
        assert_eq!(escaped("kind".to_owned()), "kind");
    }

    #[test]
    fn the_list_of_keywords_is_that_of_the_compiler() {
        for word in KEYWORDS {
            assert!(syn::parse_str::<syn::Ident>(word).is_err() || word == "gen", "{word}");
        }
    }

    #[test]
    fn long_identifiers_are_truncated_and_distinct() {
        assert_eq!(truncated("short"), "short");
        let (one, other) = ("n".repeat(260), "n".repeat(261));
        assert_eq!(truncated(&one), format!("{}_h4dc9f295", "n".repeat(150)));
        assert_ne!(truncated(&one), truncated(&other));
        // A capital letter may become two characters in a file name.
        let capitals = "N".repeat(260);
        assert_eq!(truncated(&capitals), format!("{}_H1483E9D5", "N".repeat(73)));
        assert_eq!(
            truncated(&upper_camel(&one, "Type")).len(),
            TRUNCATED_WIDTH - 2,
            "two capitals"
        );
        assert_eq!(truncated(&"n".repeat(MAX_WIDTH)).len(), MAX_WIDTH);
    }
}
