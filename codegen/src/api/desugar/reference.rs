//! What the text of a `$ref` says: takes the text, gives the component or the pointer it names.

use crate::document::pointer::JsonPointer;

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
    let pointer = JsonPointer::of_reference(reference)?;
    let pointer = pointer.as_str().to_owned();
    if pointer.is_empty() {
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
