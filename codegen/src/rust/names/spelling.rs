//! Spellings of the same identifier, such as `Foo` and `foo`: which spelling gets the identifier,
//! and the suffixes of the others. The result does not depend on the order or number of spellings
//! in the document.

use std::collections::HashMap;

/// A spelling of several words as one string, the most common first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    /// Same as the identifier.
    Exact,
    /// `foobar`
    Lower,
    /// `foo_bar`
    Snake,
    /// `foo-bar`
    Kebab,
    /// `foo.bar`
    Dotted,
    /// `foo bar`
    Other,
    /// `fooBar`
    Camel,
    /// `FOO_BAR`
    Upper,
    /// `Foo_Bar`
    Mixed,
}

impl Spelling {
    fn of(text: &str, identifier: &str) -> Self {
        let has = |test: fn(&char) -> bool| text.chars().any(|symbol| test(&symbol));
        let (lower, upper) = (has(|it| it.is_lowercase()), has(|it| it.is_uppercase()));
        match (lower, upper) {
            _ if text == identifier => Self::Exact,
            (false, true) => Self::Upper,
            (true, true) if text.chars().all(char::is_alphanumeric) => Self::Camel,
            (true, true) => Self::Mixed,
            _ if text.contains('_') => Self::Snake,
            _ if text.contains('-') => Self::Kebab,
            _ if text.chars().all(char::is_alphanumeric) => Self::Lower,
            _ if text.contains('.') => Self::Dotted,
            _ => Self::Other,
        }
    }

    /// Returns the suffix for an identifier that is already taken.
    fn suffix(self) -> &'static str {
        match self {
            Self::Exact => "Exact",
            Self::Lower => "Lower",
            Self::Snake => "Snake",
            Self::Kebab => "Kebab",
            Self::Dotted => "Dotted",
            Self::Other => "Other",
            Self::Camel => "Camel",
            Self::Upper => "Upper",
            Self::Mixed => "Mixed",
        }
    }
}

/// Returns the suffix for each spelling with its requested identifier, if another one requests the
/// same identifier and is more common. A spelling with `None` is ignored.
pub(super) fn suffixes(wanted: &[Option<(&str, &str)>]) -> Vec<Option<&'static str>> {
    let mut firsts: HashMap<&str, (Spelling, &str)> = HashMap::new();
    for (text, identifier) in wanted.iter().flatten() {
        let own = (Spelling::of(text, identifier), *text);
        let first = firsts.entry(identifier).or_insert(own);
        *first = own.min(*first);
    }
    let suffix = |(text, identifier): (&str, &str)| {
        let is_first = firsts.get(identifier).is_none_or(|(_, first)| *first == text);
        (!is_first).then(|| Spelling::of(text, identifier).suffix())
    };
    wanted.iter().map(|it| it.and_then(suffix)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suffixed(texts: &[&str]) -> Vec<Option<&'static str>> {
        let wanted: Vec<_> = texts.iter().map(|text| Some((*text, "FooBar"))).collect();
        suffixes(&wanted)
    }

    #[test]
    fn the_most_common_spelling_gets_the_plain_name() {
        assert_eq!(suffixed(&["foo_bar"]), [None]);
        let texts = ["FOO_BAR", "foo_bar", "FooBar", "foo-bar", "foo.bar", "fooBar", "Foo-Bar"];
        let expected = ["Upper", "Snake", "", "Kebab", "Dotted", "Camel", "Mixed"];
        let found: Vec<&str> =
            suffixed(&texts).into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_order_does_not_matter() {
        assert_eq!(suffixed(&["FOO_BAR", "foo_bar"]), [Some("Upper"), None]);
        assert_eq!(suffixed(&["foo_bar", "FOO_BAR"]), [None, Some("Upper")]);
    }

    #[test]
    fn absent_spellings_get_no_suffix() {
        assert_eq!(suffixes(&[None, Some(("b", "B")), Some(("a", "A"))]), [None, None, None]);
    }
}
