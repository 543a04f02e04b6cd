//! Schemas in places that OpenAPI 3.0 does not have: the parameter that is the whole query string
//! and the `itemSchema` of a media type (OpenAPI 3.2), each as the key of a component.

use serde_json::Value;

use super::rewrite::Parts;
use super::shape::Object;
use crate::extension;

/// Moves an `in: querystring` parameter of an operation to the operation's private key.
pub(super) fn of_operation(operation: &mut Object, parts: &mut Parts) {
    if let Some(key) = take(operation, parts) {
        operation.insert(extension::QUERYSTRING.to_owned(), key.into());
    }
}

/// Gives an `in: querystring` parameter of a path item to all its operations.
pub(super) fn of_path_item(item: &mut Object, parts: &mut Parts) {
    let Some(key) = take(item, parts) else { return };
    for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
        if let Some(Value::Object(operation)) = item.get_mut(method) {
            operation.insert(extension::QUERYSTRING.to_owned(), key.clone().into());
        }
    }
}

fn take(owner: &mut Object, parts: &mut Parts) -> Option<String> {
    let parameters = owner.get_mut("parameters")?.as_array_mut()?;
    let index = parameters
        .iter()
        .position(|parameter| parameter.get("in").is_some_and(|place| place == "querystring"))?;
    let mut parameter = parameters.remove(index);
    let content = parameter.get_mut("content")?.as_object_mut()?;
    let schema = content.values_mut().next()?.get_mut("schema")?.take();
    parts.key(schema)
}

/// Moves the `itemSchema` of a media type to its private key.
pub(super) fn item_schema(media_type: &mut Object, parts: &mut Parts) {
    // How single items of a `multipart/mixed` list are encoded is beyond what is generated.
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
    fn the_whole_query_is_known_by_its_schema() {
        let mut item = json!({
            "parameters": [
                { "name": "a", "in": "query" },
                { "name": "all", "in": "querystring", "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Q" } },
                } },
            ],
            "get": {},
        });
        of_path_item(item.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(
            item,
            json!({
                "parameters": [{ "name": "a", "in": "query" }],
                "get": { "x-codegen-querystring": "Q" },
            })
        );
    }

    #[test]
    fn an_item_schema_is_moved() {
        let mut media_type = json!({ "itemSchema": { "x-codegen-pointer": "/a" } });
        item_schema(media_type.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(media_type, json!({ "x-codegen-item-schema": "x-codegen:/a" }));
    }
}
