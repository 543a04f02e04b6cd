//! `in: querystring` parameters and the `itemSchema` of media types (OpenAPI 3.2), as private
//! extensions.

use serde_json::Value;

use super::Object;
use super::pass::Parts;
use crate::api::extension;

/// Changes an `in: querystring` parameter to `in: query` with a private extension.
pub(super) fn of_parameter(parameter: &mut Object, _: &mut Parts) {
    if parameter.get("in").is_some_and(|place| place == "querystring") {
        parameter.insert("in".to_owned(), "query".into());
        parameter.insert(extension::QUERYSTRING.to_owned(), Value::Bool(true));
    }
}

/// Moves the `itemSchema` of a media type to a private extension, as a component key.
pub(super) fn item_schema(media_type: &mut Object, parts: &mut Parts) {
    // The encodings of items aren't modelled, since callers set the encoding of each part
    // themselves.
    media_type.shift_remove("prefixEncoding");
    media_type.shift_remove("itemEncoding");
    let Some(schema) = media_type.shift_remove("itemSchema") else { return };
    if let Some(key) = parts.key(schema) {
        media_type.insert(extension::ITEM_SCHEMA.to_owned(), key.into());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_whole_query_is_a_parameter_of_the_query() {
        let mut parameter = json!({ "name": "all", "in": "querystring" });
        of_parameter(parameter.as_object_mut().expect("an object"), &mut Parts::default());
        let marked = json!({ "name": "all", "in": "query", "x-codegen:querystring": true });
        assert_eq!(parameter, marked);
    }

    #[test]
    fn an_item_schema_is_moved() {
        let mut media_type = json!({ "itemSchema": { "x-codegen:pointer": "/a" } });
        item_schema(media_type.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(media_type, json!({ "x-codegen:item-schema": "x-codegen:/a" }));
    }
}
