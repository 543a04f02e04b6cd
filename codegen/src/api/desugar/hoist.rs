//! References to nested schemas: moves their targets to `components.schemas` in a stamped document,
//! so that every `$ref` to a schema refers to a component.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::{Object, READING, components, discriminator, stamp};
use crate::api::extension;
use crate::document::grammar::references;
use crate::document::grammar::{Kind, Shape, anchors, component_at, component_place, walk_mut};
use crate::document::pointer::JsonPointer;

/// Moves nested schemas that a `$ref` or a discriminator's mapping refers to into the components,
/// and resolves references that consist of an `$anchor` or `$id` (JSON Schema 2020-12 Core, 8.2).
pub(super) fn hoist(document: &mut Value) {
    let mut names = Names::default();
    names.rewrite(Shape::DOCUMENT, document);
    if names.are_left {
        names.anchors = anchors_of(document);
        names.rewrite(Shape::DOCUMENT, document);
    }
    // The moved schemas may refer to locations that weren't known to be schemas.
    while !names.places.is_empty() {
        for key in move_all(document, &std::mem::take(&mut names.places)) {
            if let Some(schema) = components(document, "schemas").and_then(|all| all.get_mut(&key))
            {
                names.rewrite(Shape::Schema, schema);
            }
        }
    }
}

/// The state of rewriting the references to schemas.
#[derive(Default)]
struct Names {
    /// The JSON Pointers of schemas by the reference to their identifier: `#anchor` or the entire
    /// `$id`.
    anchors: HashMap<String, String>,
    /// The locations of the schemas to be moved to the components.
    places: BTreeSet<JsonPointer>,
    /// Whether a reference that isn't a JSON Pointer remains.
    are_left: bool,
}

impl Names {
    /// Rewrites all references to schemas in `value` as references to components.
    fn rewrite(&mut self, shape: Shape, value: &mut Value) {
        walk_mut(shape, value, READING, &mut |kind, object| {
            if kind != Kind::Schema {
                return;
            }
            as_plain_reference(object);
            let mut rewrite = |text: &mut String| {
                self.places.extend(name_component(text, &self.anchors));
                self.are_left |= !text.starts_with("#/");
            };
            if let Some(Value::String(text)) = object.get_mut("$ref") {
                rewrite(text);
            }
            discriminator::each_reference(object, &mut rewrite);
        });
    }
}

/// Replaces `$dynamicRef` with `$ref`. They refer to the same schema unless a referring schema has
/// the same dynamic anchor (JSON Schema 2020-12 Core, 8.2.3.2), which no generated type can depend
/// on.
fn as_plain_reference(schema: &mut Object) {
    if !schema.contains_key("$ref")
        && let Some(reference) = schema.shift_remove("$dynamicRef")
    {
        schema.insert("$ref".to_owned(), reference);
    }
}

/// Returns the JSON Pointers of schemas by the reference to their identifier: `#anchor` or the
/// entire `$id`.
fn anchors_of(document: &Value) -> HashMap<String, String> {
    let mut anchors = HashMap::new();
    for (name, schema) in anchors::names(document) {
        // An object without a stamp isn't a schema.
        let pointer = schema.get(extension::POINTER).and_then(Value::as_str);
        if let Some(pointer) = pointer {
            anchors.entry(name.reference()).or_insert_with(|| pointer.to_owned());
        }
    }
    anchors
}

/// Whether a reference is a plain one to a component schema.
fn is_canonical(text: &str) -> bool {
    text.strip_prefix("#/components/schemas/").is_some_and(|key| !key.contains(['/', '%']))
}

/// Rewrites a reference. Returns the location that it points to if that isn't a component yet.
fn name_component(text: &mut String, anchors: &HashMap<String, String>) -> Option<JsonPointer> {
    if is_canonical(text) {
        return None;
    }
    let place = match anchors.get(text.as_str()) {
        Some(pointer) => JsonPointer::parse(pointer)?,
        None => JsonPointer::of_reference(text).filter(|place| *place != JsonPointer::root())?,
    };
    if let Some((section, key)) = component_at(&place)
        && section == "schemas"
    {
        *text = extension::schema_reference(&key);
        return None;
    }
    *text = extension::schema_reference(&format!("{}{}", extension::HOISTED, place.as_str()));
    Some(place)
}

/// Moves the schemas at `places`, and returns the keys of those that weren't known to be schemas.
fn move_all(document: &mut Value, places: &BTreeSet<JsonPointer>) -> Vec<String> {
    let mut innermost_first: Vec<&JsonPointer> = places.iter().collect();
    innermost_first.sort_by_key(|place| std::cmp::Reverse(place.as_str().matches('/').count()));
    let mut moved: Vec<(&JsonPointer, Value)> = Vec::new();
    let mut new = Vec::new();
    for place in innermost_first {
        let key = format!("{}{}", extension::HOISTED, place.as_str());
        let Some(slot) = slot(document, place) else { continue };
        let alias = json!({ "$ref": extension::schema_reference(&key) });
        let mut schema = std::mem::replace(slot, alias);
        if !is_stamped(&schema) {
            stamp::stamp(Shape::Schema, &mut schema, &mut place.as_str().to_owned());
            new.push(key);
        }
        moved.push((place, schema));
    }
    moved.sort_by_key(|(place, _)| *place);
    for (place, schema) in moved {
        let key = format!("{}{}", extension::HOISTED, place.as_str());
        if let Some(schemas) = components(document, "schemas") {
            schemas.insert(key, schema);
        }
    }
    new
}

/// Returns the schema at `place`, even if it or an enclosing schema has been moved.
fn slot<'a>(document: &'a mut Value, place: &JsonPointer) -> Option<&'a mut Value> {
    let mut way = JsonPointer::root();
    for token in place.tokens() {
        let here = document.pointer(way.as_str())?;
        if let Some(key) = here.as_object().and_then(hoisted_key) {
            way = component_place("schemas", &key);
        }
        way = way.child(token);
    }
    let is_section = || way.tokens().next().is_some_and(|first| first == "components");
    let protected = match way.tokens().count() {
        0 | 1 => true,
        2 => is_section(),
        _ => false,
    };
    let found = document.pointer(way.as_str())?;
    // An alias to its own hoisted key was left here when the schema was moved. Any other alias is
    // the author's.
    let is_moved = |it: &Object| {
        hoisted_key(it)
            .is_some_and(|key| key.strip_prefix(extension::HOISTED) == Some(place.as_str()))
    };
    let is_schema = found.is_boolean() || found.as_object().is_some_and(|it| !is_moved(it));
    if protected || !is_schema {
        return None;
    }
    document.pointer_mut(way.as_str())
}

fn hoisted_key(object: &Object) -> Option<Cow<'_, str>> {
    extension::schema_key(references::target(object)?)
        .filter(|key| key.starts_with(extension::HOISTED))
}

fn is_stamped(schema: &Value) -> bool {
    let Value::Object(object) = schema else { return false };
    object.contains_key(extension::POINTER) || (object.len() == 1 && object.contains_key("$ref"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hoisted(mut document: Value) -> Value {
        stamp::stamp(Shape::DOCUMENT, &mut document, &mut String::new());
        hoist(&mut document);
        document
    }

    #[test]
    fn a_reference_to_a_reference_elsewhere_is_followed_to_its_end() {
        let mut document = json!({ "components": {
            "schemas": {
                "A": { "$ref": "#/components/parameters/P/schema" },
                "B": { "type": "string" },
            },
            "parameters": {
                "P": { "schema": { "$ref": "#/components/parameters/Q/schema" } },
                "Q": { "schema": { "$ref": "#/components/schemas/B" } },
            },
        } });
        stamp::stamp(Shape::DOCUMENT, &mut document, &mut String::new());
        hoist(&mut document);
        let schemas = &document["components"]["schemas"];
        let mut at = "A".to_owned();
        for _ in 0..3 {
            let reference = schemas[&at]["$ref"].as_str().unwrap_or_else(|| panic!("{at}"));
            at = extension::schema_key(reference).expect("a key").into_owned();
        }
        assert_eq!(at, "B");
    }

    #[test]
    fn a_nested_definition_becomes_a_component_and_an_alias() {
        let document = hoisted(json!({
            "$defs": { "A": { "title": "A" } },
            "components": { "schemas": { "B": { "items": { "$ref": "#/$defs/A" } } } },
        }));
        let alias = json!({ "$ref": "#/components/schemas/x-codegen:~1$defs~1A" });
        assert_eq!(document["$defs"]["A"], alias);
        assert_eq!(document["components"]["schemas"]["B"]["items"], alias);
        let moved = &document["components"]["schemas"]["x-codegen:/$defs/A"];
        assert_eq!(moved, &json!({ "title": "A", "x-codegen:pointer": "/$defs/A" }));
    }

    #[test]
    fn nested_places_are_moved_each_on_its_own() {
        let document = hoisted(json!({ "components": { "schemas": {
            "A": { "properties": { "b": { "items": { "title": "C" } } } },
            "B": { "allOf": [
                { "$ref": "#/components/schemas/A/properties/b" },
                { "$ref": "#/components/schemas/A/properties/b/items" },
            ] },
        } } }));
        let schemas = &document["components"]["schemas"];
        let outer = "x-codegen:/components/schemas/A/properties/b";
        assert_eq!(schemas["A"]["properties"]["b"]["$ref"], extension::schema_reference(outer));
        assert_eq!(
            schemas[outer]["items"]["$ref"],
            extension::schema_reference(&format!("{outer}/items"))
        );
        assert_eq!(schemas[format!("{outer}/items")]["title"], "C");
    }

    #[test]
    fn a_hoisted_schema_may_refer_to_its_own_parts() {
        let document = hoisted(json!({
            "x-a": { "b": { "properties": { "c": {}, "d": { "$ref": "#/x-a/b/properties/c" } } } },
            "components": { "schemas": { "B": { "$ref": "#/x-a/b" } } },
        }));
        let schemas = &document["components"]["schemas"];
        let inner = "x-codegen:/x-a/b/properties/c";
        assert_eq!(schemas[inner]["x-codegen:pointer"], "/x-a/b/properties/c");
        let alias = json!({ "$ref": extension::schema_reference(inner) });
        assert_eq!(schemas["x-codegen:/x-a/b"]["properties"]["c"], alias);
        assert_eq!(schemas["x-codegen:/x-a/b"]["properties"]["d"], alias);
    }

    #[test]
    fn anchors_and_escapes_are_resolved() {
        let document = hoisted(json!({ "components": { "schemas": {
            "a b": { "$anchor": "here" },
            "B": { "allOf": [{ "$ref": "#here" }, { "$ref": "#/components/schemas/a%20b" }] },
        } } }));
        let expected = json!({ "$ref": "#/components/schemas/a b" });
        assert_eq!(document["components"]["schemas"]["B"]["allOf"], json!([expected, expected]));
    }

    #[test]
    fn dangling_references_hoist_nothing() {
        let document = hoisted(json!({ "components": { "schemas": {
            "A": { "items": { "$ref": "#/components/schemas" } },
            "B": { "items": { "$ref": "#/nowhere/at/all" } },
        } } }));
        assert_eq!(document["components"]["schemas"].as_object().expect("an object").len(), 2);
    }
}
