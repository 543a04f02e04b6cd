//! The private extensions by which `desugar` passes features that OpenAPI 3.0 doesn't have to
//! `resolve`: one constant for each `x-codegen:*` key. Keys of the author with this prefix are
//! removed before the first pass ([`is_private`]), as other unknown extensions are ignored;
//! `x-codegen-*` isn't private.

use std::borrow::Cow;

use serde_json::Value;

use crate::document::pointer::JsonPointer;

/// The prefix of all private keys.
const PREFIX: &str = "x-codegen:";

/// The prefix of the component key of a schema that was moved to the components. It is followed by
/// the JSON Pointer of the schema.
pub(crate) const HOISTED: &str = PREFIX;

/// On every object that can become a type or an operation: its JSON Pointer in the author's
/// document.
pub(crate) const POINTER: &str = "x-codegen:pointer";

/// On a schema whose only value is `null`: `true`.
pub(crate) const NULL: &str = "x-codegen:null";

/// On a schema whose one-value `enum` was a `const`: `true`.
pub(crate) const CONSTANT: &str = "x-codegen:constant";

/// On an integer schema: its bounds that openapiv3 can't represent, as strings by their keywords.
pub(crate) const BOUNDS: &str = "x-codegen:bounds";

/// On a schema: its `examples` (JSON Schema 2020-12 Validation, 9.5).
pub(crate) const EXAMPLES: &str = "x-codegen:examples";

/// On a schema: the component keys of its `prefixItems` (JSON Schema 2020-12 Core, 10.3.1.1).
pub(crate) const PREFIX_ITEMS: &str = "x-codegen:prefix-items";

/// On a schema with `prefixItems`: `true` if no further items are allowed.
pub(crate) const CLOSED_TUPLE: &str = "x-codegen:closed-tuple";

/// On a schema: the component keys of its `patternProperties` by pattern.
pub(crate) const PATTERN_PROPERTIES: &str = "x-codegen:pattern-properties";

/// On a schema: the component key of its `propertyNames`.
pub(crate) const PROPERTY_NAMES: &str = "x-codegen:property-names";

/// On a string schema: its `contentEncoding`.
pub(crate) const CONTENT_ENCODING: &str = "x-codegen:content-encoding";

/// On a schema: the keywords that constrain its values but that no later stage models.
pub(crate) const GAPS: &str = "x-codegen:gaps";

/// On a schema with a discriminator: its `defaultMapping` (OpenAPI 3.2).
pub(crate) const DEFAULT_MAPPING: &str = "x-codegen:default-mapping";

/// On a media type: the component key of its `itemSchema` (OpenAPI 3.2).
pub(crate) const ITEM_SCHEMA: &str = "x-codegen:item-schema";

/// On a path item that represents a webhook: the name of the webhook (OpenAPI 3.1).
pub(crate) const WEBHOOK: &str = "x-codegen:webhook";

/// On a path item that represents an operation with a method that OpenAPI 3.0 doesn't support: the
/// method.
pub(crate) const METHOD: &str = "x-codegen:method";

/// Next to [`METHOD`]: the path template.
pub(crate) const PATH: &str = "x-codegen:path";

/// On a query parameter: `true` if it is the entire query string (OpenAPI 3.2, `in: querystring`).
pub(crate) const QUERYSTRING: &str = "x-codegen:querystring";

/// On a parameter: its `style` if OpenAPI 3.0 doesn't have it (`cookie`, OpenAPI 3.2).
pub(crate) const STYLE: &str = "x-codegen:style";

/// On a header or an encoding: its `explode`, which openapiv3 ignores or can't distinguish from
/// none.
pub(crate) const EXPLODE: &str = "x-codegen:explode";

/// On a header, or a parameter outside of the query: `true` for `allowReserved` (OpenAPI 3.2).
pub(crate) const ALLOW_RESERVED: &str = "x-codegen:allow-reserved";

/// On a string schema: its `contentMediaType`, unless `format` is equivalent to it.
pub(crate) const CONTENT_MEDIA_TYPE: &str = "x-codegen:content-media-type";

/// On the flows of an OAuth2 scheme: its `deviceAuthorization` flow (OpenAPI 3.2).
pub(crate) const DEVICE_AUTHORIZATION: &str = "x-codegen:device-authorization";

/// On a security scheme: `true` if it is `deprecated` (OpenAPI 3.2).
pub(crate) const DEPRECATED: &str = "x-codegen:deprecated";

/// On the document: the security schemes that OpenAPI 3.0 doesn't support, by name.
pub(crate) const UNSUPPORTED_SECURITY: &str = "x-codegen:unsupported-security";

/// On `info` (OpenAPI 3.1), a tag or a response (OpenAPI 3.2): its `summary`.
pub(crate) const SUMMARY: &str = "x-codegen:summary";

/// On the `license` object: its `identifier` (OpenAPI 3.1).
pub(crate) const LICENSE_IDENTIFIER: &str = "x-codegen:license-identifier";

/// On a tag: the name of its parent tag (OpenAPI 3.2).
pub(crate) const PARENT: &str = "x-codegen:parent";

/// On a tag: its `kind` (OpenAPI 3.2).
pub(crate) const KIND: &str = "x-codegen:kind";

/// On a server: its `name` (OpenAPI 3.2).
pub(crate) const NAME: &str = "x-codegen:name";

/// The prefix of the path of a path item that represents a webhook. It is followed by the webhook's
/// name.
pub(crate) const WEBHOOK_PATH: &str = "/x-codegen-webhooks/";

/// The prefix of the path of a path item that represents an operation with another method. It is
/// followed by the method and the path template.
pub(crate) const METHOD_PATH: &str = "/x-codegen-operations/";

const SCHEMAS: &str = "#/components/schemas/";

/// Whether a key is private to the generator.
pub(crate) fn is_private(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// Returns the `$ref` to the component schema with this key, escaped (RFC 6901, 3).
pub(crate) fn schema_reference(key: &str) -> String {
    format!("{SCHEMAS}{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Returns the key of the component schema that a `$ref` of a desugared document refers to.
pub(crate) fn schema_key(reference: &str) -> Option<Cow<'_, str>> {
    let token = reference.strip_prefix(SCHEMAS).filter(|token| !token.contains('/'))?;
    Some(if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    })
}

/// Returns the JSON Pointer in an object's [`POINTER`] extension.
pub(crate) fn pointer(value: Option<&Value>) -> Option<JsonPointer> {
    JsonPointer::parse(value?.as_str()?)
}

/// Whether an extension such as [`NULL`] or [`CLOSED_TUPLE`] exists and is `true`.
pub(crate) fn flag(value: Option<&Value>) -> bool {
    value.and_then(Value::as_bool).unwrap_or_default()
}

/// Returns the string value of an extension such as [`WEBHOOK`] or [`ITEM_SCHEMA`].
pub(crate) fn text(value: Option<&Value>) -> Option<&str> {
    value?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_escaped_in_references() {
        let key = "x-codegen:/paths/~1a/get";
        assert_eq!(schema_reference(key), "#/components/schemas/x-codegen:~1paths~1~01a~1get");
        assert_eq!(schema_key(&schema_reference(key)).as_deref(), Some(key));
        assert_eq!(schema_key("#/components/schemas/A/items"), None);
        assert_eq!(schema_key("#/components/parameters/a"), None);
    }

    #[test]
    fn readers_match_the_content() {
        let extensions = json!({ "a": ["b"], "d": { "e": "f" }, "g": true });
        assert!(flag(extensions.get("g")) && !flag(extensions.get("a")) && !flag(None));
        assert_eq!(text(extensions.pointer("/d/e")), Some("f"));
        assert_eq!(pointer(Some(&json!("/a"))).expect("a value").as_str(), "/a");
    }
}
