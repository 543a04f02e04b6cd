//! Tests of the grammar with small documents.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::anchors::Name;
use super::references::Reference;
use super::*;
use crate::document::pointer::JsonPointer;

fn shape(place: &str, reading: KeyInterpretation) -> Option<Shape> {
    let place = JsonPointer::parse(place).expect("a pointer");
    place.tokens().try_fold(Shape::DOCUMENT, |shape, token| shape.entry(&token, reading).shape())
}

fn kind(place: &str) -> Option<Kind> {
    shape(place, KeyInterpretation::Specified)?.kind()
}

/// Returns the titles of the schemas that a walk over a value of this shape visits.
fn titles(shape: Shape, mut value: Value) -> Vec<String> {
    let mut titles = Vec::new();
    walk_mut(shape, &mut value, KeyInterpretation::Understood, &mut |_, object| {
        titles.extend(object.get("title").and_then(Value::as_str).map(str::to_owned));
    });
    titles
}

#[test]
fn schemas_are_found_below_operations() {
    let body = "/paths/~1a/post/requestBody/content/application~1json/schema";
    assert_eq!(kind(body), Some(Kind::Schema));
    assert_eq!(kind("/paths/x-a/post"), None);
    assert_eq!(kind("/webhooks/x-a/post"), Some(Kind::Operation));
}

#[test]
fn properties_may_be_named_like_keywords_or_extensions() {
    let schema = "/components/schemas/A";
    for name in ["example", "x-id"] {
        assert_eq!(kind(&format!("{schema}/properties/{name}")), Some(Kind::Schema), "{name}");
        assert_eq!(kind(&format!("{schema}/{name}")), None, "{name}");
    }
}

#[test]
fn only_schemas_are_visited_among_lookalikes() {
    let schema = json!({
        "properties": { "default": { "title": "A" }, "x-b": { "title": "B" } },
        "default": { "properties": { "c": { "title": "C" } } },
        "enum": [{ "items": { "title": "D" } }],
        "allOf": [{ "items": { "title": "E" } }],
    });
    assert_eq!(titles(Shape::Schema, schema), ["A", "B", "E"]);
}

#[test]
fn extensions_of_paths_are_not_path_items() {
    let mut paths = json!({ "x-a": { "get": {} }, "/b": { "get": {} } });
    let mut seen = Vec::new();
    let shape = Shape::Object(Kind::Paths);
    walk_mut(shape, &mut paths, KeyInterpretation::Guessed, &mut |kind, _| seen.push(kind));
    assert_eq!(seen, [Kind::Paths, Kind::PathItem, Kind::Operation]);
}

#[test]
fn unspecified_keys_are_interpreted_as_requested() {
    let read = |place: &str| {
        [KeyInterpretation::Specified, KeyInterpretation::Understood, KeyInterpretation::Guessed]
            .map(|reading| shape(place, reading).and_then(Shape::kind))
    };
    let schema = Some(Kind::Schema);
    assert_eq!(read("/components/schemas/A/definitions/B"), [None, schema, schema]);
    assert_eq!(read("/components/schemas/A/proprties/B"), [None, None, schema]);
    assert_eq!(read("/paths/~1a/copy"), [None, None, Some(Kind::Operation)]);
    assert_eq!(read("/components/links/A/copy"), [None, None, None]);
}

#[test]
fn both_forms_of_the_step_see_the_same_objects() {
    let mut value = json!({
        "paths": { "/a": { "parameters": [{ "schema": {} }], "get": { "callbacks": {} } } },
        "components": { "schemas": { "A": false, "B": { "not": true, "dependencies": { "c": {} } } } },
    });
    let mut seen = Vec::new();
    let mut pending = vec![(Shape::DOCUMENT, &value)];
    while let Some((shape, value)) = pending.pop() {
        let first = pending.len();
        let children = children(shape, value, KeyInterpretation::Understood);
        let described = children.filter_map(|child| Some((child.entry.shape()?, child.value)));
        pending.extend(described);
        pending[first..].reverse();
        seen.extend(shape.kind().filter(|_| value.is_object()));
    }
    let mut seen_mut = Vec::new();
    walk_mut(Shape::DOCUMENT, &mut value, KeyInterpretation::Understood, &mut |kind, _| {
        seen_mut.push(kind)
    });
    assert_eq!(seen, seen_mut);
    assert!(seen.contains(&Kind::Callback) || seen.contains(&Kind::Parameter), "{seen:?}");
}

#[test]
fn the_sections_are_those_of_the_version() {
    let old = sections().filter(|(.., since)| *since == Version::V3_0).count();
    assert_eq!((old, sections().count()), (9, 11));
    assert_eq!(Kind::RequestBody.section(), Some("requestBodies"));
    assert_eq!(Kind::PathItem.section(), None);
    assert_eq!(Kind::Operation.section(), None);
}

#[test]
fn operations_are_those_of_fields_and_of_additional_methods() {
    let item = json!({ "query": 1, "summary": 2, "additionalOperations": { "COPY": 3 }, "get": 4 });
    let at = JsonPointer::root();
    let found: Vec<_> = operations(item.as_object().expect("an object"))
        .map(|(method, value)| format!("{} {value}", method.below(&at).as_str()))
        .collect();
    assert_eq!(found, ["/get 4", "/query 1", "/additionalOperations/COPY 3"]);
}

#[test]
fn the_names_of_a_discriminator_are_names_or_references() {
    let discriminator = json!({
        "mapping": { "a": "A", "b": { "$ref": "#/b" }, "c": 1 },
        "defaultMapping": "other.yaml#/D",
    });
    let names = mapping::names(discriminator.as_object().expect("an object"));
    let at = JsonPointer::root();
    let found: Vec<_> = names
        .map(|(slot, name)| (slot.below(&at).as_str().to_owned(), references::of_name(name)))
        .collect();
    let expected = [
        ("/mapping/a".to_owned(), Some("A")),
        ("/mapping/b".to_owned(), Some("#/b")),
        ("/mapping/c".to_owned(), None),
        ("/defaultMapping".to_owned(), Some("other.yaml#/D")),
    ];
    assert_eq!(found, expected);
    assert_eq!(mapping::as_reference("A~"), "#/components/schemas/A~0");
    assert_eq!(mapping::as_reference("a.yaml#/A"), "a.yaml#/A");
}

#[test]
fn references_are_found_wherever_they_are() {
    let mut value = json!({
        "x-a": [{ "$ref": "#/1" }],
        "$dynamicRef": "#2",
        "discriminator": { "mapping": { "a": "#/3", "b": { "$ref": "#/4" } }, "defaultMapping": "5" },
        "mapping": { "c": "no reference" },
    });
    let mut found = Vec::new();
    references::any(&value, &mut |reference| {
        let (Reference::Ref(text) | Reference::DynamicRef(text) | Reference::Mapping(text)) =
            reference;
        found.push(text.to_owned());
        false
    });
    let mut changed = Vec::new();
    references::each_mut(&mut value, &mut |text| changed.push(std::mem::take(text)));
    found.sort();
    changed.sort();
    assert_eq!(found, ["#/1", "#/3", "#/4", "#2", "5"]);
    assert_eq!(changed, found);
}

#[test]
fn names_of_schemas_come_in_the_order_of_the_document() {
    let value = json!({
        "a": { "$anchor": "one", "items": { "$id": "two" } },
        "b": [{ "$dynamicAnchor": "three" }],
    });
    let names: Vec<_> = anchors::names(&value).map(|(name, _)| name).collect();
    assert_eq!(names, [Name::Anchor("one"), Name::Id("two"), Name::Anchor("three")]);
    assert!(names[0].is_named_by("#one") && !names[0].is_named_by("one"));
    assert!(names[1].is_named_by("two"));
}

#[test]
fn the_list_has_each_key_once_with_its_versions() {
    let rows = listing::rows();
    let keys: BTreeSet<_> = rows.iter().map(|row| (row.object, row.key)).collect();
    assert_eq!(keys.len(), rows.len());
    let objects: BTreeSet<_> = rows.iter().map(|row| row.object).collect();
    assert_eq!(objects.len(), listing::kinds().len());
    let row = |object: &str, key: &str| {
        let found = rows.iter().find(|row| row.object == object && row.key == key);
        let row = found.unwrap_or_else(|| panic!("no `{key}` of the {object}"));
        let versions: Vec<_> = row.versions.iter().map(ToString::to_string).collect();
        (versions.join(" "), row.holds.as_str())
    };
    assert_eq!(row("Schema Object", "nullable"), ("3.0".to_owned(), "boolean"));
    assert_eq!(row("Schema Object", "prefixItems").0, "3.1 3.2");
    assert_eq!(row("Schema Object", "definitions").0, "");
    let item = ("3.0 3.1 3.2".to_owned(), "Path Item Object or Reference Object");
    assert_eq!(row("Paths Object", "{path}"), item);
    assert_eq!(row("Components Object", "mediaTypes").0, "3.2");
}

#[test]
fn free_form_keys_are_listed() {
    let rows = listing::rows();
    let named = rows.iter().filter(|row| row.has_named_members);
    let named: BTreeSet<_> = named.map(|row| row.key).collect();
    for key in ["paths", "security", "schemas", "mapping", "scopes", "callbacks", "$defs"] {
        assert!(named.contains(key), "{key}");
    }
    for key in ["info", "allOf", "servers", "{status}", "flows"] {
        assert!(!named.contains(key), "{key}");
    }
}

#[test]
fn components_are_named_by_section_and_key() {
    let at = |reference: &str| component_at(&JsonPointer::of_reference(reference)?);
    let named = |section: &str, name: &str| Some((section.to_owned(), name.to_owned()));
    assert_eq!(at("#/components/schemas/A"), named("schemas", "A"));
    assert_eq!(at("#/components/schemas/a~1b%20%7Bc%7D"), named("schemas", "a/b {c}"));
    assert_eq!(at("#/components/schemas/A/items"), None);
    assert_eq!(at("#/$defs/schemas/A"), None);
    assert_eq!(component_place("schemas", "a/b").as_str(), "/components/schemas/a~1b");
}
