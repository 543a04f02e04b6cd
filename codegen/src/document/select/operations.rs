//! The operations of a document: the strings that patterns are matched with, and the removal of
//! operations that aren't selected.

use serde_json::{Map, Value};

use super::ignored::is_ignored;
use crate::config::{Pattern, Selection, Subject};
use crate::document::grammar::references::{self, MAX_CHAIN_LEN};
use crate::document::grammar::{self, ADDITIONAL_OPERATIONS, methods};
use crate::document::pointer::JsonPointer;
use crate::document::{Document, Origin};

/// The strings of an operation that patterns are matched with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OperationTexts {
    pub(super) path: Option<String>,
    pub(super) webhook: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) id: Option<String>,
    /// Such as `GET /pets/{id}`.
    pub(super) method_and_path: Option<String>,
    /// Whether an extension excludes the operation.
    pub(super) ignored: bool,
}

impl OperationTexts {
    pub(super) fn is_selected(&self, selection: &Selection) -> bool {
        let matches = |pattern: &Pattern| self.matches(pattern);
        !self.ignored
            && (selection.include.is_empty() || selection.include.iter().any(matches))
            && !selection.exclude.iter().any(matches)
    }

    pub(super) fn matches(&self, pattern: &Pattern) -> bool {
        self.texts(pattern.subject).any(|text| pattern.matches(text))
    }

    /// Returns the strings that patterns about `subject` are matched with.
    pub(super) fn texts(&self, subject: Subject) -> impl Iterator<Item = &str> {
        let (tags, one, other): (&[String], _, _) = match subject {
            Subject::Tag => (&self.tags, None, None),
            Subject::Path => (&[], self.path.as_deref(), None),
            Subject::Operation => (&[], self.id.as_deref(), self.method_and_path.as_deref()),
            Subject::Webhook => (&[], self.webhook.as_deref(), None),
        };
        tags.iter().map(String::as_str).chain(one).chain(other)
    }
}

/// The removed values, each with its former location.
#[derive(Default)]
pub(super) struct Removed(Vec<(JsonPointer, Value)>);

impl Removed {
    /// Returns the value that was at `place`.
    pub(super) fn value(&self, place: &JsonPointer) -> Option<&Value> {
        let (at, value) = self.0.iter().find(|(at, _)| place.starts_with(at))?;
        value.pointer(&place.as_str()[at.as_str().len()..])
    }
}

/// Returns all operations and webhooks of a document.
pub(super) fn operation_texts(root: &Value) -> Vec<OperationTexts> {
    let mut all = Vec::new();
    for section in ["paths", "webhooks"] {
        let items = root.get(section).and_then(Value::as_object);
        for (name, item) in items.into_iter().flatten() {
            let is_extension = section == "paths" && name.starts_with("x-");
            let items = if is_extension { Vec::new() } else { chain(root, item) };
            let is_omitted = is_omitted(&items);
            for item in items {
                let operations = operations(item);
                let operation_texts =
                    operations.map(|(method, it)| texts_of(section, name, method, it));
                all.extend(
                    operation_texts
                        .map(|it| OperationTexts { ignored: it.ignored || is_omitted, ..it }),
                );
            }
        }
    }
    all
}

/// Removes the operations that aren't selected, and the path items that become empty.
pub(super) fn keep(document: &mut Document, selection: &Selection) -> Removed {
    let mut removed = Removed::default();
    for section in ["paths", "webhooks"] {
        let items = document.value.get(section).and_then(Value::as_object);
        let names: Vec<String> = items.into_iter().flatten().map(|(key, _)| key.clone()).collect();
        for name in names.iter().filter(|name| section != "paths" || !name.starts_with("x-")) {
            let place = JsonPointer::root().child(section).child(name);
            let item = document.value.pointer(place.as_str());
            let is_omitted = item.is_some_and(|it| is_omitted(&chain(&document.value, it)));
            let is_selected = |method: &str, operation: &Value| {
                !is_omitted && texts_of(section, name, method, operation).is_selected(selection)
            };
            write_out(document, &place, &is_selected);
            let Some(Value::Object(items)) = document.value.get_mut(section) else { continue };
            let Some(item) = items.get_mut(name) else { continue };
            if item.get("$ref").is_some() && !has_operations(item) {
                // A reference that remains leads only to selected operations, or is dangling.
                continue;
            }
            strip(item, &place, &mut removed, &is_selected);
            if !has_operations(item)
                && let Some(item) = items.shift_remove(name)
            {
                removed.0.push((place, item));
            }
        }
    }
    removed
}

type Test<'a> = &'a dyn Fn(&str, &Value) -> bool;

/// Replaces a path item that refers to others with their merged contents, unless all of its
/// operations are selected.
fn write_out(document: &mut Document, place: &JsonPointer, is_selected: Test<'_>) {
    let Some(item) = document.value.pointer(place.as_str()) else { return };
    let items = chain(&document.value, item);
    let is_whole = |item: &&Map<String, Value>| {
        operations(item).all(|(method, operation)| is_selected(method, operation))
    };
    if items.len() < 2 || items.iter().all(is_whole) {
        return;
    }
    let mut merged = Map::new();
    let mut origins = Vec::new();
    let mut at = place.clone();
    for item in items {
        for (key, value) in item.iter().filter(|(key, _)| *key != "$ref") {
            if !merged.contains_key(key) {
                merged.insert(key.clone(), value.clone());
                let (source, pointer) = document.place(&at.child(key));
                origins.push(Origin { at: place.child(key), source, pointer });
            }
        }
        let next = references::target(item).and_then(JsonPointer::of_reference);
        at = next.unwrap_or(at);
    }
    document.origins.retain(|origin| !origin.at.starts_with(place));
    document.origins.extend(origins);
    if let Some(item) = document.value.pointer_mut(place.as_str()) {
        *item = Value::Object(merged);
    }
}

/// Removes the operations of a path item that aren't selected.
fn strip(item: &mut Value, place: &JsonPointer, removed: &mut Removed, is_selected: Test<'_>) {
    let Some(members) = item.as_object_mut() else { return };
    for method in methods().map(|field| field.name) {
        if members.get(method).is_some_and(|operation| !is_selected(method, operation))
            && let Some(operation) = members.shift_remove(method)
        {
            removed.0.push((place.child(method), operation));
        }
    }
    let Some(Value::Object(additional)) = members.get_mut(ADDITIONAL_OPERATIONS) else { return };
    let at = place.child(ADDITIONAL_OPERATIONS);
    let (kept, others): (Map<_, _>, Map<_, _>) = std::mem::take(additional)
        .into_iter()
        .partition(|(method, operation)| is_selected(method, operation));
    *additional = kept;
    removed.0.extend(others.into_iter().map(|(method, it)| (at.child(method), it)));
}

/// Returns a path item and those it refers to within the document.
fn chain<'a>(root: &'a Value, item: &'a Value) -> Vec<&'a Map<String, Value>> {
    let mut items = Vec::new();
    let mut next = item.as_object();
    while let Some(item) = next {
        items.push(item);
        let target = references::target(item).and_then(JsonPointer::of_reference);
        let target = target.filter(|_| items.len() < MAX_CHAIN_LEN);
        next = target.and_then(|target| root.pointer(target.as_str())?.as_object());
    }
    items
}

/// Whether an extension excludes a path item, given as its chain of references.
fn is_omitted(items: &[&Map<String, Value>]) -> bool {
    items.iter().any(|item| is_ignored(item))
}

fn has_operations(item: &Value) -> bool {
    item.as_object().is_some_and(|item| operations(item).next().is_some())
}

fn operations(item: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    grammar::operations(item).map(|(method, operation)| (method.name(), operation))
}

fn texts_of(section: &str, name: &str, method: &str, operation: &Value) -> OperationTexts {
    let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
    let id = operation.get("operationId").and_then(Value::as_str).map(str::to_owned);
    let tags = tags.filter_map(Value::as_str).map(str::to_owned).collect();
    let ignored = operation.as_object().is_some_and(is_ignored);
    let named = OperationTexts { tags, id, ignored, ..OperationTexts::default() };
    if section == "webhooks" {
        return OperationTexts { webhook: Some(name.to_owned()), ..named };
    }
    let method_and_path = Some(format!("{} {name}", method.to_uppercase()));
    OperationTexts { path: Some(name.to_owned()), method_and_path, ..named }
}
