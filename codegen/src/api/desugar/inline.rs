//! References that openapiv3 can't hold: takes a stamped document, and puts a copy of the target
//! in the place of each `$ref` to a path item, a callback, a media type, or any object that is not
//! a component of its own section.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Object, READING, stamp};
use crate::api::extension;
use crate::document::grammar::{
    Kind, Shape, component_at, component_place, each_child_mut, references,
};
use crate::document::pointer::JsonPointer;

/// How many values all copies together may have. A `$ref` beyond stays, and `model` refuses it.
const BUDGET: usize = 500_000;

/// Whether copies were made of what no pass has looked at yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    /// Only objects that were stamped before, or none.
    Known,
    /// Also objects from outside the typed part of the document.
    New,
}

/// Replaces what can't stay a reference, and removes the components that openapiv3 does not know.
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

/// All targets to be copied, by reference.
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

/// Visits all references but those to schemas and those that obviously stay.
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

/// Whether openapiv3 has no place for this reference.
fn is_copied(kind: Kind, reference: &str) -> bool {
    match kind {
        Kind::PathItem | Kind::Callback | Kind::MediaType => true,
        _ => !section(kind).is_some_and(|section| is_component(reference, section)),
    }
}

/// Whether a reference is spelt as openapiv3's users expect it. Parameters are looked at closer.
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

/// The section of `components` that holds what openapiv3 can refer to: callbacks it can't.
fn section(kind: Kind) -> Option<&'static str> {
    kind.section().filter(|_| kind != Kind::Callback)
}

struct Copying {
    targets: HashMap<String, Value>,
    /// The references that lead to the current place, to stop at those that lead to themselves.
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

/// What stands beside the `$ref` of a path item counts for more than what it refers to.
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
    fn a_callback_that_calls_itself_ends() {
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
    fn a_bomb_of_copies_meets_the_budget() {
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
