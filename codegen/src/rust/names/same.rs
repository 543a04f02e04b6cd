//! Inline schemas that describe the same type: for each schema, the first one in the API that is
//! equal to it and has the same name.
//!
//! Two schemas are equal if they have the same values, properties and documentation of properties.
//! They have the same name if they have the same name in the configuration, the same title or,
//! without a title, the same property name at the end of their path. The subschemas of equal
//! schemas are equal too.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::hint;
use super::words::upper_camel;
use crate::api::ir::{Additional, Api, Origin, Place, SchemaId, Shape};
use crate::document::text::Text;

/// The equal inline schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct EqualSchemas {
    /// The first equal schema of each schema that is not the first itself.
    pub(super) first: BTreeMap<SchemaId, SchemaId>,
    /// The subschemas of equal schemas, and the subschemas in the request version of a component
    /// that are equal to those in the response version: for each, the one at the same location in
    /// the other schema.
    pub(super) counterparts: BTreeMap<SchemaId, SchemaId>,
    /// The equivalence class of each schema: the same for equal schemas.
    pub(super) classes: BTreeMap<SchemaId, u32>,
}

/// Finds the equal schemas among `ids`, in which parents come before their subschemas. `name`
/// returns the configured name of a schema.
pub(super) fn find(
    api: &Api,
    ids: &[SchemaId],
    name: impl Fn(SchemaId) -> Option<String>,
) -> EqualSchemas {
    let mut classes =
        Classes { api, of: vec![State::New; api.schemas.len()], keys: HashMap::new() };
    let mut found = EqualSchemas::default();
    let mut firsts: HashMap<(SchemaName, u32), SchemaId> = HashMap::new();
    let mut counterparts = Counterparts { api, of: HashMap::new() };
    for id in ids.iter().copied() {
        let class = classes.class(id);
        found.classes.insert(id, class);
        let counterpart = counterparts.of(id);
        if let Some(counterpart) = counterpart.filter(|it| classes.class(*it) == class) {
            let first = found.first.get(&counterpart).copied().unwrap_or(counterpart);
            found.first.insert(id, first);
            found.counterparts.insert(id, counterpart);
            continue;
        }
        let schema_name = match name(id) {
            Some(name) => Some(SchemaName::Configured(name)),
            None => hint::title(api, id).map(SchemaName::Title).or_else(|| leaf(api, id)),
        };
        let Some(schema_name) = schema_name else { continue };
        let first = *firsts.entry((schema_name, class)).or_insert(id);
        if first != id {
            found.first.insert(id, first);
            counterparts.of.insert(id, first);
        }
    }
    found
}

/// The name of a schema without the names of the enclosing schemas.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum SchemaName {
    Configured(String),
    Title(String),
    /// The end of its path.
    Leaf(String),
}

/// For the subschemas of a schema that is equal to another one, or of the request version of a
/// component: the schema at the same location in the other one.
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
        // The request version of a component as a whole is not equal to the response version.
        (!matches!(place, Place::Sent(_))).then_some(counterpart)
    }
}

/// Returns the subschema of `parent` that corresponds to `place` in another parent.
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
            union.position(*index).map(|index| union.members[index].schema)
        }
        _ => None,
    }
}

/// Returns the end of a schema's path, from the property or parameter on; `None` for request
/// bodies, responses and direct subschemas of a component.
fn leaf(api: &Api, id: SchemaId) -> Option<SchemaName> {
    let mut suffix = String::new();
    let mut at = id;
    loop {
        let Origin::Inline(place) = &api.schema(at).origin else { return None };
        let (up, word) = match place {
            Place::Property(_, name) | Place::Parameter(_, name) => {
                return Some(SchemaName::Leaf(
                    upper_camel(name.as_written(), "Property") + &suffix,
                ));
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
                return hint::only_value(api, id).map(|it| SchemaName::Leaf(it + "Value"));
            }
            // Only a component that is a `$ref` to another schema, or an `allOf` with a single one.
            Place::Items(parent) if matches!(api.schema(*parent).shape, Shape::Reference(_)) => {
                (*parent, String::new())
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

/// Numbers the equivalence classes of schemas: equal schemas have the same number.
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
        let schema = self.api.schema(id);
        if let (Origin::Inline(_), Shape::Reference(target)) = (&schema.origin, &schema.shape) {
            return self.class(*target);
        }
        let is_open = std::mem::replace(&mut self.of[id.index()], State::Open) == State::Open;
        let key = match &schema.origin {
            Origin::Inline(_) if !is_open => self.key(id),
            // A component, or a schema that contains itself, is only equal to itself.
            _ => format!("schema {}", id.index()),
        };
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let class = *self.keys.entry(key).or_insert(next);
        if !is_open {
            self.of[id.index()] = State::Known(class);
        }
        class
    }

    /// Returns the class of a subschema and the facts that are in its parent's type and
    /// documentation.
    fn child(&mut self, id: SchemaId) -> String {
        let class = self.class(id);
        let schema = self.api.schema(id);
        let notes = &schema.notes;
        let nullable = self.api.nullable(id);
        format!("{class} {nullable} {} {}", notes.sensitive, notes.deprecated)
    }

    /// Returns the documentation of a property with this schema: that of a component is in the docs
    /// of its own type.
    fn about(&self, id: SchemaId) -> Option<&Text> {
        let schema = self.api.schema(id);
        let is_inline = matches!(schema.origin, Origin::Inline(_));
        schema.notes.description.as_ref().filter(|_| is_inline)
    }

    fn key(&mut self, id: SchemaId) -> String {
        let mut key = String::new();
        match &self.api.schema(id).shape {
            Shape::Object(object) => {
                key.push_str("object");
                for property in &object.properties {
                    let value = self.child(property.schema);
                    let about = self.about(property.schema);
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
            // A `const` with a field has the same type as an `enum` with one value.
            Shape::Enumeration(enumeration) => {
                let _ = write!(key, "enum {:?} {}", enumeration.values, enumeration.has_others);
            }
            other => {
                let _ = write!(key, "{other:?}");
            }
        }
        key
    }
}
