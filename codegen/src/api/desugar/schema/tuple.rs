//! `prefixItems` (JSON Schema 2020-12 Core, 10.3.1.1), moved to a private extension as component
//! keys.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;

/// Moves `prefixItems` to a private extension, and records whether more items are allowed.
pub(super) fn desugar(schema: &mut Object, parts: &mut Parts) {
    let Some(Value::Array(items)) = schema.get_mut("prefixItems").map(Value::take) else { return };
    schema.shift_remove("prefixItems");
    if items.is_empty() {
        return;
    }
    let count = items.len() as u64;
    let keys: Vec<Value> =
        items.into_iter().filter_map(|item| parts.key(item)).map(Value::String).collect();
    let no_items = schema.get("items").is_some_and(is_never);
    let no_others = !schema.contains_key("items")
        && schema.get("unevaluatedItems").is_some_and(|items| *items == Value::Bool(false));
    if no_items {
        schema.shift_remove("items");
    }
    if no_others {
        schema.shift_remove("unevaluatedItems");
    }
    if no_items || no_others || schema.get("maxItems").and_then(Value::as_u64) == Some(count) {
        schema.insert(extension::CLOSED_TUPLE.to_owned(), Value::Bool(true));
    }
    schema.insert(extension::PREFIX_ITEMS.to_owned(), keys.into());
}

/// Whether a schema is `false` or its equivalent as an object.
pub(super) fn is_never(schema: &Value) -> bool {
    let is_trivial = |schema: &Object| schema.keys().all(|key| key == extension::POINTER);
    let Value::Object(schema) = schema else { return *schema == Value::Bool(false) };
    let only_not = schema.keys().all(|key| key == "not" || key == extension::POINTER);
    only_not && schema.get("not").and_then(Value::as_object).is_some_and(is_trivial)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    fn tuple(others: serde_json::Value) -> serde_json::Value {
        let mut schema = json!({ "type": "array", "prefixItems": [
            { "$ref": "#/components/schemas/A" },
            { "type": "string", "x-codegen:pointer": "/t/prefixItems/1" },
        ] });
        schema
            .as_object_mut()
            .expect("an object")
            .extend(others.as_object().expect("an object").clone());
        desugared(schema)
    }

    #[test]
    fn items_are_named_by_key() {
        let schema = tuple(json!({}));
        let keys = json!(["A", "x-codegen:/t/prefixItems/1"]);
        assert_eq!(schema, json!({ "type": "array", "x-codegen:prefix-items": keys }));
    }

    #[test]
    fn a_tuple_is_closed_in_three_ways() {
        let never = json!({ "not": { "x-codegen:pointer": "/a/not" }, "x-codegen:pointer": "/a" });
        for closing in [
            json!({ "items": never }),
            json!({ "maxItems": 2 }),
            json!({ "unevaluatedItems": false }),
        ] {
            assert_eq!(tuple(closing.clone())["x-codegen:closed-tuple"], true, "{closing}");
        }
        let open = tuple(json!({ "items": { "type": "string" }, "maxItems": 3 }));
        assert_eq!(open.get("x-codegen:closed-tuple"), None);
        assert_eq!(open["items"], json!({ "type": "string" }));
    }
}
