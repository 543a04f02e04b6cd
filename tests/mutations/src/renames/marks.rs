//! Marks: the original location of each object of a document.

use std::collections::BTreeMap;

use codegen::internals::document::pointer::JsonPointer;
use serde_json::{Map, Value};

/// The key of a mark, which real documents don't use.
const MARK: &str = "x-mutations-place";

/// Marks every object of a document with its location.
pub(super) fn mark(document: &mut Value) {
    set(document, &JsonPointer::root());
}

fn set(value: &mut Value, at: &JsonPointer) {
    match value {
        Value::Object(members) => {
            members.iter_mut().for_each(|(name, it)| set(it, &at.child(name)));
            members.insert(MARK.to_owned(), Value::String(at.as_str().to_owned()));
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(index, it)| set(it, &at.child(index)));
        }
        _ => {}
    }
}

/// The original locations, by the locations after the changes.
#[derive(Debug, Default)]
pub(super) struct Before(BTreeMap<String, String>);

impl Before {
    /// Returns the original location of a value, or the one that it would have had.
    pub(super) fn place(&self, after: &str) -> String {
        // A location without an object, such as an item of a list of types, is inside an object.
        let ends = after.match_indices('/').map(|(end, _)| end).chain([after.len()]);
        let known = ends.rev().find_map(|end| Some((self.0.get(&after[..end])?, end)));
        known.map_or_else(|| after.to_owned(), |(known, end)| format!("{known}{}", &after[end..]))
    }
}

/// Removes the marks, and returns the original locations.
pub(super) fn take(document: &mut Value) -> Before {
    let mut before = BTreeMap::new();
    collect(document, &JsonPointer::root(), &mut before);
    Before(before)
}

fn collect(value: &mut Value, at: &JsonPointer, before: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(place)) = members.shift_remove(MARK) {
                before.insert(at.as_str().to_owned(), place);
            }
            members.iter_mut().for_each(|(name, it)| collect(it, &at.child(name), before));
        }
        Value::Array(items) => {
            let items = items.iter_mut().enumerate();
            items.for_each(|(index, it)| collect(it, &at.child(index), before));
        }
        _ => {}
    }
}

/// Returns a copy of a value without marks.
pub(super) fn without(value: &Value) -> Value {
    let mut copy = value.clone();
    take(&mut copy);
    copy
}

/// Whether a key belongs to a mark.
pub(super) fn is_mark(key: &str) -> bool {
    key == MARK
}

/// Returns the object with this original location.
pub(super) fn find<'d>(document: &'d mut Value, place: &str) -> Option<&'d mut Map<String, Value>> {
    // Most objects are still where they were.
    let is_it = |value: Option<&Value>| value.is_some_and(|it| it.get(MARK) == Some(&place.into()));
    if is_it(document.pointer(place)) {
        return document.pointer_mut(place)?.as_object_mut();
    }
    let at = search(document, place, &JsonPointer::root())?;
    document.pointer_mut(at.as_str())?.as_object_mut()
}

fn search(value: &Value, place: &str, at: &JsonPointer) -> Option<JsonPointer> {
    match value {
        Value::Object(members) if members.get(MARK) == Some(&place.into()) => Some(at.clone()),
        Value::Object(members) => {
            members.iter().find_map(|(name, it)| search(it, place, &at.child(name)))
        }
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(index, it)| search(it, place, &at.child(index)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn marks_tell_where_things_were() {
        let mut document = json!({"a": [{"b": 1}], "c": {}});
        mark(&mut document);
        let moved = document["a"].as_array_mut().expect("a list");
        moved.insert(0, json!({"new": true}));
        assert_eq!(find(&mut document, "/a/0").expect("it is there")["b"], 1);
        let before = take(&mut document);
        assert_eq!(document, json!({"a": [{"new": true}, {"b": 1}], "c": {}}));
        assert_eq!(before.place("/a/1"), "/a/0");
        assert_eq!(before.place("/a/1/b"), "/a/0/b");
        assert_eq!(before.place("/c"), "/c");
    }
}
