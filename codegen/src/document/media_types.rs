//! What media types hold, for requests and responses alike: one table (RFC 9110, 8.3.1; RFC 6838;
//! RFC 6839).

use crate::document::text::Text;

/// What content of a media type is, and so how it is sent and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A JSON text.
    Json,
    /// JSON texts, one on each line.
    JsonLines,
    /// A JSON text sequence (RFC 7464).
    JsonSequence,
    /// Server-sent events (WHATWG HTML, 9.2): a stream in a response, text in a request.
    Events,
    /// `application/x-www-form-urlencoded`: fields in a request, text in a response.
    Form,
    /// Parts (RFC 2046, 5.1): fields or files in a request, bytes in a response.
    Multipart,
    /// Text, whatever the schema says.
    Text,
    /// Bytes, whatever the schema says.
    Binary,
    /// What the schema says: a range, or a media type that is not in the table.
    Unknown,
}

use Content::{Binary, Events, Form, Json, JsonLines, JsonSequence, Multipart, Unknown};

/// Media types by their names.
const NAMES: &[(&str, Content)] = &[
    ("application/json", Json),
    ("text/json", Json),
    ("application/jsonl", JsonLines),
    ("application/x-jsonl", JsonLines),
    ("application/jsonlines", JsonLines),
    ("application/x-jsonlines", JsonLines),
    ("application/json-lines", JsonLines),
    ("application/x-json-lines", JsonLines),
    ("application/ndjson", JsonLines),
    ("application/x-ndjson", JsonLines),
    ("application/stream+json", JsonLines),
    ("application/json-seq", JsonSequence),
    ("text/event-stream", Events),
    (FORM, Form),
    ("application/xml", Content::Text),
    ("application/xml-dtd", Content::Text),
    ("application/yaml", Content::Text),
    ("application/x-yaml", Content::Text),
    ("application/javascript", Content::Text),
    ("application/graphql", Content::Text),
    ("application/sql", Content::Text),
    ("application/toml", Content::Text),
    ("application/sdp", Content::Text),
    ("application/octet-stream", Binary),
    ("application/pdf", Binary),
    ("application/zip", Binary),
    ("application/gzip", Binary),
    ("application/x-gzip", Binary),
    ("application/x-tar", Binary),
    ("application/x-zip-compressed", Binary),
    ("application/wasm", Binary),
    ("application/cbor", Binary),
];

/// Media types by the structured syntax at their end (RFC 6839).
const SUFFIXES: &[(&str, Content)] = &[
    ("+json", Json),
    ("+json-seq", JsonSequence),
    ("+xml", Content::Text),
    ("+yaml", Content::Text),
    ("+zip", Binary),
    ("+gzip", Binary),
    ("+cbor", Binary),
];

/// Media types by their top-level type.
const TREES: &[(&str, Content)] = &[
    ("text/", Content::Text),
    ("multipart/", Multipart),
    ("image/", Binary),
    ("audio/", Binary),
    ("video/", Binary),
    ("font/", Binary),
    ("model/", Binary),
];

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

impl Content {
    /// What content of a media type is, by its [`essence`].
    pub fn of(essence: &str) -> Self {
        let named = NAMES.iter().find(|(name, _)| *name == essence);
        let ending = || SUFFIXES.iter().find(|(end, _)| essence.ends_with(end));
        let beginning = || TREES.iter().find(|(start, _)| essence.starts_with(start));
        named.or_else(ending).or_else(beginning).map_or(Unknown, |(_, content)| *content)
    }

    /// Whether it is a sequence of items that are read as they come in.
    pub fn is_stream(self) -> bool {
        matches!(self, Events | JsonLines | JsonSequence)
    }
}

/// A media type without its parameters, in lower case.
pub fn essence(name: &Text) -> String {
    name.as_written().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What content of a media type is.
pub fn content(name: &Text) -> Content {
    Content::of(&essence(name))
}

/// Whether content of a media type is JSON.
pub fn is_json(name: &Text) -> bool {
    content(name) == Json
}

/// Whether the name is that of a media type or range, and not a slip such as `string`.
pub fn is_media_type(essence: &str) -> bool {
    let word = |it: &str| {
        let symbol = |it: char| it.is_ascii_alphanumeric() || "!#$&-^_.+*".contains(it);
        !it.is_empty() && it.chars().all(symbol)
    };
    essence.split_once('/').is_some_and(|(kind, subtype)| word(kind) && word(subtype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_count() {
        for (name, expected) in [
            ("Application/JSON; charset=utf-8", Json),
            ("application/vnd.API+JSON;v=1", Json),
            ("Text/Event-Stream;a=b", Events),
            ("application/geo+json-seq", JsonSequence),
            ("image/svg+xml", Content::Text),
            ("image/png", Binary),
            ("text/*", Content::Text),
            ("*/*", Unknown),
            ("application/vnd.a", Unknown),
        ] {
            assert_eq!(content(&name.into()), expected, "{name}");
        }
        assert!(is_media_type("*/*") && is_media_type("image/svg+xml"));
        assert!(!is_media_type("string") && !is_media_type("a/b/c") && !is_media_type("a/\n"));
    }
}
