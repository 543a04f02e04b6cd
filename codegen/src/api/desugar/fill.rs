//! Fields that openapiv3 requires but newer versions or lenient authors omit: filled with empty
//! values.

use serde_json::{Value, json};

use super::Object;
use super::pass::Parts;
use crate::api::extension;

/// Fills `openapi`, `info` and `paths`.
pub(super) fn document(document: &mut Object, _: &mut Parts) {
    text(document, "openapi");
    document.entry("info").or_insert_with(|| json!({}));
    document.entry("paths").or_insert_with(|| json!({}));
}

/// Fills `title` and `version`.
pub(super) fn info(info: &mut Object, parts: &mut Parts) {
    text(info, "title");
    text(info, "version");
    texts(info, parts);
}

/// Fills `name`.
pub(super) fn license(license: &mut Object, _: &mut Parts) {
    text(license, "name");
}

/// Fills `url`.
pub(super) fn external_docs(docs: &mut Object, parts: &mut Parts) {
    text(docs, "url");
    texts(docs, parts);
}

/// Fills `responses`, which is optional since OpenAPI 3.1.
pub(super) fn operation(operation: &mut Object, parts: &mut Parts) {
    operation.entry("responses").or_insert_with(|| json!({}));
    texts(operation, parts);
}

/// Fills `description`, which is optional since OpenAPI 3.2.
pub(super) fn response(response: &mut Object, _: &mut Parts) {
    text(response, "description");
}

/// Fills the `schema` of a parameter or header without `content`: it accepts any value.
pub(super) fn schema(parameter: &mut Object, parts: &mut Parts) {
    texts(parameter, parts);
    if parameter.contains_key("schema") {
        parameter.shift_remove("content");
        return;
    }
    if parameter.contains_key("content") {
        return;
    }
    let at = parameter.get(extension::POINTER).and_then(Value::as_str).unwrap_or_default();
    let schema = json!({ extension::POINTER: format!("{at}/schema") });
    parameter.insert("schema".to_owned(), schema);
}

/// Ensures that a link has exactly one of `operationId` and `operationRef`, as openapiv3 requires.
pub(super) fn link(link: &mut Object, _: &mut Parts) {
    if link.contains_key("operationId") {
        link.shift_remove("operationRef");
    } else if !link.contains_key("operationRef") {
        text(link, "operationId");
    }
}

/// Removes descriptions and summaries that aren't strings, so that the rest is kept.
pub(super) fn texts(object: &mut Object, _: &mut Parts) {
    for key in ["description", "summary", "termsOfService"] {
        if object.get(key).is_some_and(|value| !value.is_string()) {
            object.shift_remove(key);
        }
    }
}

/// Ensures that the value at `key` is a string.
pub(super) fn text(object: &mut Object, key: &str) {
    let value = object.entry(key).or_insert(Value::Null);
    if !value.is_string() {
        *value = Value::String(String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_paths_and_info() {
        let mut given = json!({ "openapi": "3.1.0" });
        document(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "openapi": "3.1.0", "info": {}, "paths": {} }));
    }

    #[test]
    fn a_parameter_has_a_schema_or_content_and_not_both() {
        let mut bare = json!({ "x-codegen:pointer": "/p" });
        schema(bare.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(bare["schema"], json!({ "x-codegen:pointer": "/p/schema" }));
        let mut both = json!({ "schema": {}, "content": {} });
        schema(both.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(both, json!({ "schema": {} }));
    }

    #[test]
    fn a_non_string_description_is_dropped() {
        let mut given = json!({ "description": null, "summary": "s" });
        operation(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "summary": "s", "responses": {} }));
    }
}
