//! `$dynamicRef` (JSON Schema 2020-12 Core, 8.2.3.2): generic schemas are specialized in a stamped
//! document. A `$ref` to a generic schema from a schema resource that has its dynamic anchors is
//! replaced with a copy of the schema, in which each `$dynamicRef` is a `$ref` to these anchors.
//!
//! A remaining `$dynamicRef` is equivalent to a `$ref`, since no referring schema binds its anchor.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use super::Object;
use super::schema::{add_gap, is_idle};
use crate::api::extension;
use crate::document::grammar::references::{self, Reference};
use crate::document::pointer::JsonPointer;

/// The maximum number of objects in all copies together.
const MAX_OBJECTS: usize = 100_000;

/// The keywords whose values are data.
const DATA: [&str; 5] = ["enum", "const", "default", "example", "examples"];

/// The schemas that dynamic anchors are bound to, by the anchors' names.
type Bindings = BTreeMap<String, JsonPointer>;

/// Specializes the references to generic schemas.
pub(super) fn specialize(document: &mut Value) {
    if !references::any(document, &mut |it| matches!(it, Reference::DynamicRef(_))) {
        return;
    }
    let original = document.clone();
    let mut generics = Generics::of(&original);
    for root in generics.roots.clone() {
        let bound = generics.anchors.get(&root).cloned().unwrap_or_default();
        if let (false, Some(schema)) = (bound.is_empty(), document.pointer_mut(root.as_str())) {
            generics.root = root.clone();
            generics.specialize(schema, &root, &bound);
        }
    }
}

/// The schema resources of a document, and the state of the copying.
struct Generics<'d> {
    document: &'d Value,
    ids: HashMap<&'d str, JsonPointer>,
    /// The root schemas of the resources: those with an `$id`.
    roots: BTreeSet<JsonPointer>,
    /// The dynamic anchors of each resource.
    anchors: BTreeMap<JsonPointer, Bindings>,
    /// The resource whose anchors are bound.
    root: JsonPointer,
    /// The schemas whose copies enclose the current location, with the locations of these copies.
    open: Vec<(JsonPointer, JsonPointer)>,
    left: usize,
}

impl<'d> Generics<'d> {
    fn of(document: &'d Value) -> Self {
        let mut generics = Self {
            document,
            ids: HashMap::new(),
            roots: BTreeSet::new(),
            anchors: BTreeMap::new(),
            root: JsonPointer::root(),
            open: Vec::new(),
            left: MAX_OBJECTS,
        };
        generics.survey(document, &JsonPointer::root(), &JsonPointer::root());
        generics
    }

    fn survey(&mut self, value: &'d Value, at: &JsonPointer, resource: &JsonPointer) {
        let mut resource = resource.clone();
        if let Value::Object(object) = value {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            if let Some(id) = text("$id") {
                self.ids.entry(id).or_insert_with(|| at.clone());
                self.roots.insert(at.clone());
                resource = at.clone();
            }
            if let Some(name) = text("$dynamicAnchor") {
                let anchors = self.anchors.entry(resource.clone()).or_default();
                anchors.entry(name.to_owned()).or_insert_with(|| at.clone());
            }
        }
        for (token, child) in children(value) {
            self.survey(child, &at.child(token), &resource);
        }
    }

    /// Returns the location that a `$ref` points to.
    fn target(&self, reference: &str) -> Option<JsonPointer> {
        self.ids.get(reference).cloned().or_else(|| JsonPointer::of_reference(reference))
    }

    /// Returns the root of the schema resource that contains a location.
    fn resource(&self, at: &JsonPointer) -> JsonPointer {
        let mut around = Some(at.clone());
        while let Some(place) = around {
            if self.roots.contains(&place) {
                return place;
            }
            around = place.parent();
        }
        JsonPointer::root()
    }

    /// Whether the bindings change a `$dynamicRef` in a schema or in one that it refers to.
    fn depends(&self, start: &JsonPointer, bound: &Bindings) -> bool {
        let mut seen = HashSet::new();
        let mut pending = vec![start.clone()];
        while let Some(place) = pending.pop() {
            let Some(schema) = self.document.pointer(place.as_str()) else { continue };
            if !seen.insert(place.clone()) {
                continue;
            }
            let anchors = self.anchors.get(&self.resource(&place));
            let is_changed = references::any(schema, &mut |reference| match reference {
                Reference::Ref(text) => {
                    pending.extend(self.target(text));
                    false
                }
                Reference::DynamicRef(text) => text.strip_prefix('#').is_some_and(|name| {
                    let own = anchors.and_then(|anchors| anchors.get(name));
                    own.is_some() && bound.get(name).is_some_and(|it| Some(it) != own)
                }),
                Reference::Mapping(_) => false,
            });
            if is_changed {
                return true;
            }
        }
        false
    }

    /// Specializes the references in a schema resource.
    fn specialize(&mut self, value: &mut Value, at: &JsonPointer, bound: &Bindings) {
        if *at != self.root && self.roots.contains(at) {
            return;
        }
        if let Value::Object(object) = &mut *value {
            self.expand(object, at, bound);
        }
        for (token, child) in children_mut(value) {
            self.specialize(child, &at.child(token), bound);
        }
    }

    /// Replaces the `$ref` of an object with a copy of its target, if the bindings change the
    /// target.
    fn expand(&mut self, object: &mut Object, at: &JsonPointer, bound: &Bindings) {
        let Some(target) = references::target(object).and_then(|text| self.target(text)) else {
            return;
        };
        if let Some((_, copy)) = self.open.iter().find(|(open, _)| *open == target) {
            object.insert("$ref".to_owned(), format!("#{}", copy.as_str()).into());
            return;
        }
        // Schemas of the resource itself are specialized in place.
        if self.resource(&target) == self.root || !self.depends(&target, bound) {
            return;
        }
        let Some(copy) = self.copy(&target, at, bound) else {
            return add_gap(object, "$dynamicRef");
        };
        object.shift_remove("$ref");
        object.entry(extension::POINTER).or_insert_with(|| at.as_str().into());
        if object.keys().all(|key| is_idle(key)) {
            for (key, value) in copy {
                object.entry(key).or_insert(value);
            }
        } else if let Value::Array(members) = object.entry("allOf").or_insert_with(|| json!([])) {
            members.push(Value::Object(copy));
        }
    }

    /// Returns a copy of a schema for a location, or `None` if the limit is exceeded.
    fn copy(&mut self, from: &JsonPointer, to: &JsonPointer, bound: &Bindings) -> Option<Object> {
        let mut copy = self.document.pointer(from.as_str())?.clone();
        self.open.push((from.clone(), to.clone()));
        let is_whole = self.bind(&mut copy, to, &self.resource(from), bound);
        self.open.pop();
        let Value::Object(mut copy) = copy else { return None };
        // A title would be the name of two different types.
        copy.shift_remove("title");
        is_whole.then_some(copy)
    }

    /// Binds the dynamic references in a copy. Returns whether the entire copy is within the limit.
    fn bind(
        &mut self,
        value: &mut Value,
        at: &JsonPointer,
        resource: &JsonPointer,
        bound: &Bindings,
    ) -> bool {
        let (mut resource, mut bound) = (resource.clone(), bound.clone());
        if let Value::Object(object) = &mut *value {
            if self.left == 0 {
                return false;
            }
            self.left -= 1;
            if let Some(Value::String(id)) = object.shift_remove("$id") {
                resource = self.ids.get(id.as_str()).cloned().unwrap_or(resource);
            }
            let own = self.anchors.get(&resource).cloned().unwrap_or_default();
            // The outermost dynamic anchor takes precedence.
            for (name, place) in &own {
                bound.entry(name.clone()).or_insert_with(|| place.clone());
            }
            for key in ["$anchor", "$dynamicAnchor", "$defs"] {
                object.shift_remove(key);
            }
            if let Some(pointer) = object.get_mut(extension::POINTER) {
                *pointer = at.as_str().into();
            }
            let name = object.get("$dynamicRef").and_then(Value::as_str);
            let name = name.and_then(|it| it.strip_prefix('#')).filter(|it| own.contains_key(*it));
            if let Some(place) = name.and_then(|name| bound.get(name)) {
                object.shift_remove("$dynamicRef");
                object.insert("$ref".to_owned(), format!("#{}", place.as_str()).into());
            } else {
                self.expand(object, at, &bound);
            }
        }
        let children = children_mut(value);
        children.fold(true, |whole, (token, child)| {
            self.bind(child, &at.child(token), &resource, &bound) && whole
        })
    }
}

/// Returns the values directly below a value that may be or contain schemas.
fn children(value: &Value) -> Box<dyn Iterator<Item = (String, &Value)> + '_> {
    match value {
        Value::Array(items) => {
            Box::new(items.iter().enumerate().map(|(index, it)| (index.to_string(), it)))
        }
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| !DATA.contains(&key.as_str()));
            Box::new(members.map(|(key, it)| (key.clone(), it)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

fn children_mut(value: &mut Value) -> Box<dyn Iterator<Item = (String, &mut Value)> + '_> {
    match value {
        Value::Array(items) => {
            Box::new(items.iter_mut().enumerate().map(|(index, it)| (index.to_string(), it)))
        }
        Value::Object(members) => {
            let members = members.iter_mut().filter(|(key, _)| !DATA.contains(&key.as_str()));
            Box::new(members.map(|(key, it)| (key.clone(), it)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specialized(mut document: Value) -> Value {
        specialize(&mut document);
        document
    }

    #[test]
    fn excessive_copies_are_limited() {
        const LEVELS: usize = 20;
        let mut schemas = Object::new();
        for level in 0..LEVELS {
            let next = json!({ "$ref": format!("#/components/schemas/L{}", level + 1) });
            schemas.insert(format!("L{level}"), json!({ "properties": { "a": next, "b": next } }));
        }
        let last = json!({
            "$id": "last", "$defs": { "t": { "$dynamicAnchor": "t" } }, "items": { "$dynamicRef": "#t" },
        });
        schemas.insert(format!("L{LEVELS}"), last);
        let all = json!({
            "$id": "all", "$defs": { "t": { "$dynamicAnchor": "t", "type": "string" } },
            "$ref": "#/components/schemas/L0",
        });
        schemas.insert("All".to_owned(), all);
        let document = specialized(json!({ "components": { "schemas": schemas } }));
        let text = document["components"]["schemas"]["All"].to_string();
        assert!(text.contains(extension::GAPS) && text.len() < 100 * MAX_OBJECTS, "{}", text.len());
    }

    #[test]
    fn non_generic_schemas_are_unchanged() {
        let document = json!({ "components": { "schemas": {
            "A": { "$id": "a", "$dynamicAnchor": "t", "items": { "$dynamicRef": "#t" } },
            "B": { "$id": "b", "$dynamicAnchor": "other", "allOf": [{ "$ref": "a" }] },
            "C": { "items": { "$ref": "a" } },
        } } });
        assert_eq!(specialized(document.clone()), document);
    }
}
