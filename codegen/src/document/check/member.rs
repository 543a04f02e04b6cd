//! Checks of keys that the author chooses but that must have a certain form: the keys of `paths`
//! and `responses`.

use crate::document::grammar::Keys;

/// The validity of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum KeyValidity {
    Good,
    /// A range of status codes in lower case, whose meaning is clear.
    LowerCase,
    /// The key has no meaning; the string lists the keys that do.
    Meaningless(String),
}

/// Checks the form of a key.
pub(super) fn validity(keys: Keys, key: &str) -> KeyValidity {
    match keys {
        Keys::Path if !key.starts_with('/') => {
            KeyValidity::Meaningless(format!("a path starts with `/`: `/{key}`"))
        }
        Keys::Status if is_status(key) => KeyValidity::Good,
        Keys::Status if is_status(&key.to_uppercase()) => KeyValidity::LowerCase,
        Keys::Status => KeyValidity::Meaningless(
            "responses are named by a status such as `200`, a range such as `4XX`, or `default`"
                .to_owned(),
        ),
        Keys::Path | Keys::Expression | Keys::Name => KeyValidity::Good,
    }
}

/// Whether a key of a Responses Object is valid (OpenAPI 3.2, Responses Object).
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        b"default" => true,
        [b'1'..=b'5', b'X', b'X'] => true,
        [b'1'..=b'9', tens, units] => tens.is_ascii_digit() && units.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_have_three_forms() {
        for good in ["200", "999", "1XX", "default"] {
            assert_eq!(validity(Keys::Status, good), KeyValidity::Good, "{good}");
        }
        assert_eq!(validity(Keys::Status, "5xx"), KeyValidity::LowerCase);
        for bad in ["099", "20", "2000", "6XX", "Default", "x-a", "20X"] {
            assert!(matches!(validity(Keys::Status, bad), KeyValidity::Meaningless(_)), "{bad}");
        }
    }

    #[test]
    fn paths_start_with_a_slash() {
        assert_eq!(validity(Keys::Path, "/"), KeyValidity::Good);
        assert!(matches!(validity(Keys::Path, "pets"), KeyValidity::Meaningless(_)));
        assert_eq!(validity(Keys::Expression, "{$url}"), KeyValidity::Good);
    }
}
