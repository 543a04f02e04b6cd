//! Reachability: the components and tags that the selected operations reference.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::operations::Removed;
use crate::document::grammar::references::{self, Reference};
use crate::document::grammar::{
    KeyInterpretation, Kind, Shape, anchors, component_place, mapping, shape_at,
};
use crate::document::pointer::JsonPointer;

/// The reachable parts of a document.
#[derive(Default)]
pub(super) struct Reached {
    /// The components, by section and name.
    pub(super) components: HashSet<(String, String)>,
    /// The names of the tags.
    pub(super) tags: BTreeSet<String>,
    /// The referenced locations in operations that were removed.
    pub(super) in_removed: Vec<JsonPointer>,
    /// Whether an operation uses the security requirements of the document.
    pub(super) common_security: bool,
}

/// Follows all references from these sections of `root`. `$ref`s are followed everywhere, even in
/// examples: including too much is harmless, but a missing component would be an error.
pub(super) fn reach(root: &Value, sections: &[&str], removed: &Removed) -> Reached {
    let mut search = Search {
        root,
        removed,
        reached: Reached::default(),
        seen: HashSet::new(),
        pending: Vec::new(),
    };
    for section in sections {
        search.visit(&JsonPointer::root().child(section));
    }
    search.run();
    if search.reached.common_security
        && let Some(security) = root.get("security")
    {
        search.requirements(security);
        search.run();
    }
    search.reached
}

struct Search<'a> {
    root: &'a Value,
    removed: &'a Removed,
    reached: Reached,
    /// The references that were followed.
    seen: HashSet<String>,
    /// The values to be searched, each with its shape if the specification defines it.
    pending: Vec<(Option<Shape>, &'a Value)>,
}

impl<'a> Search<'a> {
    fn run(&mut self) {
        while let Some((shape, value)) = self.pending.pop() {
            let below = |key: &str| shape?.entry(key, KeyInterpretation::Guessed).shape();
            match value {
                Value::Array(elements) => {
                    self.pending.extend(elements.iter().map(|element| (below(""), element)));
                }
                Value::Object(members) => {
                    self.object(shape.and_then(Shape::kind), members);
                    self.pending.extend(members.iter().map(|(key, value)| (below(key), value)));
                }
                _ => {}
            }
        }
    }

    fn visit(&mut self, place: &JsonPointer) {
        let value = self.root.pointer(place.as_str());
        self.pending.extend(value.map(|value| (shape_at(place), value)));
    }

    fn object(&mut self, kind: Option<Kind>, members: &'a Map<String, Value>) {
        for reference in references::of_object(members) {
            match reference {
                Reference::Ref(text) | Reference::DynamicRef(text) => self.follow(text, kind),
                Reference::Mapping(text) if mapping::is_reference(text) => {
                    self.follow(text, Some(Kind::Schema));
                }
                Reference::Mapping(name) => self.component("schemas", name),
            }
        }
        if kind == Some(Kind::Operation) {
            let tags = members.get("tags").and_then(Value::as_array).into_iter().flatten();
            self.reached.tags.extend(tags.filter_map(Value::as_str).map(str::to_owned));
            match members.get("security") {
                Some(security) => self.requirements(security),
                None => self.reached.common_security = true,
            }
        }
    }

    /// Adds the security schemes that Security Requirement Objects name (OpenAPI 3.2, Security
    /// Requirement Object).
    fn requirements(&mut self, list: &'a Value) {
        for requirement in list.as_array().into_iter().flatten().filter_map(Value::as_object) {
            for name in requirement.keys() {
                self.component("securitySchemes", name);
            }
        }
    }

    fn component(&mut self, section: &str, name: &str) {
        let key = (section.to_owned(), name.to_owned());
        let place = component_place(section, name);
        if self.root.pointer(place.as_str()).is_some() && self.reached.components.insert(key) {
            self.visit(&place);
        }
    }

    /// Follows a reference in an object of this kind, which is also the kind of its target.
    fn follow(&mut self, text: &'a str, kind: Option<Kind>) {
        if !self.seen.insert(text.to_owned()) {
            return;
        }
        let Some(place) = JsonPointer::of_reference(text) else {
            return self.anchor(text);
        };
        let tokens: Vec<String> = place.tokens().take(3).collect();
        match &tokens[..] {
            [components, section, name] if components == "components" => {
                self.component(section, name);
            }
            _ => {
                let here = self.root.pointer(place.as_str());
                let removed = self.removed.value(&place).filter(|_| here.is_none());
                let shape = shape_at(&place).or(kind.map(Shape::referable));
                self.pending.extend(here.or(removed).map(|value| (shape, value)));
                self.reached.in_removed.extend(removed.map(|_| place));
            }
        }
    }

    /// Follows a reference to an anchor or `$id`, which may be in any component.
    fn anchor(&mut self, text: &str) {
        let sections = self.root.get("components").and_then(Value::as_object);
        for (section, components) in sections.into_iter().flatten() {
            for (name, component) in components.as_object().into_iter().flatten() {
                if anchors::names(component).any(|(name, _)| name.is_named_by(text)) {
                    self.component(section, name);
                }
            }
        }
    }
}
