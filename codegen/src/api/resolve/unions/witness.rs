//! [`witness`]: a value that is valid for two members of a union, and that they decode differently.

use serde_json::{Map, Value, json};

use super::domain::text;
use crate::api::ir::{
    Additional, Api, Enumeration, EnumerationValue, Object, Property, Schema, SchemaId, Shape,
    Tuple,
};
use crate::document::formats;
use crate::document::text::{Json, Text};

/// The maximum nesting depth of the values that are searched for.
const MAX_DEPTH: usize = 6;

/// The maximum number of members of a nested union that are tried.
const MAX_MEMBERS: usize = 12;

/// Returns the smallest value that both schemas describe completely. Returns `None` if there is
/// none, or if it doesn't matter how it is decoded: an empty array or object, or a scalar, which
/// both members decode alike.
pub(super) fn witness(api: &Api, one: SchemaId, other: SchemaId) -> Option<Value> {
    let value = Search { api }.common(one, other, MAX_DEPTH)?;
    match &value {
        Value::Object(object) => !object.is_empty(),
        Value::Array(items) => items.iter().any(|it| it.is_object() || it.is_array()),
        _ => false,
    }
    .then_some(value)
}

struct Search<'a> {
    api: &'a Api,
}

impl Search<'_> {
    /// Returns a value that is valid for both schemas.
    fn common(&self, one: SchemaId, other: SchemaId, left: usize) -> Option<Value> {
        let left = left.checked_sub(1)?;
        let (one, other) = (self.api.target(one), self.api.target(other));
        let (first, second) = (self.api.schema(one), self.api.schema(other));
        self.shapes((one, first), (other, second), left)
            .or_else(|| (self.has_null(one) && self.has_null(other)).then_some(Value::Null))
    }

    fn shapes(
        &self,
        (one, first): (SchemaId, &Schema),
        (other, second): (SchemaId, &Schema),
        left: usize,
    ) -> Option<Value> {
        match (&first.shape, &second.shape) {
            (Shape::Any, Shape::Any) => Some(json!({"a": 1})),
            (Shape::Any, _) => self.common(other, other, left),
            (_, Shape::Any) => self.common(one, one, left),
            (Shape::Union(union), _) => {
                let members = union.members.iter().take(MAX_MEMBERS);
                members.into_iter().find_map(|it| self.common(it.schema, other, left))
            }
            (_, Shape::Union(union)) => {
                let members = union.members.iter().take(MAX_MEMBERS);
                members.into_iter().find_map(|it| self.common(one, it.schema, left))
            }
            (Shape::Enumeration(listed), _) => self.listed(listed, second),
            (_, Shape::Enumeration(listed)) => self.listed(listed, first),
            (Shape::Object(_) | Shape::Map(_), Shape::Object(_) | Shape::Map(_)) => {
                self.object(&Members::of(&first.shape)?, &Members::of(&second.shape)?, left)
            }
            (Shape::Array(one), Shape::Array(other)) => {
                Some(match self.common(*one, *other, left) {
                    Some(item) => Value::Array(vec![item; max_of_min_items(first, second)]),
                    None if min_items(first).max(min_items(second)) == 0 => json!([]),
                    None => return None,
                })
            }
            (Shape::Tuple(tuple), Shape::Tuple(others)) => self.tuple(tuple, others, left),
            (Shape::Tuple(tuple), Shape::Array(items))
            | (Shape::Array(items), Shape::Tuple(tuple)) => {
                let count = tuple.required.max(1).min(tuple.items.len());
                let items = tuple.items[..count].iter().map(|it| self.common(*it, *items, left));
                items.collect::<Option<Vec<_>>>().map(Value::Array)
            }
            (Shape::Boolean, Shape::Boolean) => Some(json!(true)),
            (Shape::Null, Shape::Null) => Some(Value::Null),
            (Shape::String(one), Shape::String(other)) => {
                string((first, one.as_ref()), (second, other.as_ref()))
            }
            (Shape::Integer(_) | Shape::Number(_), Shape::Integer(_) | Shape::Number(_)) => {
                number(first, second)
            }
            _ => None,
        }
    }

    fn has_null(&self, id: SchemaId) -> bool {
        self.api.nullable(id) || matches!(self.api.schema(id).shape, Shape::Null | Shape::Any)
    }

    /// Returns the first listed value that the other schema also allows.
    fn listed(&self, listed: &Enumeration, other: &Schema) -> Option<Value> {
        let values = listed.values.iter().map(|it| it.value.as_written());
        let allowed = |value: &&Value| match &other.shape {
            Shape::Enumeration(others) => {
                let same = |it: &EnumerationValue| text(it.value.as_written()) == text(value);
                others.values.iter().any(same) || others.has_others && value.is_string()
            }
            Shape::String(None) => value.is_string() && !is_constrained(other),
            Shape::Integer(_) => value.is_i64() || value.is_u64(),
            Shape::Number(_) => value.is_number(),
            Shape::Boolean => value.is_boolean(),
            _ => false,
        };
        values.into_iter().find(allowed).cloned()
    }

    /// Returns an object with the required properties of both, if each describes all of them, or
    /// else with a property that both describe.
    fn object(&self, one: &Members<'_>, other: &Members<'_>, left: usize) -> Option<Value> {
        let mut object = Map::new();
        let required = one.required().chain(other.required());
        for property in required {
            let (first, second) = (one.schema(&property.name)?, other.schema(&property.name)?);
            let value = self.common(first, second, left)?;
            object.insert(property.name.as_written().to_owned(), value);
        }
        if object.is_empty() {
            let shared = one.properties().iter().find_map(|property| {
                let other = other.schema(&property.name)?;
                Some((property, self.common(property.schema, other, left)?))
            });
            let shared = shared.map(|(property, value)| (property.name.as_written(), value));
            object.extend(shared.map(|(name, value)| (name.to_owned(), value)));
        }
        Some(Value::Object(object))
    }

    fn tuple(&self, one: &Tuple, other: &Tuple, left: usize) -> Option<Value> {
        let count = one.required.max(other.required).max(1);
        let pairs = one.items.iter().zip(&other.items).take(count);
        let items: Option<Vec<_>> =
            pairs.map(|(one, other)| self.common(*one, *other, left)).collect();
        items.filter(|items| items.len() == count).map(Value::Array)
    }
}

/// The properties of an object schema.
enum Members<'a> {
    Named(&'a Object),
    Any(SchemaId),
}

impl<'a> Members<'a> {
    fn of(shape: &'a Shape) -> Option<Self> {
        match shape {
            Shape::Object(object) => Some(Self::Named(object)),
            Shape::Map(values) => Some(Self::Any(*values)),
            _ => None,
        }
    }

    fn properties(&self) -> &'a [Property] {
        match self {
            Self::Named(object) => &object.properties,
            Self::Any(_) => &[],
        }
    }

    fn required(&self) -> impl Iterator<Item = &'a Property> {
        self.properties().iter().filter(|property| property.required)
    }

    /// Returns the schema of a property that the object describes.
    fn schema(&self, name: &Text) -> Option<SchemaId> {
        match self {
            Self::Any(values) => Some(*values),
            Self::Named(object) => {
                let named = object.properties.iter().find(|property| property.name == *name);
                match (named, object.additional) {
                    (Some(property), _) => Some(property.schema),
                    (None, Additional::Typed(values)) => Some(values),
                    (None, Additional::Any | Additional::None) => None,
                }
            }
        }
    }
}

/// Returns a string that both schemas allow.
fn string(
    (first, one): (&Schema, Option<&Text>),
    (second, other): (&Schema, Option<&Text>),
) -> Option<Value> {
    if is_constrained(first) || is_constrained(second) {
        let both = |value: &&Value| {
            value.is_string() && first.notes.constraints == second.notes.constraints
        };
        return examples(first).chain(examples(second)).find(both).cloned();
    }
    let format = one.or(other).filter(|_| one.is_none() || other.is_none() || one == other);
    match (one, other, format) {
        (None, None, _) => Some(json!("x")),
        (_, _, Some(format)) => {
            let known = formats::find(format.as_written());
            Some(json!(known.and_then(|it| it.example).unwrap_or("x")))
        }
        _ => None,
    }
}

fn examples(schema: &Schema) -> impl Iterator<Item = &Value> {
    let notes = &schema.notes;
    notes.examples.iter().chain(&notes.default).map(Json::as_written)
}

/// Whether a schema constrains its strings beyond their type and format.
fn is_constrained(schema: &Schema) -> bool {
    let keywords = ["pattern", "minLength", "maxLength"];
    schema.notes.constraints.iter().any(|it| keywords.contains(&it.keyword.as_str()))
}

/// Returns an integer that both schemas allow.
fn number(first: &Schema, second: &Schema) -> Option<Value> {
    let bound = |keyword: &str| {
        let of = |schema: &Schema| -> Vec<f64> {
            let constraints = schema.notes.constraints.iter().filter(|it| it.keyword == keyword);
            constraints.filter_map(|it| it.value.as_written().parse().ok()).collect()
        };
        [of(first), of(second)].concat().into_iter()
    };
    let lower = bound("minimum").chain(bound("exclusiveMinimum").map(|it| it + 1.0));
    let upper = bound("maximum").chain(bound("exclusiveMaximum").map(|it| it - 1.0));
    let lower = lower.fold(f64::NEG_INFINITY, f64::max).ceil();
    let upper = upper.fold(f64::INFINITY, f64::min).floor();
    let value = 1.0_f64.max(lower).min(upper);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast saturates, which is intended for bounds"
    )]
    (lower <= value).then(|| json!(value as i64))
}

/// Returns the minimum number of items of a non-empty array of both schemas.
fn max_of_min_items(first: &Schema, second: &Schema) -> usize {
    min_items(first).max(min_items(second)).clamp(1, 8)
}

fn min_items(schema: &Schema) -> usize {
    let constraint = schema.notes.constraints.iter().find(|it| it.keyword == "minItems");
    constraint.and_then(|it| it.value.as_written().parse().ok()).unwrap_or(0)
}
