//! The selection of the operations to generate: patterns for tag, path, operation id or webhook.

use std::fmt;

use crate::document::diagnostic::Span;
use crate::document::suggestion::{closest_match, listed};

/// The selection of the operations to generate. Without patterns, it includes all operations and
/// all components. With patterns, it includes the operations that match an include (all, if there
/// is none) and no exclude, and everything reachable from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The patterns of operations to include; empty for all.
    pub include: Vec<Pattern>,
    /// The patterns of operations to exclude from these.
    pub exclude: Vec<Pattern>,
}

/// A pattern such as `tag:orders` or `path:/v1/internal/*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The attribute of an operation that is compared.
    pub subject: Subject,
    /// The string to compare with; `*` matches any characters, including none and including `/`.
    pub text: String,
    /// The location in the configuration file, if it is from there.
    pub span: Option<Span>,
}

/// The attribute of an operation that a [`Pattern`] is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `tag`: any tag of the operation.
    Tag,
    /// `path`: its path template.
    Path,
    /// `operation`: its `operationId`, or its method and path as in `GET /pets/{id}`.
    Operation,
    /// `webhook`: the name of the webhook.
    Webhook,
}

/// The subjects with their names in patterns.
const SUBJECTS: &[(&str, Subject)] = &[
    ("tag", Subject::Tag),
    ("path", Subject::Path),
    ("operation", Subject::Operation),
    ("webhook", Subject::Webhook),
];

impl Selection {
    /// Returns `true` if everything is generated.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// Returns an error message if the pattern doesn't start with a subject and a colon, or nothing
    /// follows them.
    pub fn parse(text: &str) -> Result<Self, String> {
        let words = || SUBJECTS.iter().map(|(word, _)| *word);
        let Some((word, rest)) = text.split_once(':') else {
            return Err(format!(
                "`{text}` has no kind: write `tag:{text}`, `path:{text}`, \
                 `operation:{text}` or `webhook:{text}`"
            ));
        };
        let Some((_, subject)) = SUBJECTS.iter().find(|(known, _)| *known == word) else {
            return Err(match closest_match(word, words()) {
                Some(near) => format!("unknown kind `{word}:`, did you mean `{near}:`?"),
                None => format!("unknown kind `{word}:`, use {}", listed(words())),
            });
        };
        if rest.is_empty() {
            return Err(format!("missing text after `{word}:`"));
        }
        Ok(Self { subject: *subject, text: rest.to_owned(), span: None })
    }

    /// Returns `true` if the pattern matches all of `text`.
    pub fn matches(&self, text: &str) -> bool {
        matches(&self.text, text)
    }
}

impl Subject {
    /// Returns its name in a pattern.
    pub fn word(self) -> &'static str {
        SUBJECTS.iter().find(|(_, subject)| *subject == self).map_or("", |(word, _)| word)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.subject.word(), self.text)
    }
}

/// Matches the parts between the `*`s: the first and last at the ends, each other at its first
/// occurrence after the previous one, which leaves the most text for the following parts.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_matches_any_characters() {
        for (pattern, text, expected) in [
            ("/v1/*", "/v1/a/b", true),
            ("/v1/*", "/v2/a", false),
            ("*/b", "/a/b", true),
            ("/*/b/*", "/a/b/", true),
            ("a*a", "a", false),
            ("a*b*b", "abb", true),
            ("a*b*b", "ab", false),
            ("*", "", true),
            ("a", "ab", false),
            ("é*", "éa", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_has_a_subject() {
        let pattern = Pattern::parse("operation:orders:list").expect("a pattern");
        assert_eq!((pattern.subject, pattern.text.as_str()), (Subject::Operation, "orders:list"));
        assert_eq!(pattern.to_string(), "operation:orders:list");
        for (text, help) in
            [("orders", "tag:orders"), ("tags:a", "`tag:`"), ("path:", "missing text")]
        {
            assert!(Pattern::parse(text).expect_err("no pattern").contains(help), "{text}");
        }
    }
}
