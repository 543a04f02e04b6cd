//! What the selected operations refer to: takes the document without the others, gives the
//! components and tags that are reached.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::operations::Removed;
use crate::document::pointer::JsonPointer;

/// What is reached.
#[derive(Default)]
pub(super) struct Reached {
    /// Components by section and name.
    pub(super) components: HashSet<(String, String)>,
    /// The names of tags.
    pub(super) tags: BTreeSet<String>,
    /// Places in operations that were removed.
    pub(super) in_removed: Vec<JsonPointer>,
    /// Whether an operation has the security requirements of the document.
    pub(super) common_security: bool,
}

/// Follows every reference from the operations of `root` on. `$ref`s are followed wherever they
/// stand, in examples too: what is reached by mistake is generated, what is missed would be an
/// error.
pub(super) fn reach(root: &Value, removed: &Removed) -> Reached {
    let mut search = Search {
        root,
        removed,
        reached: Reached::default(),
        seen: HashSet::new(),
        pending: Vec::new(),
    };
    for section in ["paths", "webhooks"] {
        search.pending.extend(root.get(section));
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
    /// References that were followed.
    seen: HashSet<String>,
    pending: Vec<&'a Value>,
}

impl<'a> Search<'a> {
    fn run(&mut self) {
        while let Some(value) = self.pending.pop() {
            match value {
                Value::Array(elements) => self.pending.extend(elements),
                Value::Object(members) => self.object(members),
                _ => {}
            }
        }
    }

    fn object(&mut self, members: &'a Map<String, Value>) {
        for (key, value) in members {
            match (key.as_str(), value) {
                ("$ref" | "$dynamicRef", Value::String(text)) => self.follow(text),
                ("discriminator", Value::Object(discriminator)) => {
                    self.discriminator(discriminator);
                }
                ("security", Value::Array(_)) => self.requirements(value),
                ("tags", Value::Array(tags)) => {
                    let names = tags.iter().filter_map(Value::as_str).map(str::to_owned);
                    self.reached.tags.extend(names);
                }
                ("responses", _) if !members.contains_key("security") => {
                    self.reached.common_security = true;
                }
                ("operationId", _) if !members.contains_key("security") => {
                    self.reached.common_security = true;
                }
                _ => {}
            }
            self.pending.push(value);
        }
    }

    /// The values of a mapping are names or references; `defaultMapping` is one too.
    fn discriminator(&mut self, members: &'a Map<String, Value>) {
        let mapping = members.get("mapping").and_then(Value::as_object);
        let values = mapping.into_iter().flatten().map(|(_, value)| value);
        for text in values.chain(members.get("defaultMapping")).filter_map(Value::as_str) {
            if text.starts_with('#') {
                self.follow(text);
            } else {
                self.component("schemas", text);
            }
        }
    }

    /// Security Requirement Objects name security schemes (OpenAPI 3.2, section 4.30).
    fn requirements(&mut self, list: &'a Value) {
        for requirement in list.as_array().into_iter().flatten().filter_map(Value::as_object) {
            for name in requirement.keys() {
                self.component("securitySchemes", name);
            }
        }
    }

    fn component(&mut self, section: &str, name: &str) {
        let key = (section.to_owned(), name.to_owned());
        let components = self.root.get("components");
        let found = components.and_then(|it| it.get(section)).and_then(|it| it.get(name));
        if let Some(component) = found
            && self.reached.components.insert(key)
        {
            self.pending.push(component);
        }
    }

    fn follow(&mut self, text: &'a str) {
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
            _ => match self.root.pointer(place.as_str()) {
                Some(value) => self.pending.push(value),
                None => {
                    if let Some(value) = self.removed.value(&place) {
                        self.pending.push(value);
                        self.reached.in_removed.push(place);
                    }
                }
            },
        }
    }

    /// An anchor or `$id` may stand in any component.
    fn anchor(&mut self, text: &str) {
        let sections = self.root.get("components").and_then(Value::as_object);
        for (section, components) in sections.into_iter().flatten() {
            for (name, component) in components.as_object().into_iter().flatten() {
                if declares(component, text) {
                    self.component(section, name);
                }
            }
        }
    }
}

/// Whether a schema in `value` has the name that the reference `text` uses.
fn declares(value: &Value, text: &str) -> bool {
    let anchor = text.strip_prefix('#');
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(elements) => pending.extend(elements),
            Value::Object(members) => {
                let is = |key: &str, name: &str| members.get(key).is_some_and(|it| it == name);
                let named = |name| is("$anchor", name) || is("$dynamicAnchor", name);
                if anchor.is_some_and(named) || is("$id", text) {
                    return true;
                }
                pending.extend(members.values());
            }
            _ => {}
        }
    }
    false
}

/// Visits every reference below `value`, also those of discriminators' mappings.
pub(super) fn each_reference_mut(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Array(elements) => {
            elements.iter_mut().for_each(|element| each_reference_mut(element, visit));
        }
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "$ref" => visit(text),
                    Value::Object(mapping) if key == "mapping" => {
                        for target in mapping.values_mut() {
                            match target {
                                Value::String(text) => visit(text),
                                other => each_reference_mut(other, visit),
                            }
                        }
                    }
                    member => each_reference_mut(member, visit),
                }
            }
        }
        _ => {}
    }
}
