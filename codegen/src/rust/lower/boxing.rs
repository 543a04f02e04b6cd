//! The references between types that are boxed: those that close a cycle, and those to values that
//! are too large or too deeply nested to be stored inline.

mod extent;

use std::collections::BTreeSet;

use crate::api::ir::{Api, Origin, SchemaId, Shape};
use crate::rust::items::TypeRef;
use crate::rust::names::Names;

/// Boxed references (edges): the schema that they start from, and the index in its
/// [`Api::children`].
pub(super) type BoxedEdges = BTreeSet<(SchemaId, usize)>;

/// Returns the edges to box, found by depth-first search in the order of the document: each edge
/// that leads back to a type that contains it by value. If the schema at the start of that edge
/// can't hold a `Box`, it is the last edge before it whose schema can.
pub(super) fn boxed_edges(api: &Api, names: &Names) -> BoxedEdges {
    let mut boxed = BoxedEdges::new();
    let mut state = vec![State::New; api.schemas.len()];
    for start in api.schema_ids() {
        let mut path = vec![Step { at: start, next: 0 }];
        if state[start.index()] != State::New {
            continue;
        }
        state[start.index()] = State::Open;
        while let Some(step) = path.last_mut() {
            let (at, next) = (step.at, step.next);
            step.next += 1;
            let child = by_value(api, at).get(next).map(|child| names.representative(*child));
            let Some(child) = child else {
                state[at.index()] = State::Done;
                path.pop();
                continue;
            };
            if boxed.contains(&(at, next)) {
                continue;
            }
            match state[child.index()] {
                State::New => {
                    state[child.index()] = State::Open;
                    path.push(Step { at: child, next: 0 });
                }
                State::Open => {
                    let holder = path.iter().rev().find(|step| can_box(api, step.at));
                    boxed.extend(holder.map(|step| (step.at, step.next - 1)));
                }
                State::Done => {}
            }
        }
    }
    extent::box_excessive(api, names, &mut boxed);
    boxed
}

/// Returns the payload of a variant of a request body or success enum. It is boxed if it has inline
/// fields, because the other variants may be small: text, a stream or `()`. Its actual size does
/// not matter: otherwise, a new optional property could change the type.
pub(super) fn payload(value: TypeRef) -> TypeRef {
    match has_fields(&value) {
        true => TypeRef::Boxed(Box::new(value)),
        false => value,
    }
}

fn has_fields(value: &TypeRef) -> bool {
    match value {
        TypeRef::Named(_) | TypeRef::Tuple(_) => true,
        TypeRef::Alias(_, value) | TypeRef::Option(value) => has_fields(value),
        _ => false,
    }
}

/// Returns the components that would be aliases of a type that contains them: `Tree = Vec<Tree>`
/// must be a newtype.
pub(super) fn endless_aliases(api: &Api, names: &Names) -> BTreeSet<SchemaId> {
    let is_alias = |id: SchemaId| !has_item(&api.schema(id).shape);
    let mut endless = BTreeSet::new();
    for id in names.types.keys().copied().filter(|id| is_alias(*id)) {
        let mut seen = BTreeSet::new();
        let mut pending = api.children(id);
        while let Some(next) = pending.pop() {
            if next == id {
                endless.insert(id);
                break;
            }
            if is_alias(next) && !endless.contains(&next) && seen.insert(next) {
                pending.extend(api.children(next));
            }
        }
    }
    endless
}

/// Whether a schema of this shape is a struct or an enum, which may contain itself.
fn has_item(shape: &Shape) -> bool {
    matches!(shape, Shape::Object(_) | Shape::Union(_) | Shape::Enumeration(_))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Step {
    at: SchemaId,
    next: usize,
}

/// Returns the subschemas that a value of the schema contains by value: not those in a `Vec` or a
/// map.
fn by_value(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    match &api.schema(id).shape {
        Shape::Object(object) => object.properties.iter().map(|it| it.schema).collect(),
        Shape::Tuple(tuple) => tuple.items.clone(),
        Shape::Union(_) | Shape::Reference(_) => api.children(id),
        _ => Vec::new(),
    }
}

/// Whether edges from this schema can be boxed: edges from structs, unions and tuples can, edges
/// from a reference can't, and edges from other schemas only if the schema is a component.
fn can_box(api: &Api, id: SchemaId) -> bool {
    match &api.schema(id).shape {
        Shape::Reference(_) => false,
        Shape::Object(_) | Shape::Union(_) | Shape::Tuple(_) => true,
        _ => matches!(api.schema(id).origin, Origin::Component(_)),
    }
}
