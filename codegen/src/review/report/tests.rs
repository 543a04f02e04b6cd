//! Reports of two small documents.

use std::fs;
use std::path::PathBuf;

use super::{ChangeStatus, Kind, Report};
use crate::config::Config;

const OLD: &str = r##"
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /animals:
    get:
      operationId: animals:list
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
    put:
      operationId: animals:replace
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Cage"}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Animal:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Herd"}]
    Cat:
      type: object
      required: [lives]
      properties: {lives: {type: integer, maximum: 9}, colour: {type: string, enum: [red, black]}}
    Herd:
      type: object
      required: [animals]
      properties: {animals: {type: array, items: {$ref: "#/components/schemas/Animal"}}}
    Cage: {type: object, properties: {size: {type: integer}}}
"##;

/// Returns the report of [`OLD`] with these replacements, compared with the original.
fn changed(replacements: &[(&str, &str)]) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let config = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("written");
        Config::for_document(file, Vec::new(), PathBuf::new(), None)
    };
    let new = replacements.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "there is no `{from}`");
        text.replace(from, to)
    });
    let (old, new) = (config("old.yaml", OLD), config("new.yaml", &new));
    crate::pipeline::report(&new, Some(&old)).expect("both are read")
}

/// Returns the index of a type.
fn position(report: &Report, name: &str) -> usize {
    report.types.iter().position(|item| item.name == name).expect("a type")
}

#[test]
fn the_graph_has_all_mentions() {
    let report = changed(&[]);
    let [animal, cat, herd, colour] =
        ["Animal", "Cat", "Herd", "CatColour"].map(|name| position(&report, name));
    let names = |at: usize| report.types[at].names.as_slice();
    assert_eq!(names(cat), [colour]);
    assert_eq!(names(herd), [animal]);
    let mut members = [cat, herd];
    members.sort_unstable();
    assert_eq!(names(animal), members);
    let kinds = [animal, cat, colour].map(|at| report.types[at].kind);
    assert_eq!(kinds, [Kind::Union, Kind::Object, Kind::Enum]);
    let cycles = [animal, cat, herd].map(|at| report.types[at].cycle);
    assert_eq!(cycles, [Some(animal.min(herd)), None, Some(animal.min(herd))]);
    let [list, replace] = &report.resources[0].operations[..] else { panic!("two operations") };
    assert_eq!(
        (&list.response_types, &replace.request_types),
        (&vec![animal], &vec![position(&report, "Cage")])
    );
}

#[test]
fn a_type_is_listed_next_to_its_schema() {
    let report = changed(&[]);
    let cat = &report.types[position(&report, "Cat")];
    let schema: serde_json::Value = serde_json::from_str(&cat.schema).expect("JSON");
    assert_eq!(schema["properties"]["lives"]["maximum"], 9);
    assert!(cat.rust.contains("pub struct Cat {") && cat.rust.contains("pub lives: i64,"));
    assert!(!cat.rust.contains("use ") && !cat.rust.contains("@generated"), "{}", cat.rust);
}

#[test]
fn a_gap_belongs_to_the_enclosing_type() {
    let report = changed(&[]);
    let gap = report.gaps.iter().find(|gap| gap.keyword == "maximum").expect("a gap");
    assert_eq!(gap.item, Some(position(&report, "Cat")));
    assert_eq!(gap.pointer, "#/components/schemas/Cat/properties/lives");
}

#[test]
fn unchanged_items_are_not_marked() {
    let report = changed(&[]);
    assert!(report.types.iter().all(|it| it.change_status.is_none() && it.old_rust.is_none()));
    assert_eq!(report.release.map(|it| it.changes.len()), Some(0));
}

#[test]
fn changed_and_removed_items_are_marked() {
    let report = changed(&[
        ("lives: {type: integer", "lives: {type: string"),
        ("[red, black]", "[red, black, white]"),
        ("#/components/schemas/Cage", "#/components/schemas/Pen"),
        (
            "    Cage: {type: object, properties: {size: {type: integer}}}",
            "    Pen: {type: string, enum: [large, small]}",
        ),
    ]);
    let change_status = |name: &str| report.types[position(&report, name)].change_status;
    assert_eq!(change_status("Cat"), Some(ChangeStatus::Breaking));
    assert_eq!(change_status("CatColour"), Some(ChangeStatus::Additive));
    assert_eq!(change_status("Herd"), None);
    assert_eq!(change_status("Pen"), Some(ChangeStatus::Added));
    assert_eq!(change_status("Cage"), Some(ChangeStatus::Removed));
    assert_eq!(position(&report, "Cage"), report.types.len() - 1);
    let cat = &report.types[position(&report, "Cat")];
    assert!(cat.old_rust.as_ref().is_some_and(|old| old.contains("pub lives: i64,")));
    assert!(cat.old_schema.as_ref().is_some_and(|old| old.contains("integer")));
    assert!(report.types[position(&report, "Cage")].schema.contains("size"));
    let changes = &report.release.as_ref().expect("a release").changes;
    assert!(changes.iter().all(|it| it.witness_label == "stops compiling"));
    let replace = report.resources[0].operations.last().expect("an operation");
    assert_eq!(replace.change_status, Some(ChangeStatus::Breaking));
}

#[test]
fn a_renamed_type_is_marked_under_both_names() {
    let report = changed(&[
        ("#/components/schemas/Cage", "#/components/schemas/Pen"),
        ("    Cage:", "    Pen:"),
    ]);
    let change_status = |name: &str| report.types[position(&report, name)].change_status;
    assert_eq!(
        (change_status("Pen"), change_status("Cage")),
        (Some(ChangeStatus::Breaking), Some(ChangeStatus::Removed))
    );
    let report = changed(&[("animals:replace", "animals:exchange")]);
    let operations = &report.resources[0].operations;
    let change_statuses: Vec<_> =
        operations.iter().map(|it| (it.function.as_str(), it.change_status)).collect();
    let expected = [
        ("list", None),
        ("exchange", Some(ChangeStatus::Breaking)),
        ("replace", Some(ChangeStatus::Removed)),
    ];
    assert_eq!(change_statuses, expected);
}

#[test]
fn webhooks_are_a_resource() {
    let text = |name: &str, event: &str, property: &str| {
        format!(
            "webhooks:\n  {name}: {{post: {{requestBody: {{content: {{application/json: {{schema: \
             {{type: object, title: {event}, required: [type], properties: {{type: {{const: \
             {name}}}, {property}: {{type: integer}}}}}}}}}}}}, responses: {{'200': {{description: \
             ok}}}}}}}}\ncomponents:\n"
        )
    };
    let (paths, added) = ("components:\n", text("fed", "Feeding", "grams"));
    let report = changed(&[(paths, &added)]);
    let [fed] = &report.webhooks.as_ref().expect("webhooks").list[..] else { panic!("one") };
    assert_eq!((fed.name.as_str(), fed.change_status), ("fed", Some(ChangeStatus::Added)));
    assert_eq!(fed.payload_types, [position(&report, "Feeding")]);
    assert_eq!(report.types[position(&report, "Feeding")].group, "Webhooks");
    assert!(changed(&[]).webhooks.is_none());
}
