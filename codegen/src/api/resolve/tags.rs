//! The tags of union members: the values of the discriminator property that select a member.

use std::collections::BTreeSet;

use crate::api::ir::{Api, Enumeration, Guard, Member, Object, Origin, SchemaId, Selection, Shape};
use crate::document::text::Text;

/// The maximum nesting depth of unions with the same discriminator. Real documents have two levels.
const MAX_DEPTH: usize = 8;

/// Returns the distinct values of a member's constant string property, including the values of all
/// members of a nested union.
pub(super) fn constants(api: &Api, id: SchemaId, property: &Text) -> Vec<Text> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).shape {
            Shape::Reference(target) => pending.push(*target),
            Shape::Union(union) => pending.extend(union.members.iter().rev().map(|it| it.schema)),
            Shape::Object(object) => {
                let tag = object.properties.iter().find(|it| it.name == *property);
                let value = tag.filter(|it| it.required).map(|it| it.schema);
                match value.and_then(|schema| single_constant(api, schema)) {
                    // The members of a nested union may all have the same tag in the outer one.
                    Some(value) if found.contains(&value) => {}
                    Some(value) => found.push(value),
                    None => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        }
    }
    found
}

/// Returns the enumerated strings of a member's property, or none if it allows others.
pub(super) fn listed(api: &Api, id: SchemaId, property: &Text) -> Vec<Text> {
    let tag = object(api, id)
        .and_then(|object| object.properties.iter().find(|it| it.name == *property))
        .and_then(|property| enumeration(api, property.schema))
        .filter(|values| values.is_strings() && !values.has_others);
    let values = tag.into_iter().flat_map(|tag| &tag.values);
    values.filter_map(|it| it.value.as_written().as_str()).map(Text::from).collect()
}

/// Returns the tags of a member that is a union with the same discriminator.
pub(super) fn nested_tags(api: &Api, id: SchemaId, property: &Text) -> Option<Vec<Text>> {
    let mut found = Vec::new();
    collect_nested(api, id, property, MAX_DEPTH, &mut found)?;
    Some(found)
}

fn collect_nested(
    api: &Api,
    id: SchemaId,
    property: &Text,
    left: usize,
    found: &mut Vec<Text>,
) -> Option<()> {
    let Shape::Union(union) = &api.schema(api.target(id)).shape else { return None };
    if left == 0 || union.selection != Selection::Tag(property.clone()) {
        return None;
    }
    for member in &union.members {
        let mut own = constants(api, member.schema, property);
        if let Guard::Tags(tags) = &member.guard
            && own.is_empty()
        {
            own.clone_from(tags);
        }
        if own.is_empty() {
            own = listed(api, member.schema, property);
        }
        if own.is_empty() {
            match name(api, member) {
                Some(name) => own.push(name),
                None => collect_nested(api, member.schema, property, left - 1, found)?,
            }
        }
        for tag in own {
            if !found.contains(&tag) {
                found.push(tag);
            }
        }
    }
    Some(())
}

/// Returns the name of a member's component, which is its tag by default (OpenAPI 3.1,
/// Discriminator Object).
pub(super) fn name(api: &Api, member: &Member) -> Option<Text> {
    let shape = &api.schema(api.target(member.schema)).shape;
    if !matches!(shape, Shape::Object(_) | Shape::Map(_)) {
        return None;
    }
    match &api.schema(member.component?).origin {
        Origin::Component(name) => Some(name.clone()),
        Origin::Inline(_) => None,
    }
}

/// Returns the name of an object's component.
pub(super) fn component_name(api: &Api, id: SchemaId) -> Option<Text> {
    match &api.schema(id).origin {
        Origin::Component(name) if object(api, id).is_some() => Some(name.clone()),
        _ => None,
    }
}

/// Returns the only value of a string `enum` with one value.
pub(super) fn single_constant(api: &Api, id: SchemaId) -> Option<Text> {
    enumeration(api, id)?.only().and_then(|it| it.as_written().as_str()).map(Text::from)
}

fn enumeration(api: &Api, id: SchemaId) -> Option<&Enumeration> {
    match &api.schema(api.target(id)).shape {
        Shape::Enumeration(enumeration) => Some(enumeration),
        _ => None,
    }
}

/// Returns the object of a schema.
pub(super) fn object(api: &Api, id: SchemaId) -> Option<&Object> {
    match &api.schema(api.target(id)).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
