//! What media types mean (RFC 9110, section 8.3.1).

use crate::text::Text;

/// A media type without its parameters, in lower case.
pub fn essence(name: &Text) -> String {
    name.as_written().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether content of this media type is JSON (RFC 6839, section 3.1).
pub fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

/// Whether content of this media type is text, whatever its schema says.
pub fn is_text(essence: &str) -> bool {
    const TEXTS: [&str; 10] = [
        "application/xml",
        "application/xml-dtd",
        "application/yaml",
        "application/x-yaml",
        "application/javascript",
        "application/graphql",
        "application/sql",
        "application/toml",
        "application/sdp",
        "application/x-www-form-urlencoded",
    ];
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
        || TEXTS.contains(&essence)
}

/// Whether content of this media type is bytes, whatever its schema says.
pub fn is_binary(essence: &str) -> bool {
    const BINARIES: [&str; 9] = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/x-tar",
        "application/x-zip-compressed",
        "application/wasm",
        "application/cbor",
    ];
    let binary = ["image/", "audio/", "video/", "font/", "multipart/", "model/"];
    binary.iter().any(|start| essence.starts_with(start))
        || essence.ends_with("+zip")
        || essence.ends_with("+gzip")
        || essence.ends_with("+cbor")
        || BINARIES.contains(&essence)
}

/// Whether the name is that of a media type or range, and not a slip such as `string`.
pub fn is_media_type(essence: &str) -> bool {
    let word = |it: &str| {
        let symbol = |it: char| it.is_ascii_alphanumeric() || "!#$&-^_.+*".contains(it);
        !it.is_empty() && it.chars().all(symbol)
    };
    essence.split_once('/').is_some_and(|(kind, subtype)| word(kind) && word(subtype))
}

/// How a sequence of items is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// Server-sent events (WHATWG HTML, section 9.2).
    Events,
    /// JSON values, one a line.
    Lines,
    /// A JSON text sequence (RFC 7464).
    Records,
}

/// How content of this media type is a sequence of items; `None` where it is none.
pub fn stream_kind(name: &Text) -> Option<StreamKind> {
    let essence = essence(name);
    match essence.as_str() {
        "text/event-stream" => Some(StreamKind::Events),
        "application/jsonl"
        | "application/jsonlines"
        | "application/json-lines"
        | "application/x-jsonlines"
        | "application/x-json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/stream+json" => Some(StreamKind::Lines),
        "application/json-seq" => Some(StreamKind::Records),
        _ if essence.ends_with("+json-seq") => Some(StreamKind::Records),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_count() {
        assert_eq!(essence(&"Application/JSON; charset=utf-8".into()), "application/json");
        assert!(is_json(&essence(&"application/vnd.API+JSON;v=1".into())));
        assert_eq!(stream_kind(&"Text/Event-Stream;a=b".into()), Some(StreamKind::Events));
        assert_eq!(stream_kind(&"application/geo+json-seq".into()), Some(StreamKind::Records));
        assert!(is_media_type("*/*") && is_media_type("image/svg+xml"));
        assert!(!is_media_type("string") && !is_media_type("a/b/c") && !is_media_type("a/\n"));
    }
}
