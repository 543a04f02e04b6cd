//! The constraints of a Discriminator Object as JSON Schema: each member of the union has its own
//! values of the property (OpenAPI 3.1, Discriminator Object).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Constrains the members of every discriminated union of the document.
pub(super) fn constrain(document: &mut Value) {
    let original = document.clone();
    visit(document, &original);
}

fn visit(value: &mut Value, document: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, document)),
        Value::Object(members) => {
            union(members, document);
            for (key, member) in members {
                if key != "example" && key != "examples" && key != "default" {
                    visit(member, document);
                }
            }
        }
        _ => {}
    }
}

fn union(members: &mut Map<String, Value>, document: &Value) {
    let Some(discriminator) = members.get("discriminator") else { return };
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
    let property = property.to_owned();
    let mapping = mapping(discriminator);
    for keyword in ["oneOf", "anyOf"] {
        let Some(alternatives) = members.get_mut(keyword).and_then(Value::as_array_mut) else {
            continue;
        };
        for alternative in alternatives {
            let Some(reference) = alternative.get("$ref").and_then(Value::as_str) else { continue };
            let name = last(reference).to_owned();
            let tags = match mapping.get(&name) {
                Some(tags) => tags.clone(),
                None if lists_values(alternative, &property, document, 0) => continue,
                None => vec![name],
            };
            // A number or a boolean is written as a string in the mapping.
            let scalars: Vec<Value> = tags.iter().filter_map(|tag| scalar(tag)).collect();
            let tags: Vec<Value> = tags.into_iter().map(Value::from).chain(scalars).collect();
            let tag = json!({"properties": {&property: {"enum": tags}}, "required": [&property]});
            *alternative = json!({"allOf": [alternative.take(), tag], super::ADDED: true});
        }
    }
}

/// Returns the mapping's values for each schema, by the last segment of its reference.
fn mapping(discriminator: &Value) -> BTreeMap<String, Vec<String>> {
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = discriminator.get("mapping").and_then(Value::as_object);
    for (tag, target) in entries.into_iter().flatten() {
        let target = target.as_str().or_else(|| target.get("$ref").and_then(Value::as_str));
        if let Some(target) = target {
            tags.entry(last(target).to_owned()).or_default().push(tag.clone());
        }
    }
    tags
}

/// Parses a discriminator value as a number or boolean.
fn scalar(tag: &str) -> Option<Value> {
    serde_json::from_str(tag).ok().filter(|value: &Value| value.is_number() || value.is_boolean())
}

fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// Whether a schema itself lists the values of the property.
fn lists_values(schema: &Value, property: &str, document: &Value, depth: usize) -> bool {
    if depth > 16 {
        return false;
    }
    let lists = |schema: &Value| schema.get("const").is_some() || schema.get("enum").is_some();
    let within = |schema: &Value| lists_values(schema, property, document, depth + 1);
    let referred = |schema: &Value| {
        let reference = schema.get("$ref").and_then(Value::as_str)?;
        crate::schemas::at_reference(document, reference).cloned()
    };
    schema
        .get("properties")
        .and_then(|all| all.get(property))
        .is_some_and(|schema| lists(schema) || referred(schema).as_ref().is_some_and(lists))
        || referred(schema).as_ref().is_some_and(within)
        || schema.get("allOf").and_then(Value::as_array).is_some_and(|all| all.iter().any(within))
}
