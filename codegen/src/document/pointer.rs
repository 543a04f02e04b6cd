//! JSON Pointers (RFC 6901), by which all stages refer to locations in the author's document.

use std::fmt;

use crate::document::text::{Text, visible_line};

/// A JSON Pointer (RFC 6901) into the author's document, such as
/// `/components/schemas/Address`. The root is the empty pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JsonPointer(String);

impl JsonPointer {
    /// Returns the pointer to the entire document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Parses a pointer in its string form, with or without the leading `#` of a URI fragment.
    ///
    /// Returns `None` for a string that is not empty and does not start with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// Returns the pointer in a reference to the same document, or `None` for any other reference.
    /// The fragment may be percent-encoded (RFC 6901, 6).
    pub fn of_reference(text: &str) -> Option<Self> {
        Self::parse(&percent_decoded(text.strip_prefix('#')?))
    }

    /// Returns the pointer to the member or element `token` of the value at `self`.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{token}", self.0))
    }

    /// Returns the pointer to the member of the value at `self` with a name that the author chose.
    #[must_use]
    pub fn child_of(&self, name: &Text) -> Self {
        self.child(name.as_written())
    }

    /// Returns the pointer to the value that contains the one at `self`, or `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let end = self.0.rfind('/')?;
        Some(Self(self.0[..end].to_owned()))
    }

    /// Returns the reference tokens from the root, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// Returns the last reference token, unescaped, or `None` for the root.
    pub fn last(&self) -> Option<String> {
        self.tokens().last()
    }

    /// Returns the pointer in its string form, without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns a JSONPath (RFC 9535) that selects the member at `self`, such as
    /// `$.paths['/pets'].get`. All tokens are treated as names, none as an index.
    pub fn to_json_path(&self) -> String {
        let mut path = String::from("$");
        for name in self.tokens() {
            let starts = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
            if starts && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_') {
                path.extend([".", &name]);
                continue;
            }
            path.push_str("['");
            for symbol in name.chars() {
                match symbol {
                    '\'' | '\\' => path.extend(['\\', symbol]),
                    ' '..='~' => path.push(symbol),
                    // Other characters may be control characters. JSONPath escapes are UTF-16 code
                    // units, whose surrogates some parsers only accept in upper case.
                    _ if !symbol.is_alphanumeric() => {
                        for unit in symbol.encode_utf16(&mut [0; 2]) {
                            path.push_str(&format!("\\u{unit:04X}"));
                        }
                    }
                    _ => path.push(symbol),
                }
            }
            path.push_str("']");
        }
        path
    }

    /// Returns the pointer with its prefix `from` replaced by `to`, or `None` if it isn't at or
    /// below `from`.
    #[must_use]
    pub fn moved(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&from.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(format!("{}{rest}", to.0)))
    }

    /// Whether `self` is `ancestor` or below it.
    pub fn starts_with(&self, ancestor: &Self) -> bool {
        self.0
            .strip_prefix(&ancestor.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Decodes a percent-encoded string (RFC 3986, 2.1). A `%` without two hexadecimal digits is kept,
/// and so is a string whose decoded form isn't UTF-8.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let decoded = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        plain.push(decoded.map_or(first, |(high, low)| high << 4 | low));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

/// Formats the pointer as a URI fragment on one line, with hidden characters escaped.
impl fmt::Display for JsonPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        f.write_str(&visible_line(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_unescaped() {
        let pointer = JsonPointer::root().child("paths").child("/v1/a~b").child(0);
        assert_eq!(pointer.to_string(), "#/paths/~1v1~1a~0b/0");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/v1/a~b", "0"]);
        assert_eq!(pointer.parent().and_then(|parent| parent.last()).as_deref(), Some("/v1/a~b"));
    }

    #[test]
    fn a_reference_is_decoded_first_as_a_uri_and_then_as_a_pointer() {
        let tokens = |text| JsonPointer::of_reference(text).map(|it| it.tokens().collect());
        let expected: Vec<String> = ["a b", "{c}/d%"].map(str::to_owned).to_vec();
        assert_eq!(tokens("#/a%20b/%7Bc%7D~1d%"), Some(expected));
        assert_eq!(tokens("#anchor"), None);
        assert_eq!(tokens("other.yaml#/a"), None);
    }

    #[test]
    fn any_name_can_be_selected() {
        let path = |name: &str| JsonPointer::root().child("paths").child(name).to_json_path();
        for (name, expected) in [
            ("get", "$.paths.get"),
            ("/v1/a~b/{id}", "$.paths['/v1/a~b/{id}']"),
            ("0", "$.paths['0']"),
            ("", "$.paths['']"),
            (r"it's \n", r"$.paths['it\'s \\n']"),
            ("/é\n\u{202e}🎉", r"$.paths['/é\u000A\u202E\uD83C\uDF89']"),
        ] {
            assert_eq!(path(name), expected);
            let document = serde_json::json!({ "paths": { name: "found" } });
            let query = serde_json_path::JsonPath::parse(&path(name)).expect("a JSONPath");
            assert_eq!(query.query(&document).exactly_one().ok(), Some(&"found".into()));
        }
    }

    #[test]
    fn a_pointer_is_below_its_ancestors_only() {
        let parent = JsonPointer::parse("#/a/b").expect("a pointer");
        assert!(JsonPointer::parse("/a/b/c").expect("a pointer").starts_with(&parent));
        assert!(!JsonPointer::parse("/a/bc").expect("a pointer").starts_with(&parent));
    }
}
