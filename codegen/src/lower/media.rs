//! Kinds of media types.

/// Whether it is XML (RFC 7303).
pub(super) fn is_xml(essence: &str) -> bool {
    essence == "application/xml" || essence.ends_with("+xml")
}

/// Whether it is a JSON text on each line.
pub(super) fn is_json_lines(essence: &str) -> bool {
    matches!(
        essence,
        "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "application/ndjson"
            | "application/x-ndjson"
    )
}
