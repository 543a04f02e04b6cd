//! The supported media types, in one table for requests and responses (RFC 9110, 8.3.1; RFC 6838;
//! RFC 6839).

use std::cmp::Reverse;

use crate::document::text::Text;

/// The kind of content of a media type, which determines how it is sent and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A JSON text.
    Json,
    /// JSON Lines: one JSON text per line.
    JsonLines,
    /// A JSON text sequence (RFC 7464).
    JsonSequence,
    /// Server-sent events (WHATWG HTML, 9.2): a stream in a response, text in a request.
    Events,
    /// `application/x-www-form-urlencoded`: fields in a request, text in a response.
    Form,
    /// Multipart content (RFC 2046, 5.1): fields or files in a request, bytes in a response.
    Multipart,
    /// Text, regardless of the schema.
    Text,
    /// Bytes, regardless of the schema.
    Binary,
    /// Determined by the schema: a media range, or a media type that isn't in the table.
    Unknown,
}

use Content::{Binary, Events, Form, Json, JsonLines, JsonSequence, Multipart, Unknown};

/// Media types by name.
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

/// Media types by their structured syntax suffix (RFC 6839).
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

/// The media type of HTML forms.
const FORM: &str = "application/x-www-form-urlencoded";

impl Content {
    /// Returns the kind of content of a media type, given its [`essence`].
    pub(crate) fn of(essence: &str) -> Self {
        let named = NAMES.iter().find(|(name, _)| *name == essence);
        let ending = || SUFFIXES.iter().find(|(end, _)| essence.ends_with(end));
        let beginning = || TREES.iter().find(|(start, _)| essence.starts_with(start));
        named.or_else(ending).or_else(beginning).map_or(Unknown, |(_, content)| *content)
    }

    /// Whether the content is a sequence of items that can be read while they arrive.
    pub(crate) fn is_stream(self) -> bool {
        matches!(self, Events | JsonLines | JsonSequence)
    }
}

/// Returns a media type without its parameters, in lower case.
pub(crate) fn essence(name: &Text) -> String {
    name.as_written().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns the significant parameters of a media type (RFC 9110, 8.3.1), sorted by their lower-case
/// names. `charset` isn't significant, since text of any charset is read, and `q` is a weight (RFC
/// 9110, 12.4.2).
pub(crate) fn parameters(name: &Text) -> Vec<(String, String)> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let parts = name.as_written().split(move |character| {
        match character {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            '\\' => is_escaped = is_quoted,
            _ => {}
        }
        character == ';' && !is_quoted
    });
    let pairs = parts.skip(1).filter_map(|it| it.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim()));
    let mut parameters: Vec<(String, String)> = pairs
        .filter(|(name, value)| is_token(name) && (is_token(value) || is_quoted_string(value)))
        .filter(|(name, _)| !["charset", "q"].contains(&name.as_str()))
        .map(|(name, value)| (name, value.to_owned()))
        .collect();
    parameters.sort();
    parameters.dedup_by(|one, other| one.0 == other.0);
    parameters
}

/// Returns the media type for `Accept` and for matching a `Content-Type`: its [`essence`] with its
/// [`parameters`].
pub(crate) fn distinct(name: &Text) -> String {
    let parameters = parameters(name).into_iter();
    let parameters = parameters.map(|(name, value)| format!("; {name}={value}"));
    essence(name) + &parameters.collect::<String>()
}

/// Whether a media range includes a media type. A media type is also a range, which includes those
/// with more parameters (RFC 9110, 12.5.1).
pub(crate) fn covers(range: &Text, name: &Text) -> bool {
    let (open, closed) = (essence(range), essence(name));
    let is_of_range = match open.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => closed.starts_with(start),
        None => open == closed,
    };
    let known = parameters(name);
    is_of_range && parameters(range).iter().all(|it| known.contains(it))
}

/// Returns a key that sorts media ranges by specificity: fewer wildcards first, then more
/// parameters (RFC 9110, 12.5.1).
pub(crate) fn openness(range: &Text) -> (usize, Reverse<usize>) {
    (essence(range).matches('*').count(), Reverse(parameters(range).len()))
}

/// Returns the kind of content of a media type.
pub(crate) fn content(name: &Text) -> Content {
    Content::of(&essence(name))
}

/// Whether a media type is JSON.
pub(crate) fn is_json(name: &Text) -> bool {
    content(name) == Json
}

/// Whether a name is a media type or range, and not a mistake such as `string`.
pub(crate) fn is_media_type(essence: &str) -> bool {
    essence.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// Whether `text` is a token (RFC 9110, 5.6.2).
fn is_token(text: &str) -> bool {
    let symbol = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    !text.is_empty() && text.chars().all(symbol)
}

/// Whether a string is a quoted string of visible characters (RFC 9110, 5.6.4).
fn is_quoted_string(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.is_some_and(|it| it.chars().all(|it| it == ' ' || it.is_ascii_graphic()))
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
    #[test]
    fn parameters_distinguish_media_types() {
        for (name, expected) in [
            ("Application/JSON; charset=utf-8", "application/json"),
            ("application/json;Version=2", "application/json; version=2"),
            ("a/b; z=1;a=\"x;y=\\\"2\"; q=0.5", "a/b; a=\"x;y=\\\"2\"; z=1"),
            ("a/b; c; =d; e=\n; f=g h; i=1; i=2", "a/b; i=1"),
        ] {
            assert_eq!(distinct(&name.into()), expected, "{name}");
        }
    }

    #[test]
    fn media_type_ranges_cover_specific_types() {
        let covers = |range: &str, name: &str| covers(&range.into(), &name.into());
        assert!(covers("*/*", "a/b; c=d") && covers("a/*", "a/b") && covers("a/b", "A/B;c=d"));
        assert!(covers("a/b; c=d", "a/b; e=f; c=d") && covers("a/b", "a/b; charset=x"));
        assert!(!covers("a/b; c=d", "a/b") && !covers("a/*", "b/a") && !covers("a/b", "a/bc"));
    }
}
