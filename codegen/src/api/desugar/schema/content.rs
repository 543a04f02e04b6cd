//! `contentEncoding` and `contentMediaType` (JSON Schema 2020-12, validation, 8) as the formats
//! `byte` and `binary` of OpenAPI 3.0.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;

/// Moves both keywords to private keys, and says the format where they mean one.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    let encoding = schema.shift_remove("contentEncoding").filter(Value::is_string);
    let media_type = schema.shift_remove("contentMediaType").filter(Value::is_string);
    let format = match (encoding.as_ref().and_then(Value::as_str), &media_type) {
        (Some("base64" | "base64url"), _) => Some("byte"),
        (None, Some(media_type)) if media_type == "application/octet-stream" => Some("binary"),
        _ => None,
    };
    if let Some(format) = format.filter(|_| may_be_text(schema)) {
        schema.entry("format").or_insert_with(|| format.into());
    }
    if let Some(encoding) = encoding {
        schema.insert(extension::CONTENT_ENCODING.to_owned(), encoding);
    }
    if let Some(media_type) = media_type {
        schema.insert(extension::CONTENT_MEDIA_TYPE.to_owned(), media_type);
    }
}

/// The keywords say nothing about other values than strings.
fn may_be_text(schema: &Object) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => names.iter().any(|name| name == "string"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn base64_is_the_format_byte() {
        assert_eq!(
            desugared(json!({ "type": "string", "contentEncoding": "base64url" })),
            json!({
                "type": "string", "format": "byte", "x-codegen-content-encoding": "base64url",
            })
        );
    }

    #[test]
    fn bytes_without_an_encoding_are_binary() {
        let schema = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
        assert_eq!(desugared(schema)["format"], "binary");
        let schema = json!({ "type": "string", "contentMediaType": "application/json" });
        assert_eq!(desugared(schema).get("format"), None);
    }
}
