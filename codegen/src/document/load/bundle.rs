//! Bundling: turns a document that refers to other files into a self-contained one.
//!
//! The target of a reference becomes a component, named after its fragment or file. A target
//! without a section in `components`, such as a path item, replaces the reference. [`Origin`]s
//! record which part of the tree comes from which file.

mod components;
#[cfg(test)]
mod documents;
mod meaning;
mod position;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Map, Value};

use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::grammar::anchors::{self, Name};
use crate::document::grammar::{Kind, Shape};
use crate::document::load::budget::{MAX_COPIES, MAX_DEPTH, MAX_NODES, nodes};
use crate::document::load::bundle::components::Components;
use crate::document::load::bundle::meaning::{Meaning, refers_to_files};
use crate::document::load::bundle::position::{Inlined, Position, Target};
use crate::document::load::files::{Boundary, Files, ReferenceRoot};
use crate::document::pointer::JsonPointer;
use crate::document::{Document, Origin};

/// Bundles the files that `document`, read from `path`, refers to, provided that they are below
/// `root`.
pub(super) fn bundle(
    mut document: Document,
    path: &Path,
    root: &ReferenceRoot,
    diagnostics: &mut Diagnostics,
) -> Document {
    if !refers_to_files(&document.value) || document.sources.len() != 1 {
        return document;
    }
    let boundary = match Boundary::new(path, root) {
        Ok(boundary) => boundary,
        Err(problem) => {
            diagnostics.push(problem);
            return document;
        }
    };
    let mut bundle = Bundle {
        files: Files::new(boundary, document.sources.remove(0)),
        components: Components::default(),
        origins: Vec::new(),
        nodes_left: MAX_NODES,
        ids: ids(&document.value),
        diagnostics,
    };
    bundle.document(&mut document.value);
    document.origins = bundle.origins;
    document.sources = bundle.files.into_sources();
    document
}

/// Returns the `$id`s in the tree (JSON Schema 2020-12 Core, 8.2.1).
fn ids(value: &Value) -> HashSet<String> {
    let names = anchors::names(value).map(|(name, _)| name);
    names.filter(|name| matches!(name, Name::Id(_))).map(Name::reference).collect()
}

struct Bundle<'a> {
    files: Files,
    components: Components,
    origins: Vec<Origin>,
    /// The number of values that may still be copied into the document; 0 ends the walk.
    nodes_left: usize,
    /// The `$id`s of schemas in the document itself: references to them don't point to files.
    ids: HashSet<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Bundle<'_> {
    fn document(&mut self, root: &mut Value) {
        let position = Position {
            shape: Some(Shape::DOCUMENT),
            source: 0,
            pointer: JsonPointer::root(),
            at: JsonPointer::root(),
            depth: 0,
            inlined: None,
        };
        // Components first, so that the author's names take precedence over generated ones.
        if let Some(components) = root.get_mut("components") {
            self.claim_names(components, &position.member("components"));
            self.visit(components, &position.member("components"));
        }
        if let Value::Object(members) = root {
            for (key, member) in members.iter_mut().filter(|(key, _)| *key != "components") {
                self.visit(member, &position.member(key));
            }
        }
        self.place_components(root);
    }

    fn visit(&mut self, value: &mut Value, position: &Position<'_>) {
        if self.nodes_left == 0 || position.is_data() {
            return;
        }
        if position.depth > MAX_DEPTH {
            let message = format!("the bundled document nests deeper than {MAX_DEPTH} levels");
            self.stop(Diagnostic::error(Code::TooLarge, &position.at, message));
            return;
        }
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    self.visit(element, &position.element(index));
                }
            }
            Value::Object(object) => {
                if matches!(position.shape, Some(Shape::Object(Kind::Discriminator))) {
                    self.mapping(object, position);
                }
                match self.refer(object, position) {
                    Some(target) => self.inline(value, &target, position),
                    None if position.is_prose() && object.contains_key("$ref") => {
                        *value = Value::String(String::new());
                    }
                    None => self.members(object, position),
                }
            }
            _ => {}
        }
    }

    fn members(&mut self, object: &mut Map<String, Value>, position: &Position<'_>) {
        for (key, member) in object {
            if member.is_object() || member.is_array() {
                self.visit(member, &position.member(key));
            }
        }
    }

    /// Rewrites the `$ref` of `object`, if it has one, or returns the target if the reference must
    /// be replaced by it.
    fn refer(
        &mut self,
        object: &mut Map<String, Value>,
        position: &Position<'_>,
    ) -> Option<Target> {
        let Some(Value::String(text)) = object.get("$ref") else { return None };
        match self.meaning(text, position) {
            Ok(None) => None,
            Ok(Some(Meaning::Document(text))) => {
                object.insert("$ref".to_owned(), Value::String(text));
                None
            }
            Ok(Some(Meaning::File(target))) => {
                let kind = position.shape.and_then(Shape::kind);
                let component = kind.and_then(|kind| self.component(kind, &target));
                let Some(component) = component else { return Some(target) };
                if component == position.at {
                    return Some(target);
                }
                object.insert("$ref".to_owned(), Value::String(component.to_string()));
                None
            }
            Err(problem) => {
                self.diagnostics.push(position.with_severity(problem));
                None
            }
        }
    }

    /// Replaces the reference `value` with the value at `target`. Siblings of the `$ref` are kept
    /// and take precedence.
    fn inline(&mut self, value: &mut Value, target: &Target, position: &Position<'_>) {
        let length = position.inlined.map_or(0, |inlined| inlined.length) + 1;
        if position.inlines(target) || length > MAX_DEPTH {
            let message = "the `$ref`s between the files form a cycle";
            let at = position.at.child("$ref");
            self.diagnostics.push(Diagnostic::error(Code::RefCycle, &at, message));
            return;
        }
        let mut siblings = match value.take() {
            Value::Object(object) => object,
            _ => Map::new(),
        };
        siblings.shift_remove("$ref");
        self.members(&mut siblings, position);
        *value = self.copy(target, &position.at);
        let inlined = Inlined { target, around: position.inlined, length };
        let inner = Position {
            source: target.source,
            pointer: target.pointer.clone(),
            inlined: Some(&inlined),
            ..position.clone()
        };
        self.visit(value, &inner);
        let Value::Object(object) = value else { return };
        for (key, sibling) in siblings {
            self.origins.push(Origin {
                at: position.at.child(&key),
                source: position.source,
                pointer: position.pointer.child(&key),
            });
            object.insert(key, sibling);
        }
    }

    /// Returns a copy of the value at `target`, which will be placed at `at`.
    fn copy(&mut self, target: &Target, at: &JsonPointer) -> Value {
        let Target { source, pointer } = target;
        let Some(value) = self.files.value(*source, pointer) else { return Value::Null };
        let nodes = nodes(value);
        let Some(rest) = self.nodes_left.checked_sub(nodes).filter(|rest| *rest > 0) else {
            let message = format!("the bundled document has more than {MAX_NODES} values");
            self.stop(Diagnostic::error(Code::TooLarge, at, message));
            return Value::Null;
        };
        self.nodes_left = rest;
        if self.origins.len() >= MAX_COPIES {
            let message =
                format!("the document refers to other files more than {MAX_COPIES} times");
            self.stop(Diagnostic::error(Code::TooLarge, at, message));
            return Value::Null;
        }
        let value = value.clone();
        let (source, pointer) = (*source, pointer.clone());
        self.origins.push(Origin { at: at.clone(), source, pointer });
        value
    }

    fn stop(&mut self, problem: Diagnostic) {
        self.nodes_left = 0;
        self.diagnostics.push(problem);
    }
}
