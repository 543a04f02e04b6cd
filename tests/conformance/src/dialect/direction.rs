//! The effect of `readOnly` and `writeOnly` on `required`, as JSON Schema (OpenAPI 3.0.4, Schema
//! Object: `required` takes effect on the response only, or on the request only).

use codegen::internals::document::direction::Direction;
use serde_json::{Map, Value};

use crate::schemas::at_reference;

/// The maximum depth at which `allOf` and references are followed.
const MAX_DEPTH: usize = 8;

/// Returns the document for one direction.
pub(crate) fn of_direction(document: &Value, direction: Option<Direction>) -> Value {
    let mut directed = document.clone();
    let other = match direction {
        None => return directed,
        Some(Direction::Sent) => "readOnly",
        Some(Direction::Received) => "writeOnly",
    };
    visit(&mut directed, document, other, &[]);
    directed
}

/// Removes the properties of the other direction from every `required` list; `around` has the
/// properties that the schemas enclosing an `allOf` name.
fn visit(value: &mut Value, document: &Value, other: &str, around: &[String]) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| visit(item, document, other, &[]));
        }
        Value::Object(members) => {
            let mut names = around.to_vec();
            collect(members, document, other, MAX_DEPTH, &mut names);
            if let Some(required) = members.get_mut("required").and_then(Value::as_array_mut) {
                required.retain(|name| {
                    name.as_str().is_none_or(|name| !names.iter().any(|other| other == name))
                });
            }
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("example" | "examples" | "default" | "enum" | "const", _) => {}
                    ("allOf", Value::Array(all)) => {
                        all.iter_mut().for_each(|it| visit(it, document, other, &names));
                    }
                    (_, member) => visit(member, document, other, &[]),
                }
            }
        }
        _ => {}
    }
}

/// Collects the properties of the other direction that a schema names.
fn collect(
    schema: &Map<String, Value>,
    document: &Value,
    other: &str,
    depth: usize,
    names: &mut Vec<String>,
) {
    if depth == 0 {
        return;
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        if has(property, document, other, depth) {
            names.push(name.clone());
        }
    }
    let all = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    for part in all.chain(referred(schema, document)).filter_map(Value::as_object) {
        collect(part, document, other, depth - 1, names);
    }
}

/// Whether only one direction has a property, according to the keyword `mark` (`readOnly` or
/// `writeOnly`) of its schema or of the schema that it refers to.
pub(crate) fn is_of_direction(property: &Value, document: &Value, mark: &str) -> bool {
    has(property, document, mark, MAX_DEPTH)
}

fn has(property: &Value, document: &Value, mark: &str, depth: usize) -> bool {
    let Some(schema) = property.as_object().filter(|_| depth > 0) else { return false };
    let all = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    schema.get(mark) == Some(&Value::Bool(true))
        || all.chain(referred(schema, document)).any(|it| has(it, document, mark, depth - 1))
}

fn referred<'d>(schema: &Map<String, Value>, document: &'d Value) -> Option<&'d Value> {
    at_reference(document, schema.get("$ref")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_direction_has_its_own_required_properties() {
        let document = json!({"a": {
            "required": ["id", "key", "name"],
            "properties": {
                "id": {"$ref": "#/id"},
                "key": {"writeOnly": true},
                "name": {},
            },
        }, "id": {"readOnly": true}});
        let required = |direction| of_direction(&document, direction)["a"]["required"].clone();
        assert_eq!(required(None), json!(["id", "key", "name"]));
        assert_eq!(required(Some(Direction::Sent)), json!(["key", "name"]));
        assert_eq!(required(Some(Direction::Received)), json!(["id", "name"]));
    }
}
