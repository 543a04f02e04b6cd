//! Which inline schemas describe the same type: takes the API, gives for each schema the first one
//! that is equal to it and called the same.
//!
//! Two schemas are equal when they have the same values, properties and documentation of
//! properties. They are called the same when they have the same title or, without one, stand under
//! the same property name. Where equal schemas belong to several components or operations, the
//! type is named after the property alone (`Address`, or `SharedAddress` where that name is taken),
//! else after the component and the property.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::hint;
use super::words::upper_camel;
use crate::api::ir::{Additional, Api, OperationKey, Origin, Place, SchemaId, Shape};

/// What equal schemas have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Sameness {
    /// The first equal schema of each that is not the first itself.
    pub(super) first: BTreeMap<SchemaId, SchemaId>,
    /// What the first of several is called after.
    pub(super) shared: BTreeMap<SchemaId, Shared>,
}

/// What a type is called after that several schemas share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// The property, in upper camel case.
    pub(super) leaf: String,
    /// The component or operation that all of them stand in, where there is one.
    pub(super) owner: Option<Owner>,
}

/// What inline schemas stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A component.
    Component(SchemaId),
    /// An operation.
    Operation(OperationKey),
}

/// Finds the equal schemas among those that `is_type` says have a type of their own.
pub(super) fn find(api: &Api, is_type: impl Fn(SchemaId) -> bool) -> Sameness {
    let mut classes =
        Classes { api, of: vec![State::New; api.schemas.len()], keys: HashMap::new() };
    let mut found = Sameness::default();
    let mut firsts: HashMap<(String, u32), (SchemaId, Owner)> = HashMap::new();
    let mut repeated = vec![false; api.schemas.len()];
    for id in api.schema_ids() {
        let Origin::Inline(place) = &api.schema(id).origin else { continue };
        // What stands in a repeated schema is not there a second time.
        if place.parent().is_some_and(|parent| repeated[parent.index()]) {
            repeated[id.index()] = true;
            continue;
        }
        if !is_type(id) {
            continue;
        }
        let Some((leaf, owner)) = leaf(api, id).zip(owner(api, id)) else { continue };
        let class = classes.class(id);
        match firsts.get(&(leaf.clone(), class)) {
            None => {
                firsts.insert((leaf, class), (id, owner));
            }
            Some((first, first_owner)) => {
                repeated[id.index()] = true;
                found.first.insert(id, *first);
                let shared = found
                    .shared
                    .entry(*first)
                    .or_insert_with(|| Shared { leaf, owner: Some(*first_owner) });
                if shared.owner != Some(owner) {
                    shared.owner = None;
                }
            }
        }
    }
    found
}

/// What a schema is called after without what it stands in; `None` for bodies of operations and
/// for what stands directly in a component.
fn leaf(api: &Api, id: SchemaId) -> Option<String> {
    let title = hint::title(api, id);
    let mut suffix = String::new();
    let mut at = id;
    loop {
        let Origin::Inline(place) = &api.schema(at).origin else { return title };
        let (up, word) = match place {
            Place::Property(_, name) | Place::Parameter(_, name) => {
                return title
                    .or_else(|| Some(upper_camel(name.as_written(), "Property") + &suffix));
            }
            Place::Base(_)
            | Place::Sent(_)
            | Place::RequestBody(_)
            | Place::ResponseBody(..)
            | Place::ResponseContent(..)
            | Place::Webhook(_)
            | Place::Webhooks
            | Place::Callback(..) => return title,
            Place::Member(..) if at == id && hint::only_value(api, id).is_some() => {
                return title.or_else(|| hint::only_value(api, id).map(|it| it + "Value"));
            }
            Place::Items(parent) => (*parent, "Item".to_owned()),
            Place::Item(parent, index) => (*parent, format!("Item{index}")),
            Place::Values(parent) => (*parent, "Value".to_owned()),
            Place::Member(parent, index) => (*parent, hint::member(api, *parent, *index)),
        };
        suffix.insert_str(0, &word);
        at = up;
    }
}

fn owner(api: &Api, id: SchemaId) -> Option<Owner> {
    let mut at = id;
    loop {
        match &api.schema(at).origin {
            Origin::Component(_) => return Some(Owner::Component(at)),
            Origin::Inline(
                Place::RequestBody(key)
                | Place::ResponseBody(key, _)
                | Place::ResponseContent(key, ..)
                | Place::Callback(key, _)
                | Place::Parameter(key, _),
            ) => return Some(Owner::Operation(*key)),
            Origin::Inline(place) => at = place.parent()?,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Known(u32),
}

/// Numbers for schemas that are the same for equal ones.
struct Classes<'a> {
    api: &'a Api,
    of: Vec<State>,
    keys: HashMap<String, u32>,
}

impl Classes<'_> {
    fn class(&mut self, id: SchemaId) -> u32 {
        if let State::Known(class) = self.of[id.index()] {
            return class;
        }
        let is_open = std::mem::replace(&mut self.of[id.index()], State::Open) == State::Open;
        let schema = self.api.schema(id);
        let key = match &schema.origin {
            Origin::Inline(_) if !is_open => self.key(id),
            // A component is only itself, and so is what contains itself.
            _ => format!("schema {}", id.index()),
        };
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let class = *self.keys.entry(key).or_insert(next);
        if !is_open {
            self.of[id.index()] = State::Known(class);
        }
        class
    }

    /// What a child is and what its parent's type and documentation say of it.
    fn child(&mut self, id: SchemaId) -> String {
        let class = self.class(id);
        let schema = self.api.schema(id);
        let notes = &schema.notes;
        let nullable = self.api.nullable(id);
        format!("{class} {nullable} {} {}", notes.sensitive, notes.deprecated)
    }

    fn key(&mut self, id: SchemaId) -> String {
        let mut key = String::new();
        match &self.api.schema(id).shape {
            Shape::Object(object) => {
                key.push_str("object");
                for property in &object.properties {
                    let value = self.child(property.schema);
                    let about = &self.api.schema(property.schema).notes.description;
                    let (name, required) = (&property.name, property.required);
                    let constant = self.api.constant(property).is_some();
                    let _ = write!(key, " {name:?} {required} {constant} {value} {about:?}");
                }
                if let Additional::Typed(values) = object.additional {
                    let _ = write!(key, " and {}", self.child(values));
                } else {
                    let _ = write!(key, " {:?}", object.additional);
                }
            }
            Shape::Union(union) => {
                let _ = write!(key, "union {:?}", union.selection);
                for member in &union.members {
                    let _ = write!(key, " {:?} {}", member.guard, self.child(member.schema));
                }
            }
            Shape::Tuple(tuple) => {
                let _ = write!(key, "tuple {}", tuple.required);
                for item in &tuple.items {
                    let _ = write!(key, " {}", self.child(*item));
                }
                if let Some(rest) = tuple.rest {
                    let _ = write!(key, " and {}", self.child(rest));
                }
            }
            Shape::Array(items) => {
                let _ = write!(key, "array {}", self.child(*items));
            }
            Shape::Map(values) => {
                let _ = write!(key, "map {}", self.child(*values));
            }
            // A `const` that is a field has the type of an `enum` of one.
            Shape::Enumeration(enumeration) => {
                let _ = write!(key, "enum {:?} {}", enumeration.values, enumeration.has_others);
            }
            Shape::Reference(target) => return format!("same as {}", self.child(*target)),
            other => {
                let _ = write!(key, "{other:?}");
            }
        }
        key
    }
}
