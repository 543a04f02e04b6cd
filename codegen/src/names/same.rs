//! Whether two inline schemas describe the same type.

use crate::ir::{Api, SchemaId, Shape};

/// How deep two schemas are compared; beyond it they count as different.
const DEEPEST: usize = 8;

/// Whether two schemas have the same values and the same description, so that one type can stand
/// for both.
pub(super) fn same(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    compare(api, one, other, 0)
}

fn compare(api: &Api, one: SchemaId, other: SchemaId, depth: usize) -> bool {
    if one == other {
        return true;
    }
    if depth > DEEPEST || api.nullable(one) != api.nullable(other) && depth > 0 {
        return false;
    }
    let below = |one: &SchemaId, other: &SchemaId| compare(api, *one, *other, depth + 1);
    match (&api.schema(one).shape, &api.schema(other).shape) {
        (Shape::Reference(one), Shape::Reference(other)) => one == other,
        (Shape::Array(one), Shape::Array(other)) | (Shape::Map(one), Shape::Map(other)) => {
            below(one, other)
        }
        (Shape::Object(one), Shape::Object(other)) => {
            one.additional == other.additional
                && one.properties.len() == other.properties.len()
                && one.properties.iter().zip(&other.properties).all(|(one, other)| {
                    one.name == other.name
                        && one.required == other.required
                        && below(&one.schema, &other.schema)
                })
        }
        (Shape::Union(one), Shape::Union(other)) => {
            one.selection == other.selection
                && one.members.len() == other.members.len()
                && one.members.iter().zip(&other.members).all(|(one, other)| {
                    one.guard == other.guard && below(&one.schema, &other.schema)
                })
        }
        (Shape::Tuple(_), _) | (_, Shape::Tuple(_)) => false,
        (one, other) => one == other,
    }
}
