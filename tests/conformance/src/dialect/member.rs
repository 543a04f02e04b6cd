//! Marks the schemas that are members of unions, also of the union of all webhooks: their one-value
//! enums are constants, since they may select a member.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ADDED, MEMBER};
use crate::place;
use crate::schemas::at_reference;

/// The maximum depth at which references and `allOf` are followed.
const MAX_DEPTH: usize = 16;

/// The path from the map of webhooks to the schemas of their payloads; `None` is any name.
const PAYLOAD: [Option<&str>; 6] =
    [None, None, Some("requestBody"), Some("content"), None, Some("schema")];

/// Marks the members of every union, the children of every parent schema with a discriminator, and
/// the payloads of webhooks.
pub(super) fn mark(document: &mut Value) {
    let mut places = BTreeSet::new();
    visit(document, document, "", &mut places);
    payloads(document, &mut places);
    for place in places {
        if let Some(Value::Object(schema)) = document.pointer_mut(&place) {
            schema.insert(MEMBER.to_owned(), json!(true));
        }
    }
}

fn visit(document: &Value, value: &Value, place: &str, places: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(document, item, &format!("{place}/{index}"), places);
            }
        }
        Value::Object(members) => {
            for keyword in ["oneOf", "anyOf"] {
                let count = members.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
                let is_own = !members.contains_key(ADDED);
                for index in (0..count).filter(|_| is_own) {
                    parts(document, &format!("{place}/{keyword}/{index}"), MAX_DEPTH, places);
                }
            }
            // Each child is a member of its parent's union.
            let is_child = |it: &Value| {
                at_reference(document, it.get("$ref").and_then(Value::as_str).unwrap_or_default())
                    .is_some_and(|it| has_discriminator(document, it, MAX_DEPTH))
            };
            let all = members.get("allOf").and_then(Value::as_array);
            if members.contains_key("discriminator")
                || all.is_some_and(|all| all.iter().any(is_child))
            {
                parts(document, place, MAX_DEPTH, places);
            }
            for (name, member) in members {
                visit(document, member, &format!("{place}/{}", crate::site::escaped(name)), places);
            }
        }
        _ => {}
    }
}

/// Collects the schemas of the request bodies of all webhooks (OpenAPI 3.1, OpenAPI Object).
fn payloads(document: &Value, places: &mut BTreeSet<String>) {
    let mut pending = vec![("/webhooks".to_owned(), PAYLOAD.as_slice())];
    while let Some((place, steps)) = pending.pop() {
        let Some(value @ Value::Object(members)) = document.pointer(&place) else { continue };
        let Some((step, rest)) = steps.split_first() else {
            parts(document, &place, MAX_DEPTH, places);
            continue;
        };
        if let Some(target) = place::target(document, value) {
            pending.push((target, steps));
        }
        for name in members.keys().filter(|name| step.is_none_or(|it| it == *name)) {
            pending.push((format!("{place}/{}", crate::site::escaped(name)), rest));
        }
    }
}

fn has_discriminator(document: &Value, schema: &Value, depth: usize) -> bool {
    let referred = schema.get("$ref").and_then(Value::as_str);
    let all = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    depth > 0
        && (schema.get("discriminator").is_some()
            || all
                .chain(referred.and_then(|it| at_reference(document, it)))
                .any(|it| has_discriminator(document, it, depth - 1)))
}

/// Collects the schema at a location, and the schemas that are combined with it.
fn parts(document: &Value, place: &str, depth: usize, places: &mut BTreeSet<String>) {
    let Some(schema) = document.pointer(place).filter(|_| depth > 0) else { return };
    if !places.insert(place.to_owned()) {
        return;
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            parts(document, &format!("{place}/{keyword}/{index}"), depth - 1, places);
        }
    }
    if let Some(target) = place::target(document, schema) {
        parts(document, &target, depth - 1, places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_unions_children_of_parents_and_payloads_are_marked() {
        let mut document = json!({"components": {"schemas": {
            "Union": {"oneOf": [{"$ref": "#/components/schemas/A"}]},
            "A": {"allOf": [{"$ref": "#/components/schemas/B"}]},
            "B": {},
            "Parent": {"discriminator": {"propertyName": "kind"}},
            "Child": {"allOf": [{"$ref": "#/components/schemas/Parent"}, {}]},
            "Other": {"properties": {"a": {"$ref": "#/components/schemas/Union"}}},
            "Paid": {}
        }}, "webhooks": {"order.paid": {"post": {"requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Paid"}}}
        }}}}});
        mark(&mut document);
        let is_marked = |name: &&str| document["components"]["schemas"][name].get(MEMBER).is_some();
        let names = ["Union", "A", "B", "Parent", "Child", "Other", "Paid"];
        let marked: Vec<&str> = names.into_iter().filter(is_marked).collect();
        assert_eq!(marked, ["A", "B", "Parent", "Child", "Paid"]);
    }
}
