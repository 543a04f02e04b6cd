//! Text that an author wrote: descriptions, names and URLs of a document, and values of
//! `codegen.toml`.
//!
//! A [`Text`] can't be printed by accident: it implements neither `Display`, `Deref<Target = str>`
//! nor `ToTokens`. There are four ways to output it, each of them safe for any content:
//!
//! | output | for | function |
//! | --- | --- | --- |
//! | a string literal | Rust code | [`Text::literal`] |
//! | letters of an identifier | Rust code | `rust/names/words.rs` |
//! | Markdown | documentation and pages | [`Text::code`] here, prose in `rust/lower/markdown.rs` |
//! | one line with visible characters | `api.txt`, `fidelity.txt`, diagnostics, `diff`, terminals, TOML | [`Text::line`], `quoted`, `json`, `toml` |
//!
//! Stages that base a decision on a `Text` read it with `Text::as_written`; an architecture test
//! lists them. Stages that produce output never do.

mod code;
mod json;
mod line;

use std::fmt;

use proc_macro2::Literal;

pub use self::code::inline_code;
pub(crate) use self::json::{Json, Scalar};
pub use self::line::{is_hidden, json_escaped, toml_string, yaml_string};
pub(crate) use self::line::{json_string, truncated, visible, visible_line};

/// A string that an author wrote.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Returns the text as a Rust string literal, `"..."`, with quotes, backslashes and hidden
    /// characters escaped.
    pub fn literal(&self) -> Literal {
        Literal::string(&self.0)
    }

    /// Returns the text as a byte string literal.
    pub fn byte_literal(&self) -> Literal {
        Literal::byte_string(self.0.as_bytes())
    }

    /// Returns the text as Markdown inline code, on one line.
    pub fn code(&self) -> String {
        inline_code(&self.0)
    }

    /// Returns the text on one line, with line breaks and hidden characters escaped, such as `\n`
    /// and `\u{202e}`.
    pub fn line(&self) -> String {
        visible_line(&self.0)
    }

    /// Returns the text on one line, in double quotes.
    pub fn quoted(&self) -> String {
        format!("{:?}", self.0)
    }

    /// Returns the text as a TOML basic string, on one line and in double quotes.
    pub fn toml(&self) -> String {
        toml_string(&self.0)
    }

    /// Returns the text as a JSON string, on one line and in double quotes.
    pub fn json(&self) -> String {
        json_string(&self.0)
    }

    /// Returns the text as its author wrote it: for decisions, never for output.
    pub(crate) fn as_written(&self) -> &str {
        &self.0
    }

    /// Joins several `Text`s.
    #[must_use]
    pub fn joined<'a>(texts: impl IntoIterator<Item = &'a Self>, separator: &str) -> Self {
        let texts: Vec<&str> = texts.into_iter().map(|it| it.0.as_str()).collect();
        Self(texts.join(separator))
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.quoted())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A string that would be code, markup or misleading if it were printed unescaped.
    const HOSTILE: &str = "a\n```rust\nmain()\"#]*/ \u{202e}\u{200b}\r\u{1b}[31m";

    #[test]
    fn printed_text_is_one_line() {
        let text = Text::from(HOSTILE);
        let debug = format!("{text:?}");
        for exit in [text.line(), text.code(), text.quoted(), text.json(), debug] {
            assert!(!exit.contains('\n') && !exit.chars().any(is_hidden), "{exit:?}");
        }
        assert_eq!(text.literal().to_string().lines().count(), 1);
    }

    #[test]
    fn a_literal_reads_back_as_the_text() {
        let literal: syn::LitStr =
            syn::parse_str(&Text::from(HOSTILE).literal().to_string()).expect("a literal");
        assert_eq!(literal.value(), HOSTILE);
    }
}
