//! The components that bundling adds: one per target, with a unique name.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value};

use super::Bundle;
use super::meaning::Meaning;
use super::position::{Inlined, Position, Target};
use crate::document::grammar::{Kind, Shape, component_place};
use crate::document::pointer::JsonPointer;

type Section = &'static str;

/// The names of the components, both the author's and those that bundling adds.
#[derive(Default)]
pub(super) struct Components {
    /// The name of each target that is or becomes a component.
    names: BTreeMap<(Section, Target), String>,
    /// All names in use.
    taken: BTreeSet<(Section, String)>,
    /// Targets that have a name but aren't in the tree yet.
    waiting: VecDeque<(Kind, Target, String)>,
}

impl Components {
    fn claim(&mut self, section: Section, target: Target, name: &str) {
        self.names.entry((section, target)).or_insert_with(|| name.to_owned());
    }

    /// Returns the first of `name`, `name_2`, `name_3`, ... that is unused, and marks it as used.
    fn allocate(&mut self, section: Section, name: &str) -> String {
        let numbered = (2..).map(|number: usize| format!("{name}_{number}"));
        let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
        let free = candidates.find(|name| !self.taken.contains(&(section, name.clone())));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.taken.insert((section, free.clone()));
        free
    }
}

impl Bundle<'_> {
    /// Returns the pointer of the component for `target`, which is added if missing, or `None` if
    /// `components` has no section for this kind of object.
    pub(super) fn component(&mut self, kind: Kind, target: &Target) -> Option<JsonPointer> {
        let section = kind.section()?;
        let key = (section, target.clone());
        let name = match self.components.names.get(&key) {
            Some(name) => name.clone(),
            None => {
                let wanted = name(&target.pointer, self.files.path(target.source));
                let name = self.components.allocate(section, &wanted);
                self.components.names.insert(key, name.clone());
                self.components.waiting.push_back((kind, target.clone(), name.clone()));
                name
            }
        };
        Some(component_place(section, &name))
    }

    /// Registers the author's names: if a component is only a reference into another file, all other
    /// references to the same target use that component as well.
    pub(super) fn claim_names(&mut self, components: &mut Value, position: &Position<'_>) {
        let Value::Object(sections) = components else { return };
        for (key, entries) in sections {
            let position = position.member(key);
            let Some(Shape::Map(object)) = position.shape else { continue };
            let Some(section) = object.kind().and_then(Kind::section) else { continue };
            let around = self.target_of(entries, &position);
            let (entries, source) = match &around {
                Some(target) => match self.files.value(target.source, &target.pointer) {
                    Some(entries) => (entries.clone(), target.source),
                    None => continue,
                },
                None => (entries.clone(), 0),
            };
            let Value::Object(entries) = entries else { continue };
            for (name, entry) in &entries {
                self.components.taken.insert((section, name.clone()));
                if let Some(Target { source, pointer }) = &around {
                    let target = Target { source: *source, pointer: pointer.child(name) };
                    self.components.claim(section, target, name);
                }
                let position = Position { source, ..position.member(name) };
                if let Some(target) = self.target_of(entry, &position) {
                    self.components.claim(section, target, name);
                }
            }
        }
    }

    /// Returns the location in another file that `value`, a bare reference, points to. Doesn't
    /// report dangling references: the later walk does.
    fn target_of(&mut self, value: &Value, position: &Position<'_>) -> Option<Target> {
        let object = value.as_object().filter(|object| object.len() == 1)?;
        let text = object.get("$ref")?.as_str()?;
        match self.meaning(text, position) {
            Ok(Some(Meaning::File(target))) => Some(target),
            Ok(_) => None,
            Err(problem) => {
                // A broken file is reported only once, so the diagnostic would be lost otherwise.
                if problem.span.is_some() {
                    self.diagnostics.push(problem);
                }
                None
            }
        }
    }

    /// Adds the referenced components to the tree, including those that they refer to in turn.
    pub(super) fn place_components(&mut self, root: &mut Value) {
        while let Some((kind, target, name)) = self.components.waiting.pop_front() {
            let Some(section) = kind.section() else { continue };
            let at = component_place(section, &name);
            let mut value = self.copy(&target, &at);
            let inlined = Inlined { target: &target, around: None, length: 1 };
            let position = Position {
                shape: Some(Shape::referable(kind)),
                source: target.source,
                pointer: target.pointer.clone(),
                at,
                depth: 3,
                inlined: Some(&inlined),
            };
            self.visit(&mut value, &position);
            if let Some(entries) = member(root, "components").and_then(|all| member(all, section)) {
                entries.as_object_mut().map(|entries| entries.insert(name, value));
            }
            if self.nodes_left == 0 {
                return;
            }
        }
    }
}

/// Returns the object under `key`, which is added if missing, or `None` if the value is something
/// else.
fn member<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    let members = value.as_object_mut()?;
    Some(members.entry(key).or_insert_with(|| Value::Object(Map::new())))
        .filter(|value| value.is_object())
}

/// Returns the component name for the value at `pointer` of the file `path`: the last token of the
/// pointer, or the file name, with only the characters that a component name may have (OpenAPI 3.0,
/// Components Object).
fn name(pointer: &JsonPointer, path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let word = match pointer.last() {
        Some(last) if last.bytes().all(|byte| byte.is_ascii_digit()) => format!("{stem}_{last}"),
        Some(last) => last,
        None => stem.to_owned(),
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = word.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    if name.is_empty() { "_".to_owned() } else { name }
}
