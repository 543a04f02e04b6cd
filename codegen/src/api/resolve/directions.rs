//! `readOnly` and `writeOnly` (OpenAPI 3.0.4, Schema Object; JSON Schema 2020-12 Validation, 9.4):
//! a `required` property that only the server, or only the client, sends is required in one
//! direction and removed in the other. A schema with such a property, directly or through
//! references, that is used in both directions is split in two.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::reach;
use super::schemas::gap;
use crate::api::ir::{Api, Object, Origin, Place, Property, Schema, SchemaId, Shape};
use crate::document::direction::Direction;

/// Splits the schemas that differ between requests and responses.
pub(super) fn split(api: &mut Api) {
    let marked: BTreeSet<SchemaId> =
        api.schema_ids().filter(|id| differs(api, &api.schema(*id).shape)).collect();
    if marked.is_empty() {
        return;
    }
    let sent = below(api, sent(api));
    let received = below(api, received(api));
    let leading = leading(api, &marked);
    let twice: Vec<SchemaId> =
        leading.iter().copied().filter(|id| sent.contains(id) && received.contains(id)).collect();
    let first = api.schemas.len();
    let copies: BTreeMap<SchemaId, SchemaId> =
        twice.iter().enumerate().map(|(index, id)| (*id, SchemaId::new(first + index))).collect();
    let copy_of = |id: SchemaId| copies.get(&id).copied().unwrap_or(id);
    let mut removed = Vec::new();
    for id in &twice {
        let mut copy = api.schema(*id).clone();
        copy.origin = match copy.origin {
            Origin::Component(_) => Origin::Inline(Place::Sent(*id)),
            Origin::Inline(place) => Origin::Inline(place.moved(copy_of)),
        };
        removed.extend(restrict(api, &mut copy, Direction::Sent));
        copy.direction = Some(Direction::Sent);
        copy.shape.each_child_mut(|id| *id = copy_of(*id));
        api.schemas.push(copy);
    }
    for id in leading {
        let direction = match (sent.contains(&id), received.contains(&id)) {
            (_, true) => Direction::Received,
            (true, false) => Direction::Sent,
            // The direction of a schema that no operation uses is unknown.
            (false, false) => continue,
        };
        let mut schema = api.schema(id).clone();
        schema.direction = Some(direction);
        if marked.contains(&id) || copies.contains_key(&id) {
            removed.extend(restrict(api, &mut schema, direction));
        }
        if direction == Direction::Sent {
            schema.shape.each_child_mut(|id| *id = copy_of(*id));
        }
        api.schemas[id.index()] = schema;
    }
    for id in removed {
        api.schemas[id.index()].notes.constraints.push(gap("type"));
    }
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            parameter.schema = copy_of(parameter.schema);
        }
        for content in operation.request_body.iter_mut().flat_map(|body| &mut body.contents) {
            content.schema = content.schema.map(copy_of);
            content.items = content.items.map(copy_of);
        }
    }
}

/// Whether an object has a required property that is only sent in one direction.
fn differs(api: &Api, shape: &Shape) -> bool {
    let Shape::Object(object) = shape else { return false };
    object.properties.iter().any(|it| it.required && direction(api, it).is_some())
}

/// Returns the only direction in which a property is sent.
fn direction(api: &Api, property: &Property) -> Option<Direction> {
    let (mut read_only, mut write_only) = (false, false);
    let mut at = property.schema;
    for _ in 0..api.schemas.len() {
        let schema = api.schema(at);
        read_only |= schema.notes.read_only;
        write_only |= schema.notes.write_only;
        let Shape::Reference(next) = schema.shape else { break };
        at = next;
    }
    match (read_only, write_only) {
        (true, false) => Some(Direction::Received),
        (false, true) => Some(Direction::Sent),
        _ => None,
    }
}

/// Removes the properties of the other direction, and returns their schemas, which are no longer
/// checked.
fn restrict(api: &Api, schema: &mut Schema, own: Direction) -> Vec<SchemaId> {
    let Shape::Object(Object { properties, .. }) = &mut schema.shape else { return Vec::new() };
    let is_own = |it: &Property| direction(api, it).is_none_or(|other| other == own);
    let removed: Vec<SchemaId> =
        properties.iter().filter(|it| !is_own(it)).map(|it| it.schema).collect();
    properties.retain(is_own);
    if !removed.is_empty() {
        schema.notes.constraints.push(gap(match own {
            Direction::Sent => "readOnly",
            Direction::Received => "writeOnly",
        }));
    }
    removed
}

/// Returns the schemas of request bodies and parameters.
fn sent(api: &Api) -> Vec<SchemaId> {
    let mut roots = Vec::new();
    for operation in &api.operations {
        roots.extend(operation.parameters.iter().map(|it| it.schema));
        let contents = operation.request_body.iter().flat_map(|body| &body.contents);
        roots.extend(contents.flat_map(|it| it.schema.into_iter().chain(it.items)));
    }
    roots
}

/// Returns the schemas of response bodies and headers, and of webhooks and callbacks.
fn received(api: &Api) -> Vec<SchemaId> {
    let mut roots = Vec::new();
    for response in api.operations.iter().flat_map(|it| &it.responses) {
        let contents = response.contents.iter();
        roots.extend(contents.flat_map(|it| it.schema.into_iter().chain(it.item_schema)));
        roots.extend(response.headers.iter().map(|it| it.schema));
    }
    roots.extend(api.webhooks.list.iter().map(|it| it.payload));
    roots.extend(api.webhooks.event);
    roots.extend(api.callbacks.iter().filter_map(|it| it.payload));
    roots
}

/// Returns these schemas and all that are reachable from them.
fn below(api: &Api, roots: Vec<SchemaId>) -> BTreeSet<SchemaId> {
    reach(roots, |id| api.children(id)).into_iter().collect()
}

/// Returns the marked schemas and all from which one is reachable.
fn leading(api: &Api, marked: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let mut parents: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for id in api.schema_ids() {
        for child in api.children(id) {
            parents.entry(child).or_default().push(id);
        }
    }
    let above = |id| parents.get(&id).cloned().unwrap_or_default();
    reach(marked.iter().copied(), above).into_iter().collect()
}
