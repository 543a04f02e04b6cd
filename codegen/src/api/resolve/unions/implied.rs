//! Implied tags: the value of a required string property that is the same wherever its object is a
//! member of a union. Its type doesn't need a field for it, so that no value can contradict the
//! union.

use std::collections::BTreeMap;

use crate::api::ir::{Additional, Api, Guard, Property, SchemaId, Selection, Shape};
use crate::document::text::{Json, Text};

/// Marks the properties whose value is implied by the unions that contain their objects.
pub(super) fn mark(api: &mut Api) {
    for ((id, property), tag) in tags(api) {
        let Some(tag) = tag else { continue };
        let Shape::Object(object) = &api.schema(id).shape else { continue };
        let Some(index) = object.properties.iter().position(|it| it.name == property) else {
            continue;
        };
        if object.additional != Additional::Any || !is_plain(api, &object.properties[index]) {
            continue;
        }
        if let Shape::Object(object) = &mut api.schemas[id.index()].shape {
            object.properties[index].tag =
                Some(Json::from(serde_json::Value::from(tag.as_written())));
        }
    }
}

/// Returns the only tag of each object that is a member of unions with a property, or `None` if it
/// has several.
fn tags(api: &Api) -> BTreeMap<(SchemaId, Text), Option<Text>> {
    let mut found: BTreeMap<(SchemaId, Text), Option<Text>> = BTreeMap::new();
    for schema in &api.schemas {
        let Shape::Union(union) = &schema.shape else { continue };
        let Selection::Tag(property) = &union.selection else { continue };
        for (index, member) in union.members.iter().enumerate() {
            let tag = match &member.guard {
                Guard::Tags(tags) if tags.len() == 1 && union.default != Some(index) => {
                    tags.first().cloned()
                }
                _ => None,
            };
            let known = found
                .entry((api.target(member.schema), property.clone()))
                .or_insert_with(|| tag.clone());
            if *known != tag {
                *known = None;
            }
        }
    }
    found
}

/// Whether a property is always a string that the union can write: required, not nullable and not a
/// constant.
fn is_plain(api: &Api, property: &Property) -> bool {
    let is_string = match &api.schema(api.target(property.schema)).shape {
        Shape::String(format) => format.is_none(),
        Shape::Enumeration(enumeration) => enumeration.is_strings(),
        _ => false,
    };
    property.required
        && is_string
        && !api.nullable(property.schema)
        && api.constant(property).is_none()
}
