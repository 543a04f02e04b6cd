//! Unions of strings only, which are one enum or plain strings: takes all schemas, gives the same
//! with each such union as what it comes to.
//!
//! | members | shape |
//! | --- | --- |
//! | enums of strings | one enum of all their values |
//! | enums of strings and plain strings | one enum: it keeps what it does not list |
//! | plain strings, with or without the empty one as an enum | plain strings |
//!
//! A member with a format stays a member: its type may be more than a string.

use std::collections::HashSet;

use super::schemas::gap;
use crate::api::ir::{Api, Enumeration, EnumerationValue, SchemaId, Shape, Union};
use crate::document::text::Text;

/// How deep unions of strings may stand in each other. Real documents have two levels.
const DEEPEST: usize = 16;

/// Merges the unions of strings, innermost first.
pub(super) fn merge(api: &mut Api) {
    for _ in 0..DEEPEST {
        let mut changed = false;
        for id in api.schema_ids() {
            let Shape::Union(union) = &api.schema(id).shape else { continue };
            let Some(shape) = merged(api, union) else { continue };
            let nullable = union.members.iter().any(|member| api.nullable(member.schema));
            // A string of several members is not valid by a `oneOf`.
            let is_gap = matches!(shape, Shape::String(_))
                || union.keyword == "oneOf" && overlap(api, union);
            let gap = gap(union.keyword);
            let schema = &mut api.schemas[id.index()];
            schema.notes.constraints.extend(is_gap.then_some(gap));
            schema.nullable |= nullable;
            schema.shape = shape;
            changed = true;
        }
        if !changed {
            return;
        }
    }
}

/// Whether a string may be of several members.
fn overlap(api: &Api, union: &Union) -> bool {
    let mut seen = HashSet::new();
    union.members.iter().any(|member| match &api.schema(api.target(member.schema)).shape {
        Shape::Enumeration(enumeration) => {
            enumeration.has_others || !enumeration.values.iter().all(|it| seen.insert(&it.value))
        }
        _ => true,
    })
}

fn merged(api: &Api, union: &Union) -> Option<Shape> {
    let mut values: Vec<EnumerationValue> = Vec::new();
    let mut seen = HashSet::new();
    let (mut plain, mut has_others) = (false, false);
    for member in &union.members {
        match &api.schema(api.target(member.schema)).shape {
            Shape::String(None) => plain = true,
            Shape::Enumeration(enumeration) if enumeration.is_strings() => {
                has_others |= enumeration.has_others;
                let about = description(api, member.schema, enumeration);
                for value in &enumeration.values {
                    if seen.insert(value.value.clone()) {
                        let mut value = value.clone();
                        value.description = value.description.or_else(|| about.clone());
                        values.push(value);
                    }
                }
            }
            _ => return None,
        }
    }
    if values.iter().all(|it| it.value.as_written() == "") {
        return (plain || !values.is_empty()).then_some(Shape::String(None));
    }
    has_others |= plain;
    Some(Shape::Enumeration(Enumeration { values, has_others }))
}

/// What a member with one value says of it.
fn description(api: &Api, id: SchemaId, enumeration: &Enumeration) -> Option<Text> {
    let [_] = &enumeration.values[..] else { return None };
    api.schema(id).notes.description.clone()
}
