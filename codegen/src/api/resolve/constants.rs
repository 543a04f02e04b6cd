//! Detection of properties whose only enumerated value selects a member of a classified union.
//!
//! Like any `enum`, one with a single value may get more values in the future. But if the value
//! selects the member, another value selects another member, and so the property is a constant.

use std::collections::BTreeSet;

use crate::api::ir::{Api, Guard, Member, SchemaId, Selection, Shape, ValuePath};
use crate::document::text::Text;
use crate::document::value_test::{Test, ValuePattern};

/// Marks the properties at the locations by which unions select their members.
pub(super) fn mark(api: &mut Api) {
    let mut found = BTreeSet::new();
    for id in api.schema_ids() {
        let Shape::Union(union) = &api.schema(id).shape else { continue };
        let places: Vec<ValuePath> = match &union.selection {
            Selection::Tag(property) => vec![vec![property.clone()]],
            Selection::Places(places) => places.clone(),
        };
        for member in &union.members {
            for (_, place) in places.iter().enumerate().filter(|(at, _)| has_values(member, *at)) {
                collect(api, member.schema, place, &mut found);
            }
        }
    }
    for (id, index) in found {
        if let Shape::Object(object) = &mut api.schemas[id.index()].shape {
            object.properties[index].selects = true;
        }
    }
}

/// Whether values, rather than only types or presence, select the member at this location of its
/// union.
fn has_values(member: &Member, place: usize) -> bool {
    match &member.guard {
        Guard::Tags(_) => true,
        Guard::Tests(tests) => match tests.get(place) {
            Some(Test::Is(patterns) | Test::May(patterns)) => {
                patterns.iter().any(|pattern| matches!(pattern, ValuePattern::Value(_)))
            }
            _ => false,
        },
    }
}

/// Collects the property at a location in the values of a schema, as the id of its object and its
/// index there. If there is a union on the path, the properties of all its members are collected.
fn collect(api: &Api, id: SchemaId, place: &[Text], found: &mut BTreeSet<(SchemaId, usize)>) {
    let Some((name, rest)) = place.split_first() else { return };
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).shape {
            Shape::Reference(target) => pending.push(*target),
            Shape::Union(union) => pending.extend(union.members.iter().map(|it| it.schema)),
            Shape::Object(object) => {
                let Some(index) = object.properties.iter().position(|it| it.name == *name) else {
                    continue;
                };
                if rest.is_empty() {
                    found.insert((id, index));
                } else {
                    collect(api, object.properties[index].schema, rest, found);
                }
            }
            _ => {}
        }
    }
}
