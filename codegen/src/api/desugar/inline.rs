//! References that openapiv3 can't represent: in a stamped document, each `$ref` to a path item, a
//! callback, a media type, or an object that isn't a component in the section of its kind, is
//! replaced with a copy of its target.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Object, READING, stamp};
use crate::api::extension;
use crate::document::grammar::{
    Kind, Shape, component_at, component_place, each_child_mut, references,
};
use crate::document::pointer::JsonPointer;

/// The maximum number of values in all copies together. A `$ref` beyond the limit is kept, and
/// `model` rejects it.
const BUDGET: usize = 500_000;

/// Whether the copies contain objects that no pass has seen yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    /// They don't: all copied objects, if any, were stamped before.
    Known,
    /// They do: some objects are from outside of the typed part of the document.
    New,
}

/// Replaces the references that can't be kept, and removes the sections of components that
/// openapiv3 doesn't have.
pub(super) fn inline(document: &mut Value) -> Copied {
    let (targets, copied) = targets(document);
    let mut copying = Copying { targets, open: Vec::new(), budget: BUDGET };
    copying.expand(Shape::DOCUMENT, document);
    if let Some(Value::Object(components)) = document.get_mut("components") {
        components.shift_remove("pathItems");
        components.shift_remove("mediaTypes");
    }
    copied
}

/// Returns all targets to be copied, by reference.
fn targets(document: &mut Value) -> (HashMap<String, Value>, Copied) {
    let mut pending = Vec::new();
    each_reference(Shape::DOCUMENT, document, &mut |kind, reference| {
        pending.push((kind, reference.to_owned()));
    });
    let mut targets = HashMap::new();
    let mut copied = Copied::Known;
    while let Some((kind, reference)) = pending.pop() {
        if targets.contains_key(&reference) {
            continue;
        }
        let Some((place, found)) = find(document, &reference) else { continue };
        if !is_copied(kind, &reference) {
            continue;
        }
        let mut copy = found.clone();
        if copy.as_object().is_some_and(|copy| !copy.contains_key(extension::POINTER)) {
            stamp::stamp(Shape::referable(kind), &mut copy, &mut place.as_str().to_owned());
            copied = Copied::New;
        }
        each_reference(Shape::referable(kind), &mut copy, &mut |kind, reference| {
            pending.push((kind, reference.to_owned()));
        });
        targets.insert(reference, copy);
    }
    (targets, copied)
}

/// Visits all references except those to schemas and those that are canonical.
fn each_reference(shape: Shape, value: &mut Value, visit: &mut dyn FnMut(Kind, &str)) {
    if matches!(shape, Shape::Schema) {
        return;
    }
    if let (Some(kind), Value::Object(object)) = (shape.kind(), &*value)
        && let Some(reference) = references::target(object)
        && !is_canonical(kind, reference)
    {
        visit(kind, reference);
    }
    each_child_mut(shape, value, READING, &mut |shape, _, value| {
        each_reference(shape, value, visit);
    });
}

fn find<'a>(document: &'a Value, reference: &str) -> Option<(JsonPointer, &'a Value)> {
    let place =
        JsonPointer::of_reference(reference).filter(|place| *place != JsonPointer::root())?;
    let found = document.pointer(place.as_str())?;
    found.is_object().then_some((place, found))
}

/// Whether openapiv3 can't represent this reference.
fn is_copied(kind: Kind, reference: &str) -> bool {
    match kind {
        Kind::PathItem | Kind::Callback | Kind::MediaType => true,
        _ => !section(kind).is_some_and(|section| is_component(reference, section)),
    }
}

/// Whether the text of a reference shows that openapiv3 can resolve it. Always `false` for
/// references to parameters, which `is_copied` decides about instead.
fn is_canonical(kind: Kind, reference: &str) -> bool {
    let key = || {
        let section = reference.strip_prefix("#/components/")?.strip_prefix(section(kind)?)?;
        section.strip_prefix('/')
    };
    kind != Kind::Parameter && key().is_some_and(|key| !key.contains(['/', '~', '%']))
}

fn component(reference: &str) -> Option<(String, String)> {
    component_at(&JsonPointer::of_reference(reference)?)
}

fn is_component(reference: &str, expected: &str) -> bool {
    component(reference).is_some_and(|(section, _)| section == expected)
}

/// Returns the section of `components` for the references that openapiv3 supports, which excludes
/// those to callbacks.
fn section(kind: Kind) -> Option<&'static str> {
    kind.section().filter(|_| kind != Kind::Callback)
}

struct Copying {
    targets: HashMap<String, Value>,
    /// The references that were followed to the current location, to detect cycles.
    open: Vec<String>,
    budget: usize,
}

impl Copying {
    fn expand(&mut self, shape: Shape, value: &mut Value) {
        if matches!(shape, Shape::Schema) {
            return;
        }
        let found = shape.kind().zip(value.as_object().and_then(references::target));
        let Some((kind, reference)) = found else {
            each_child_mut(shape, value, READING, &mut |shape, _, value| self.expand(shape, value));
            return;
        };
        let reference = reference.to_owned();
        let Value::Object(object) = value else { return };
        if object.len() == 1 && is_canonical(kind, &reference) {
            return;
        }
        if kind != Kind::PathItem {
            object.retain(|key, _| key == "$ref");
        }
        if self.open.contains(&reference) {
            *value = json!({});
        } else if let Some(copy) = self.copy(&reference) {
            let siblings = std::mem::replace(value, copy);
            overlay(value, siblings);
            self.open.push(reference);
            self.expand(shape, value);
            self.open.pop();
        } else if let Some((section, key)) = component(&reference) {
            let place = component_place(&section, &key);
            object.insert("$ref".to_owned(), format!("#{}", place.as_str()).into());
        }
    }

    fn copy(&mut self, reference: &str) -> Option<Value> {
        let found = self.targets.get(reference)?;
        self.budget = self.budget.checked_sub(size(found))?;
        Some(found.clone())
    }
}

/// Merges the siblings of a path item's `$ref` into its target. They take precedence.
fn overlay(value: &mut Value, siblings: Value) {
    if let (Value::Object(object), Value::Object(siblings)) = (value, siblings) {
        let own = |(key, _): &(String, Value)| key != "$ref";
        object.extend(siblings.into_iter().filter(own).collect::<Object>());
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inlined(mut document: Value) -> Value {
        inline(&mut document);
        document
    }

    #[test]
    fn path_items_are_copied_under_their_siblings() {
        let document = inlined(json!({
            "paths": { "/a": { "$ref": "#/components/pathItems/A", "summary": "mine" } },
            "components": { "pathItems": { "A": { "summary": "theirs", "get": {} } } },
        }));
        let copy = &document["paths"]["/a"];
        assert_eq!(copy["summary"], "mine");
        assert_eq!(copy["get"]["x-codegen:pointer"], "/components/pathItems/A/get");
        assert_eq!(document["components"], json!({}));
    }

    #[test]
    fn components_stay_and_deep_targets_are_copied() {
        let document = inlined(json!({
            "paths": {
                "/a": { "parameters": [{ "name": "p", "x-codegen:pointer": "/here" }] },
                "/b": { "parameters": [
                    { "$ref": "#/components/parameters/Q", "description": "dropped" },
                    { "$ref": "#/paths/~1a/parameters/0" },
                ] },
            },
            "components": { "parameters": { "Q": { "name": "q" } } },
        }));
        assert_eq!(
            document["paths"]["/b"]["parameters"],
            json!([
                { "$ref": "#/components/parameters/Q" },
                { "name": "p", "x-codegen:pointer": "/here" },
            ])
        );
    }

    #[test]
    fn recursive_callbacks_terminate() {
        let callback = json!({ "{$url}": { "post": { "callbacks": {
            "again": { "$ref": "#/components/callbacks/C" },
        } } } });
        let document = inlined(json!({
            "paths": { "/a": { "post": { "callbacks": {
                "first": { "$ref": "#/components/callbacks/C" },
            } } } },
            "components": { "callbacks": { "C": callback } },
        }));
        let first = &document["paths"]["/a"]["post"]["callbacks"]["first"];
        assert_eq!(first["{$url}"]["post"]["callbacks"]["again"], json!({}));
    }

    #[test]
    fn exponential_copies_exhaust_the_budget() {
        let mut callbacks = Object::new();
        for level in 0..40 {
            let next = json!({ "$ref": format!("#/components/callbacks/c{}", level + 1) });
            let operation = json!({ "callbacks": { "a": next, "b": next } });
            callbacks.insert(format!("c{level}"), json!({ "{$url}": { "post": operation } }));
        }
        callbacks.insert("c40".to_owned(), json!({}));
        let document = inlined(json!({ "components": { "callbacks": callbacks } }));
        assert!(size(&document) < 2 * BUDGET);
    }
}
