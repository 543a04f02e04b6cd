//! The odd strings.

use std::borrow::Cow;

/// Strings that are not words, or that have a special meaning elsewhere.
#[rustfmt::skip]
const TABLE: &[&str] = &[
    // The empty string, whitespace and symbols.
    "", " ", "\n", "_", "__", "-", "$", "+", ".", "..", "/", "\\", "#", "{}", "{", "*", "%2", "~2", "'", "\"", "`", "|",
    // Digits, and strings that begin with one.
    "0", "-1", "1.5", "3D Secure", "2fa", "1e400", "9007199254740993",
    // Other scripts, and letters that change length or class when their case is changed.
    "日本", "Привет", "العربية", "हिन्दी", "ß", "İ", "ﬁ", "ǅ", "ñandú", "²", "٣", "a٣", "ª",
    "e\u{301}", "\u{301}", "\u{301}a", "👩🏽\u{200d}💻", "🇩🇪", "❤\u{fe0f}",
    // Invisible characters.
    "\0", "\u{1b}[0m", "\r", "a\r\nb", "\u{85}", "\u{2028}", "\u{202e}", "\u{feff}", "\u{e0001}", "\u{10ffff}",
    // Keywords: ones that can't be raw identifiers, and strict, reserved and weak ones.
    "self", "Self", "super", "crate", "type", "async", "gen", "try", "abstract", "union", "macro_rules", "default", "true",
    "r#type", "r#self", "'static", "self_",
    // Names of the prelude and of primitive types.
    "String", "Option", "Some", "None", "Ok", "Err", "Vec", "Box", "Into", "Default", "Clone", "Debug", "Send",
    "str", "u8", "bool", "std", "core", "vec", "derive",
    // Names of the runtime and of generated items.
    "Client", "Call", "Error", "Header", "File", "Maybe", "Extra", "RawJson", "Encode", "Example", "Server", "Custom",
    "Unknown", "new", "clone", "extra", "additional", "url", "client", "body", "send", "as_str", "types", "runtime",
    "codec", "headers", "lib", "mod",
    // File names that are reserved by operating systems, and words of OpenAPI, JSON and YAML.
    "con", "nul", "null", "<<", "$ref", "x-codegen-pointer", "x-codegen:", "*/*", "application/json",
    "#/components/schemas/", "http://[", "/{}", "/{id", "$.a", "2XX", "999", "date-time", "int64", "binary", "object",
];

/// Returns all strings: the table, and the ones that are too long for it.
pub fn texts() -> Vec<Cow<'static, str>> {
    let table = TABLE.iter().map(|&text| Cow::Borrowed(text));
    table.chain(long().map(Cow::Owned)).collect()
}

fn long() -> [String; 6] {
    [
        "a".repeat(10_000),
        "Ab".repeat(5_000),
        "7".repeat(10_000),
        "-".repeat(10_000),
        "日".repeat(2_000),
        "word ".repeat(2_000),
    ]
}

/// Returns a string as it is shown in a report.
pub fn label(text: &str) -> String {
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("{:?}... ({} bytes)", &text[..end], text.len()),
        None => format!("{text:?}"),
    }
}
