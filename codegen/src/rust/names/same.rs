//! Equal inline schemas, which share a type: returns for each schema the first one that is equal
//! and has the same name.
//!
//! Two schemas are equal if they have the same values, properties and documentation of properties.
//! They have the same name if they have the same name in the configuration, the same title or,
//! without a title, the same property name at the end of their location. Schemas inside equal
//! schemas are equal too.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::hint;
use super::words::upper_camel;
use crate::api::ir::{Additional, Api, Origin, Place, SchemaId, Shape};

/// The equal inline schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct Sameness {
    /// For each schema that isn't the first of its class, the first equal schema.
    pub(super) first: BTreeMap<SchemaId, SchemaId>,
    /// The schemas that are the same in requests and responses, inside a schema that isn't: for
    /// each, the one of responses.
    pub(super) received: BTreeMap<SchemaId, SchemaId>,
    /// The equivalence class of each schema.
    pub(super) classes: BTreeMap<SchemaId, u32>,
}

/// Finds the equal schemas among `ids`, in which parents are before the schemas inside them. `name`
/// returns the name of a schema in the configuration.
pub(super) fn find(
    api: &Api,
    ids: &[SchemaId],
    name: impl Fn(SchemaId) -> Option<String>,
) -> Sameness {
    let mut classes =
        Classes { api, of: vec![State::New; api.schemas.len()], keys: HashMap::new() };
    let mut found = Sameness::default();
    let mut firsts: HashMap<(Called, u32), SchemaId> = HashMap::new();
    let mut counterparts = Counterparts { api, of: HashMap::new() };
    for id in ids.iter().copied() {
        let class = classes.class(id);
        found.classes.insert(id, class);
        let counterpart = counterparts.of(id);
        if let Some(counterpart) = counterpart.filter(|it| classes.class(*it) == class) {
            let first = found.first.get(&counterpart).copied().unwrap_or(counterpart);
            found.first.insert(id, first);
            if hint::is_sent(api, id) {
                found.received.insert(id, counterpart);
            }
            continue;
        }
        let called = match name(id) {
            Some(name) => Some(Called::Configured(name)),
            None => hint::title(api, id).map(Called::Title).or_else(|| leaf(api, id)),
        };
        let Some(called) = called else { continue };
        let first = *firsts.entry((called, class)).or_insert(id);
        if first != id {
            found.first.insert(id, first);
            counterparts.of.insert(id, first);
        }
    }
    found
}

/// The name of a schema without the names of the schemas that contain it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Called {
    Configured(String),
    Title(String),
    /// The end of its location.
    Leaf(String),
}

/// The counterparts of schemas inside one that is equal to another one, or inside a request
/// version: the schema at the same location in the other one.
struct Counterparts<'a> {
    api: &'a Api,
    of: HashMap<SchemaId, SchemaId>,
}

impl Counterparts<'_> {
    fn of(&mut self, id: SchemaId) -> Option<SchemaId> {
        if let Some(known) = self.of.get(&id) {
            return Some(*known);
        }
        let Origin::Inline(place) = &self.api.schema(id).origin else { return None };
        let parent = place.parent()?;
        let counterpart = match place {
            Place::Sent(received) => *received,
            _ => at(self.api, self.of(parent)?, place)?,
        };
        self.of.insert(id, counterpart);
        // The request version itself isn't equal to that of responses.
        (!matches!(place, Place::Sent(_))).then_some(counterpart)
    }
}

/// Returns the schema inside `parent` at this location inside another parent.
fn at(api: &Api, parent: SchemaId, place: &Place) -> Option<SchemaId> {
    match (place, &api.schema(parent).shape) {
        (Place::Property(_, name), Shape::Object(object)) => {
            object.properties.iter().find(|it| it.name == *name).map(|it| it.schema)
        }
        (Place::Values(_), Shape::Object(object)) => match object.additional {
            Additional::Typed(values) => Some(values),
            Additional::Any | Additional::None => None,
        },
        (Place::Values(_), Shape::Map(values)) => Some(*values),
        (Place::Items(_), Shape::Array(items)) => Some(*items),
        (Place::Items(_), Shape::Reference(target)) => Some(*target),
        (Place::Items(_), Shape::Tuple(tuple)) => tuple.rest,
        (Place::Item(_, index), Shape::Tuple(tuple)) => tuple.items.get(*index).copied(),
        (Place::Member(_, index), Shape::Union(union)) => {
            union.members.get(*index).map(|it| it.schema)
        }
        _ => None,
    }
}

/// Returns the end of a schema's location, starting with the property or parameter; `None` for
/// bodies of operations and for schemas directly in a component.
fn leaf(api: &Api, id: SchemaId) -> Option<Called> {
    let mut suffix = String::new();
    let mut at = id;
    loop {
        let Origin::Inline(place) = &api.schema(at).origin else { return None };
        let (up, word) = match place {
            Place::Property(_, name) | Place::Parameter(_, name) => {
                return Some(Called::Leaf(upper_camel(name.as_written(), "Property") + &suffix));
            }
            Place::Base(_)
            | Place::Sent(_)
            | Place::RequestBody(_)
            | Place::ResponseBody(..)
            | Place::ResponseContent(..)
            | Place::Webhook(_)
            | Place::Webhooks
            | Place::Callback(..) => return None,
            Place::Member(..) if at == id && hint::only_value(api, id).is_some() => {
                return hint::only_value(api, id).map(|it| Called::Leaf(it + "Value"));
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Known(u32),
}

/// Numbers that are the same for equal schemas.
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
            // A component is only equal to itself, and so is a schema that contains itself.
            _ => format!("schema {}", id.index()),
        };
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let class = *self.keys.entry(key).or_insert(next);
        if !is_open {
            self.of[id.index()] = State::Known(class);
        }
        class
    }

    /// Describes a child, including its parent's facts and documentation about it.
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
            // A `const` that is a field has the type of an `enum` with one value.
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
