//! Resolution of a `$ref` relative to its file: the path of the target file, and the fragment (RFC
//! 3986, 5, limited to relative paths).

use crate::document::grammar::mapping;
use crate::document::pointer::{JsonPointer, percent_decoded};

/// The resolved target of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// A location in a file, whose path is relative to the document's folder.
    File { path: String, fragment: String },
    /// A file outside of the document's folder.
    Outside,
    /// A URL with a scheme, such as `https`.
    Scheme,
}

impl Reference {
    /// Resolves `text` in the file `base`, whose path is relative to the document's folder.
    pub(super) fn read(text: &str, base: &str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        if file.is_empty() {
            return Self::File { path: base.to_owned(), fragment: percent_decoded(fragment) };
        }
        if has_scheme(file) || file.starts_with("//") {
            return Self::Scheme;
        }
        let file = percent_decoded(file);
        let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
        match join(folder, &file) {
            Some(path) => Self::File { path, fragment: percent_decoded(fragment) },
            None => Self::Outside,
        }
    }
}

/// Whether `text` is probably a reference rather than a schema name: an entry of a discriminator's
/// mapping can be either (OpenAPI 3.1, Discriminator Object).
pub(super) fn looks_like_reference(text: &str) -> bool {
    let extension = text.rsplit_once('.').map(|(_, extension)| extension);
    mapping::is_reference(text) || matches!(extension, Some("yaml" | "yml" | "json"))
}

/// Returns the JSON Pointer of a fragment, or `None` for an anchor or a malformed pointer.
pub(super) fn pointer(fragment: &str) -> Option<JsonPointer> {
    JsonPointer::parse(fragment)
}

fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(allowed)
}

/// Resolves the path `file` relative to `folder`, without `.` and `..`, or returns `None` if it is
/// absolute or leaves the document's folder.
fn join(folder: &str, file: &str) -> Option<String> {
    if file.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(file.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, fragment: &str) -> Reference {
        Reference::File { path: path.to_owned(), fragment: fragment.to_owned() }
    }

    #[test]
    fn paths_are_relative_to_the_file_they_stand_in() {
        assert_eq!(Reference::read("../b.yaml#/X", "paths/a.yaml"), file("b.yaml", "/X"));
        assert_eq!(Reference::read("./c/d%20e.yaml", "paths/a.yaml"), file("paths/c/d e.yaml", ""));
        assert_eq!(Reference::read("#/X%7By%7D", "paths/a.yaml"), file("paths/a.yaml", "/X{y}"));
    }

    #[test]
    fn no_file_is_written_outside_the_folder() {
        for text in ["../x.yaml", "a/../../x.yaml", "/etc/passwd", "%2e%2e/x.yaml", "\\x", "..\\x"]
        {
            assert_eq!(Reference::read(text, "openapi.yaml"), Reference::Outside, "{text}");
        }
        for text in
            ["https://a.example/x.yaml", "file:///etc/passwd", "urn:x", "//a.example/x", "C:\\x"]
        {
            assert_eq!(Reference::read(text, "openapi.yaml"), Reference::Scheme, "{text}");
        }
    }

    #[test]
    fn a_mapping_value_is_a_name_or_a_reference() {
        assert!(looks_like_reference("#/components/schemas/Dog"));
        assert!(looks_like_reference("dog.yaml"));
        assert!(!looks_like_reference("com.example.Dog"));
    }
}
