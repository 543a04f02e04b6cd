//! Stamping: marks each object that can become a type or an operation with its JSON Pointer in the
//! author's document. Boolean schemas are rewritten as objects, so that they can be marked too.
//! Extensions of the author with the same names as the private ones are removed.

use serde_json::{Value, json};

use super::{Object, READING};
use crate::api::extension;
use crate::document::grammar::{Kind, Shape, Step, each_child_mut};

/// Stamps `value` at the JSON Pointer `at`, and all values below it. `at` is restored before the
/// function returns.
pub(super) fn stamp(shape: Shape, value: &mut Value, at: &mut String) {
    if matches!(shape, Shape::Schema) {
        expand_reference(value);
    }
    each_child_mut(shape, value, READING, &mut |shape, step, value| {
        if value.is_boolean() && is_flag_too(step) {
            return;
        }
        let length = at.len();
        append(at, step);
        stamp(shape, value, at);
        at.truncate(length);
    });
    let Value::Object(object) = value else { return };
    let Some(kind) = shape.kind() else { return };
    if object.keys().any(|key| extension::is_private(key)) {
        object.retain(|key, _| !extension::is_private(key));
    }
    if is_stamped(kind) && !is_plain_reference(object) {
        object.insert(extension::POINTER.to_owned(), Value::String(at.clone()));
    }
}

/// Rewrites `true` as `{}` and `false` as `{not: {}}` (JSON Schema 2020-12 Core, 4.3.2).
fn expand_reference(schema: &mut Value) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        _ => {}
    }
}

/// Whether a keyword's boolean value has a meaning for the passes.
fn is_flag_too(step: Step<'_>) -> bool {
    let flags = ["additionalProperties", "unevaluatedProperties", "unevaluatedItems"];
    matches!(step, Step::Key(key) if flags.contains(&key))
}

fn is_stamped(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Schema
            | Kind::PathItem
            | Kind::Operation
            | Kind::Parameter
            | Kind::Header
            | Kind::RequestBody
            | Kind::Response
            | Kind::MediaType
    )
}

fn is_plain_reference(object: &Object) -> bool {
    object.len() == 1 && object.get("$ref").is_some_and(Value::is_string)
}

fn append(at: &mut String, step: Step<'_>) {
    match step {
        Step::Key(key) => append_token(at, key),
        Step::Index(index) => append_token(at, &index.to_string()),
    }
}

/// Appends a reference token, escaped (RFC 6901, 3).
fn append_token(at: &mut String, token: &str) {
    at.push('/');
    if !token.contains(['~', '/']) {
        at.push_str(token);
        return;
    }
    for character in token.chars() {
        match character {
            '~' => at.push_str("~0"),
            '/' => at.push_str("~1"),
            other => at.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(mut document: Value) -> Value {
        let mut at = String::new();
        stamp(Shape::DOCUMENT, &mut document, &mut at);
        assert_eq!(at, "");
        document
    }

    #[test]
    fn objects_know_their_place() {
        let document = stamped(json!({
            "paths": { "/a~/{b}": { "get": { "parameters": [{ "schema": { "items": {} } }] } } }
        }));
        let item = "/paths/~1a~0~1{b}";
        assert_eq!(document.pointer(item).expect("a value")["x-codegen:pointer"], item);
        let items = format!("{item}/get/parameters/0/schema/items");
        assert_eq!(document.pointer(&items).expect("a value")["x-codegen:pointer"], items);
    }

    #[test]
    fn booleans_become_objects_except_where_they_are_flags() {
        let document = stamped(json!({ "components": { "schemas": {
            "A": true,
            "B": { "items": false, "additionalProperties": false },
        } } }));
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["A"], json!({ "x-codegen:pointer": "/components/schemas/A" }));
        assert_eq!(schemas["B"]["additionalProperties"], false);
        assert_eq!(
            schemas["B"]["items"]["not"]["x-codegen:pointer"],
            "/components/schemas/B/items/not"
        );
    }

    #[test]
    fn vendor_extensions_are_ignored() {
        let document = stamped(json!({
            "x-codegen:webhook": 1,
            "components": { "schemas": { "A": {
                "x-codegen:pointer": "/b",
                "x-codegen:null": true,
                "x-codegen-null": true,
                "properties": { "x-codegen:null": {} },
            } } },
        }));
        let at = "/components/schemas/A";
        let property = json!({ "x-codegen:pointer": format!("{at}/properties/x-codegen:null") });
        let expected = json!({
            "x-codegen-null": true,
            "properties": { "x-codegen:null": property },
            "x-codegen:pointer": at,
        });
        assert_eq!(document, json!({ "components": { "schemas": { "A": expected } } }));
    }

    #[test]
    fn a_plain_reference_stays_plain() {
        let document = stamped(json!({ "components": { "schemas": {
            "A": { "$ref": "#/b" },
            "B": { "$ref": "#/b", "title": "B" },
        } } }));
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["A"], json!({ "$ref": "#/b" }));
        assert_eq!(schemas["B"]["x-codegen:pointer"], "/components/schemas/B");
    }
}
