//! Unions that only consist of strings, and annotated enums: merges each into a single enum or
//! plain strings.
//!
//! | members | shape |
//! | --- | --- |
//! | enums of strings | one enum of all their values |
//! | enums of strings and plain strings | one enum that keeps unknown values |
//! | plain strings, with or without an enum of the empty string | plain strings |
//! | inline schemas with one string or number each (an annotated enum) | one enum of these values |
//!
//! A union whose members have a format is kept: their types may not be strings.

use std::collections::HashSet;

use super::schemas::gap;
use crate::api::ir::{Api, Enumeration, EnumerationValue, Origin, SchemaId, Shape, Union};
use crate::document::text::Json;

/// The maximum nesting depth of unions of strings. Real documents have two levels.
const MAX_DEPTH: usize = 16;

/// Merges the unions of strings, innermost first.
pub(super) fn merge(api: &mut Api) {
    for _ in 0..MAX_DEPTH {
        let mut changed = false;
        for id in api.schema_ids() {
            let Shape::Union(union) = &api.schema(id).shape else { continue };
            let Some(shape) = merged(api, union).or_else(|| annotated(api, union)) else {
                continue;
            };
            let nullable = union.members.iter().any(|member| api.nullable(member.schema));
            // A string that is valid for several members is invalid for a `oneOf`.
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

/// Whether a string may be valid for several members.
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
    let mut values = Values::default();
    let (mut plain, mut has_others) = (false, false);
    for member in &union.members {
        match &api.schema(api.target(member.schema)).shape {
            Shape::String(None) => plain = true,
            Shape::Enumeration(enumeration) if enumeration.is_strings() => {
                has_others |= enumeration.has_others;
                values.add(api, member.schema, enumeration);
            }
            _ => return None,
        }
    }
    let values = values.list;
    if values.iter().all(|it| it.value.as_written() == "") {
        return (plain || !values.is_empty()).then_some(Shape::String(None));
    }
    has_others |= plain;
    Some(Shape::Enumeration(Enumeration { values, has_others, is_constant: false }))
}

/// Returns the enum of a union whose members are inline schemas with one string or number each.
fn annotated(api: &Api, union: &Union) -> Option<Shape> {
    let mut values = Values::default();
    for member in &union.members {
        let schema = api.schema(member.schema);
        let Shape::Enumeration(enumeration) = &schema.shape else { return None };
        let only = enumeration.only()?.as_written();
        if !(only.is_string() || only.is_number()) || !matches!(schema.origin, Origin::Inline(_)) {
            return None;
        }
        values.add(api, member.schema, enumeration);
    }
    let values = values.list;
    Some(Shape::Enumeration(Enumeration { values, has_others: false, is_constant: false }))
}

/// The values of several members, without duplicates.
#[derive(Default)]
struct Values {
    list: Vec<EnumerationValue>,
    seen: HashSet<Json>,
}

impl Values {
    /// Adds the values of a member. The annotations of an inline member with a single value become
    /// the annotations of the value, with the title as its name.
    fn add(&mut self, api: &Api, id: SchemaId, enumeration: &Enumeration) {
        let schema = api.schema(id);
        let is_single = enumeration.values.len() == 1;
        let title = schema.title.as_ref().filter(|_| matches!(schema.origin, Origin::Inline(_)));
        for value in &enumeration.values {
            if !self.seen.insert(value.value.clone()) {
                continue;
            }
            let mut value = value.clone();
            if is_single {
                value.name = value.name.or_else(|| title.cloned());
                value.description = value.description.or_else(|| schema.notes.description.clone());
            }
            self.list.push(value);
        }
    }
}
