//! Which JSON types the values of a schema have.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::ir::{Api, JsonKind, SchemaId, Shape};

/// The JSON types of a schema's values without the `null` of `nullable`; empty where every JSON
/// value is one, or where a schema only refers to itself.
pub(super) fn kinds(api: &Api, id: SchemaId) -> BTreeSet<JsonKind> {
    let mut kinds = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).shape {
            Shape::Any => return BTreeSet::new(),
            Shape::Never => {}
            Shape::Null => {
                kinds.insert(JsonKind::Null);
            }
            Shape::Boolean => {
                kinds.insert(JsonKind::Boolean);
            }
            Shape::Integer(_) => {
                kinds.insert(JsonKind::Integer);
            }
            Shape::Number(_) => {
                kinds.insert(JsonKind::Number);
            }
            Shape::String(_) => {
                kinds.insert(JsonKind::String);
            }
            Shape::Enumeration(enumeration) => {
                kinds.extend(enumeration.values.iter().map(|it| kind_of(it.value.as_written())));
            }
            Shape::Array(_) | Shape::Tuple(_) => {
                kinds.insert(JsonKind::Array);
            }
            Shape::Map(_) | Shape::Object(_) => {
                kinds.insert(JsonKind::Object);
            }
            Shape::Union(union) => pending.extend(union.members.iter().map(|it| it.schema)),
            Shape::Reference(target) => pending.push(*target),
        }
    }
    kinds
}

fn kind_of(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(number) if number.is_f64() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}
