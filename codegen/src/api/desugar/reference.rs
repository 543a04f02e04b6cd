//! What the text of a `$ref` says: takes the text, gives the component or the pointer it names.

/// Where a `$ref` within the document leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a member of a section of `components`.
    Component {
        /// Such as `schemas`.
        section: String,
        /// The key in the section, unescaped.
        key: String,
    },
    /// To any other place, as a JSON Pointer without `#`.
    Place(String),
}

/// Reads the fragment of a reference: a JSON Pointer in a URI (RFC 6901, section 6). Gives
/// nothing for an anchor, another file or a URL.
pub(super) fn target(reference: &str) -> Option<Target> {
    let pointer = percent_decoded(reference.strip_prefix('#')?);
    if !pointer.starts_with('/') {
        return None;
    }
    let mut tokens = pointer[1..].split('/');
    let component = match (tokens.next(), tokens.next(), tokens.next(), tokens.next()) {
        (Some("components"), Some(section), Some(key), None) => {
            Some(Target::Component { section: unescaped(section), key: unescaped(key) })
        }
        _ => None,
    };
    Some(component.unwrap_or(Target::Place(pointer)))
}

/// A token of a JSON Pointer as the key it stands for (RFC 6901, section 4).
pub(super) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// Undoes `%20` and its like (RFC 3986, section 2.1); what is not well formed stays.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let decoded = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(first));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(section: &str, key: &str) -> Option<Target> {
        Some(Target::Component { section: section.to_owned(), key: key.to_owned() })
    }

    #[test]
    fn components_are_named_by_section_and_key() {
        assert_eq!(target("#/components/schemas/A"), component("schemas", "A"));
        assert_eq!(target("#/components/schemas/a~1b%20%7Bc%7D"), component("schemas", "a/b {c}"));
    }

    #[test]
    fn other_places_are_pointers() {
        let place = |pointer: &str| Some(Target::Place(pointer.to_owned()));
        assert_eq!(target("#/$defs/A"), place("/$defs/A"));
        assert_eq!(target("#/components/schemas/A/items"), place("/components/schemas/A/items"));
        assert_eq!(target("#/paths/~1a%2/get"), place("/paths/~1a%2/get"));
    }

    #[test]
    fn what_is_no_pointer_has_no_target() {
        assert_eq!(target("#name"), None);
        assert_eq!(target("other.yaml#/A"), None);
        assert_eq!(target("https://example.com/a"), None);
    }
}
