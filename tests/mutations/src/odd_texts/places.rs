//! The locations of strings in a document: every string value and every key.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use codegen::internals::document::grammar::listing;
use codegen::internals::document::pointer::JsonPointer;
use serde_json::{Map, Value};

/// Keywords whose objects have names chosen by the author as keys.
static MAPS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let named = listing::rows().into_iter().filter(|row| row.has_named_members);
    named.map(|row| row.key).collect()
});

/// The number of path segments that make up the kind of a location.
const STEPS: usize = 2;

/// The location of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The pointer to the value, or to the member with the key.
    pub pointer: JsonPointer,
    /// The part of the member.
    pub part: Part,
    /// The last segments of the pointer, with `*` for names and indices.
    pub kind: String,
}

/// The part of a member that contains the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// Returns every location of a document, in document order.
pub fn places(document: &Value) -> Vec<Place> {
    let mut walk = Walk { places: Vec::new(), steps: Vec::new() };
    walk.value(document, &JsonPointer::root(), Keys::Keywords);
    walk.places
}

/// The role of the keys of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    Keywords,
    Names,
}

struct Walk<'d> {
    places: Vec<Place>,
    steps: Vec<&'d str>,
}

impl<'d> Walk<'d> {
    fn value(&mut self, value: &'d Value, at: &JsonPointer, keys: Keys) {
        match value {
            Value::String(_) => self.place(at, Part::Value),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.steps.push("*");
                    self.value(item, &at.child(index), keys);
                    self.steps.pop();
                }
            }
            Value::Object(members) => {
                for (key, value) in members {
                    let below = match keys {
                        Keys::Keywords if MAPS.contains(key.as_str()) => Keys::Names,
                        _ => Keys::Keywords,
                    };
                    self.steps.push(if keys == Keys::Names { "*" } else { key });
                    let at = at.child(key);
                    self.place(&at, Part::Key);
                    self.value(value, &at, below);
                    self.steps.pop();
                }
            }
            _ => {}
        }
    }

    fn place(&mut self, at: &JsonPointer, part: Part) {
        let from = self.steps.len().saturating_sub(STEPS);
        let what = if part == Part::Key { "key " } else { "" };
        let kind = format!("{what}{}", self.steps[from..].join("/"));
        self.places.push(Place { pointer: at.clone(), part, kind });
    }
}

/// Returns the document with these strings at these locations. If a key is renamed, so are its
/// references: in every `$ref`, and in the `required` next to it.
pub(crate) fn replaced(document: &Value, texts: &[(&Place, &str)]) -> Value {
    let mut document = document.clone();
    let (mut keys, values): (Vec<_>, Vec<_>) =
        texts.iter().partition(|(place, _)| place.part == Part::Key);
    for (place, text) in values {
        if let Some(value) = document.pointer_mut(place.pointer.as_str()) {
            *value = Value::String((*text).to_owned());
        }
    }
    // The deepest first, so that the pointers to the others stay valid.
    keys.sort_by_key(|(place, _)| std::cmp::Reverse(place.pointer.tokens().count()));
    for (place, text) in keys {
        rename(&mut document, &place.pointer, text);
    }
    document
}

fn rename(document: &mut Value, at: &JsonPointer, to: &str) {
    let (Some(parent), Some(key)) = (at.parent(), at.tokens().last()) else { return };
    let Some(Value::Object(members)) = document.pointer_mut(parent.as_str()) else { return };
    let renamed =
        |(name, value): (String, Value)| (if name == *key { to.to_owned() } else { name }, value);
    *members = std::mem::take(members).into_iter().map(renamed).collect::<Map<_, _>>();
    let around = parent.parent().and_then(|it| document.pointer_mut(it.as_str()));
    let required = around.and_then(|it| it.get_mut("required")).and_then(Value::as_array_mut);
    for name in required.into_iter().flatten().filter(|name| **name == *key) {
        *name = Value::String(to.to_owned());
    }
    let (old, new) = (at.to_string(), parent.child(to).to_string());
    refer(document, &old, &new);
}

/// Changes every `$ref` to `old`, or to something in it, to refer to `new`.
fn refer(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, old, new)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == "$ref" => {
                        let rest = text.strip_prefix(old).map(str::to_owned);
                        if let Some(rest) = rest.filter(|it| it.is_empty() || it.starts_with('/')) {
                            *text = format!("{new}{rest}");
                        }
                    }
                    value => refer(value, old, new),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({
            "components": { "schemas": { "Pet": {
                "required": ["id", "name"],
                "properties": { "id": { "type": "string" }, "next": { "$ref": "#/components/schemas/Pet" } },
            } } },
        })
    }

    #[test]
    fn keys_and_strings_are_locations_whose_kind_omits_names() {
        let document = document();
        let places = places(&document);
        let kinds: Vec<&str> = places.iter().map(|place| place.kind.as_str()).collect();
        assert_eq!(kinds[..3], ["key components", "key components/schemas", "key schemas/*"]);
        assert!(kinds.contains(&"*/type"), "{kinds:?}");
        assert!(kinds.contains(&"required/*"), "{kinds:?}");
    }

    #[test]
    fn a_key_is_renamed_wherever_it_is_meant() {
        let document = document();
        let places = places(&document);
        let place = |at: &str| {
            places
                .iter()
                .find(|it| it.pointer.as_str() == at && it.part == Part::Key)
                .expect("a location")
        };
        let texts = [
            (place("/components/schemas/Pet"), "a/b"),
            (place("/components/schemas/Pet/properties/id"), ""),
        ];
        let document = replaced(&document, &texts);
        let pet = &document["components"]["schemas"]["a/b"];
        assert_eq!(pet["required"], json!(["", "name"]));
        assert_eq!(pet["properties"][""], json!({ "type": "string" }));
        assert_eq!(pet["properties"]["next"]["$ref"], "#/components/schemas/a~1b");
    }
}
