//! `contentEncoding` and `contentMediaType` (JSON Schema 2020-12 Validation, 8), rewritten as the
//! formats `byte` and `binary` of OpenAPI 3.0 and `base64url` of the OpenAPI Format Registry.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;
use crate::document::media_types::{self, Content};
use crate::document::text::Text;

/// Moves both keywords to private extensions, and sets the equivalent `format` if there is one.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    let encoding = schema.shift_remove("contentEncoding").filter(Value::is_string);
    let media_type = schema.shift_remove("contentMediaType").filter(Value::is_string);
    let is_binary = || {
        let name = media_type.as_ref().and_then(Value::as_str).map(Text::from);
        name.is_some_and(|name| media_types::content(&name) == Content::Binary)
    };
    let format = match encoding.as_ref().and_then(Value::as_str) {
        Some("base64") => Some("byte"),
        Some("base64url") => Some("base64url"),
        Some("binary") => Some("binary"),
        Some(_) => None,
        None => is_binary().then_some("binary"),
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

/// Whether a schema allows strings: both keywords only apply to them.
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

    fn format(mut schema: serde_json::Value) -> serde_json::Value {
        schema["type"] = "string".into();
        desugared(schema)["format"].clone()
    }

    #[test]
    fn each_alphabet_has_a_format() {
        assert_eq!(format(json!({ "contentEncoding": "base64" })), "byte");
        assert_eq!(
            desugared(json!({ "type": "string", "contentEncoding": "base64url" })),
            json!({
                "type": "string", "format": "base64url", "x-codegen:content-encoding": "base64url",
            })
        );
        let image = json!({ "contentEncoding": "base64", "contentMediaType": "image/png" });
        assert_eq!(format(image), "byte");
        assert_eq!(format(json!({ "contentEncoding": "quoted-printable" })), json!(null));
    }

    #[test]
    fn bytes_without_an_encoding_are_binary() {
        assert_eq!(format(json!({ "contentEncoding": "binary" })), "binary");
        for (media_type, expected) in [
            ("application/octet-stream", json!("binary")),
            ("Image/PNG; a=b", json!("binary")),
            ("image/svg+xml", json!(null)),
            ("application/json", json!(null)),
        ] {
            assert_eq!(format(json!({ "contentMediaType": media_type })), expected);
        }
    }
}
