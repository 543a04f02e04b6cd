//! [`Change`]: a change to a document that renames nothing.

use std::fmt;

use serde_json::{Map, Value, json};

use super::marks;
use crate::random::Random;

/// A change at a location.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: Kind,
    /// The original location of the object that is changed.
    pub(super) place: String,
    /// The seed for the details of the change.
    pub(super) seed: u64,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Another component schema, among the others.
    AddComponent,
    /// Another optional property, among the others.
    AddProperty,
    /// Another member of a union, among the others.
    AddMember,
    /// Another value of an enum, among the others.
    AddValue,
    /// Another path with an operation, among the others.
    AddOperation,
    /// Another order of components, paths or properties.
    Reorder,
    /// Another order of the members of a union.
    ReorderMembers,
    /// A property becomes required or optional.
    Require,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at `{}` with {}", self.kind, self.place, self.seed)
    }
}

impl Change {
    /// Applies the change to a document with marks.
    pub(super) fn apply(&self, document: &mut Value) {
        let mut random = Random::new(self.seed);
        let schema = new_schema(document, &mut random);
        let fresh = format!("zq{:x}", self.seed >> 32);
        let Some(object) = marks::find(document, &self.place) else { return };
        match self.kind {
            Kind::AddComponent => {
                insert(
                    object,
                    format!("{}{fresh}", prefix(object, &mut random)),
                    schema,
                    &mut random,
                );
            }
            Kind::AddOperation => {
                let path = json!({"get": {"responses": {"200": {
                    "description": "", "content": {"application/json": {"schema": schema}}
                }}}});
                insert(object, format!("/{fresh}"), path, &mut random);
            }
            Kind::AddProperty => {
                let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
                insert(properties, fresh, schema, &mut random);
            }
            Kind::AddMember => {
                if names_a_constant(document, &schema) {
                    return;
                }
                let Some(members) = marks::find(document, &self.place).and_then(members) else {
                    return;
                };
                let mut schema = schema;
                if let Value::Object(keywords) = &mut schema {
                    // A unique title: if two members were named after the same type, the second name
                    // would get a number, which may rename an existing member.
                    keywords.insert("title".to_owned(), fresh.into());
                }
                members.insert(random.below(members.len() + 1), schema);
            }
            Kind::AddValue => {
                let Some(Value::Array(values)) = object.get_mut("enum") else { return };
                values.insert(random.below(values.len() + 1), fresh.into());
            }
            Kind::Reorder => {
                let mut all: Vec<_> = std::mem::take(object).into_iter().collect();
                random.shuffle(&mut all);
                object.extend(all);
            }
            Kind::ReorderMembers => {
                if let Some(members) = members(object) {
                    random.shuffle(members);
                }
            }
            Kind::Require => require(object, &mut random),
        }
    }
}

/// Whether the schema refers to one with an enum of a single value: in a member of a union, such an
/// enum is a constant.
fn names_a_constant(document: &Value, schema: &Value) -> bool {
    let target = schema.get("$ref").and_then(|it| it.as_str()?.strip_prefix('#'));
    let target = target.and_then(|it| document.pointer(it));
    let properties = target.and_then(|it| it.get("properties")?.as_object());
    properties.into_iter().flatten().any(|(_, property)| has_one_value(property))
}

fn has_one_value(property: &Value) -> bool {
    property.get("enum").and_then(Value::as_array).is_some_and(|it| it.len() == 1)
}

/// Returns the members of a union.
fn members(union: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    let key = ["oneOf", "anyOf"].into_iter().find(|key| union.contains_key(*key))?;
    union.get_mut(key)?.as_array_mut()
}

/// Returns the name of a component, as a prefix for a new name.
fn prefix(components: &Map<String, Value>, random: &mut Random) -> String {
    let names: Vec<&String> = components.keys().filter(|it| !marks::is_mark(it)).collect();
    random.of(&names).map(|it| (*it).clone()).unwrap_or_default()
}

/// Inserts a member at a random position.
fn insert(object: &mut Map<String, Value>, name: String, value: Value, random: &mut Random) {
    let at = random.below(object.len() + 1);
    object.shift_insert(at, name, value);
}

/// Makes a property required, or optional if it is required.
fn require(object: &mut Map<String, Value>, random: &mut Random) {
    let Some(Value::Object(properties)) = object.get("properties") else { return };
    // A required `readOnly` or `writeOnly` property leads to a separate type for one direction, and
    // a required constant has no field.
    let is_special = |property: &Value| {
        let is = |key: &&str| property.get(key).is_some_and(|it| it == true);
        ["readOnly", "writeOnly"].iter().any(is)
            || property.get("const").is_some()
            || has_one_value(property)
    };
    let plain = properties.iter().filter(|(_, it)| !is_special(it));
    let names: Vec<&String> =
        plain.map(|(name, _)| name).filter(|it| !marks::is_mark(it)).collect();
    let Some(name) = random.of(&names).map(|it| (*it).clone()) else { return };
    let required = object.entry("required").or_insert_with(|| json!([]));
    let Value::Array(required) = required else { return };
    match required.iter().position(|it| *it == name) {
        Some(index) => {
            required.remove(index);
        }
        None => required.push(name.into()),
    }
}

/// Returns a schema to add: a reference to a component, a copy of an inline schema (which may be
/// equal to others or an enum), or an object with an enum and an object in it.
fn new_schema(document: &Value, random: &mut Random) -> Value {
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<&String> =
        components.iter().flat_map(|it| it.keys()).filter(|it| !marks::is_mark(it)).collect();
    match (random.below(4), random.of(&names)) {
        (0, Some(name)) => {
            let name = name.replace('~', "~0").replace('/', "~1");
            json!({"$ref": format!("#/components/schemas/{name}")})
        }
        (1 | 2, Some(name)) => {
            let mut inline = Vec::new();
            let component = components.and_then(|it| it.get(*name));
            component.into_iter().for_each(|it| properties(it, &mut inline));
            let copied = random.of(&inline).map(|it| untitled(marks::without(it)));
            copied.unwrap_or_else(|| json!({"type": "string", "enum": ["a", "b"]}))
        }
        _ => json!({"type": "object", "required": ["status"], "properties": {
            "status": {"type": "string", "enum": ["new", "done"]},
            "inside": {"type": "object", "properties": {"amount": {"type": "integer"}}}
        }}),
    }
}

/// Returns the schema without titles: two schemas with the same title that differ after another
/// change would both be named after their locations.
fn untitled(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(members) => {
            members.retain(|key, value| key != "title" || !value.is_string());
            members.values_mut().for_each(|it| *it = untitled(std::mem::take(it)));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| *it = untitled(std::mem::take(it))),
        _ => {}
    }
    schema
}

/// Collects the schemas of the properties in a schema, recursively.
fn properties<'d>(schema: &'d Value, found: &mut Vec<&'d Value>) {
    let properties_of = schema.get("properties").and_then(Value::as_object);
    for (_, property) in properties_of.into_iter().flatten().filter(|(key, _)| !marks::is_mark(key))
    {
        // A union with a discriminator writes the tags of its members, which then have no field for
        // it.
        if !property.to_string().contains("\"discriminator\"") {
            found.push(property);
        }
        properties(property, found);
    }
}
