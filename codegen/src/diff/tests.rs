//! Each rule, by one change of a small document.

use std::collections::BTreeSet;
use std::fs;

use super::{Difference, Rule, Verdict, compare};
use crate::config::Config;

const DOCUMENT: &str = r##"
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.example", description: Production}]
paths:
  /animals:
    get:
      operationId: animals:list
      summary: Lists them.
      parameters:
        - {name: page, in: query, schema: {type: integer}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Page"}}}}
        '404': {description: none, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /animals/{id}/{part}:
    get:
      operationId: animals:get
      security: [{key: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: part, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  schemas:
    Page:
      type: object
      properties:
        items: {type: array, items: {$ref: "#/components/schemas/Animal"}}
        names: {$ref: "#/components/schemas/Names"}
    Animal:
      description: One of them.
      oneOf:
        - {$ref: "#/components/schemas/Cat"}
        - {$ref: "#/components/schemas/Dog"}
      discriminator: {propertyName: kind, mapping: {cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog"}}
    Cat:
      type: object
      required: [kind, name, age]
      properties:
        kind: {const: cat}
        name: {type: string}
        age: {type: integer}
        colour: {$ref: "#/components/schemas/Colour"}
    Dog:
      type: object
      required: [kind]
      properties: {kind: {const: dog}}
    Colour: {type: string, enum: [red, black]}
    Names: {type: array, items: {type: string}}
    Label: {oneOf: [{type: string}, {type: array, items: {type: integer}}]}
    Problem: {type: object, properties: {detail: {type: string}}}
"##;

/// What is replaced by what, and the rules that this is an instance of.
const CASES: &[(&str, &str, &[Rule])] = &[
    (
        "components:\n  securitySchemes:",
        "  /food:\n    get:\n      operationId: food:list\n      responses: {'204': {description: ok}}\ncomponents:\n  securitySchemes:",
        &[Rule::OperationAdded],
    ),
    ("/animals:", "/creatures:", &[Rule::OperationMoved]),
    (
        "summary: Lists them.",
        "summary: Lists them.\n      deprecated: true",
        &[Rule::OperationDeprecated],
    ),
    ("Lists them.", "Lists all.", &[Rule::OperationDocs]),
    (
        "{name: page, in: query,",
        "{name: page, in: query, required: true,",
        &[Rule::ArgumentAdded, Rule::SetterRemoved],
    ),
    (
        "{name: page, in: query, schema: {type: integer}}",
        "{name: page, in: query, schema: {type: string}}",
        &[Rule::SetterType],
    ),
    (
        "{name: part, in: path, required: true, schema: {type: string}}",
        "{name: part, in: path, required: true, schema: {type: integer}}",
        &[Rule::ArgumentType],
    ),
    ("/animals/{id}/{part}:", "/animals/{part}/{id}:", &[Rule::ArgumentsReordered]),
    (
        "'200': {description: ok, content: {application/json: {schema: {$ref: \"#/components/schemas/Page\"}}}}",
        "'200': {description: ok, content: {application/json: {schema: {type: string}}}}",
        &[Rule::SuccessType],
    ),
    (
        "        '404': {description: none, content",
        "        '409': {description: clash}\n        '404': {description: none, content",
        &[Rule::ErrorAdded],
    ),
    (
        "'404': {description: none, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}",
        "'404': {description: none, content: {application/json: {schema: {type: string}}}}",
        &[Rule::ErrorType],
    ),
    (
        "    Problem: {type: object",
        "    Other: {type: object}\n    Problem: {type: object",
        &[Rule::TypeAdded],
    ),
    (
        "Problem: {type: object, properties: {detail: {type: string}}}",
        "Problem: {type: string, enum: [none]}",
        &[Rule::TypeKind],
    ),
    (
        "Problem: {type: object,",
        "Problem: {deprecated: true, type: object,",
        &[Rule::TypeDeprecated],
    ),
    ("One of them.", "One of all.", &[Rule::TypeDocs]),
    (
        "{detail: {type: string}}",
        "{detail: {type: string}, code: {type: string}}",
        &[Rule::FieldAdded],
    ),
    (
        "{type: object, properties: {detail: {type: string}}}",
        "{type: object, required: [code], properties: {detail: {type: string}, code: {type: string}}}",
        &[Rule::FieldAddedRequired],
    ),
    ("        colour: {$ref: \"#/components/schemas/Colour\"}\n", "", &[Rule::FieldRemoved]),
    (
        "name: {type: string}\n        age: {type: integer}",
        "age: {type: integer}\n        name: {type: string}",
        &[Rule::FieldsReordered],
    ),
    ("age: {type: integer}", "age: {type: number}", &[Rule::FieldType]),
    ("{detail: {type: string}}", "{detail: {type: [string, 'null']}}", &[Rule::FieldPresence]),
    (
        "required: [kind]\n      properties: {kind: {const: dog}}",
        "required: [kind, legs]\n      properties: {kind: {const: dog}, legs: {const: 4}}",
        &[Rule::ConstantChanged],
    ),
    (
        "Problem: {type: object,",
        "Problem: {type: object, additionalProperties: {type: string},",
        &[Rule::UnlistedChanged],
    ),
    ("[red, black]", "[red, black, white]", &[Rule::ValueAdded]),
    ("[red, black]", "[red]", &[Rule::ValueRemoved]),
    (
        "Names: {type: array, items: {type: string}}",
        "Names: {type: array, items: {type: integer}}",
        &[Rule::AliasType],
    ),
    (
        "[{url: \"https://zoo.example\", description: Production}]",
        "[{url: \"https://zoo.example\", description: Production}, {url: \"https://test.example\", description: Sandbox}]",
        &[Rule::ServerAdded],
    ),
    (
        "key: {type: http, scheme: bearer}",
        "key: {type: http, scheme: bearer}\n    other: {type: apiKey, in: header, name: x-key}",
        &[Rule::CredentialAdded],
    ),
    (
        "        '404': {description: none, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n",
        "",
        &[Rule::ErrorsNone],
    ),
    (
        "- {$ref: \"#/components/schemas/Dog\"}\n",
        "- {$ref: \"#/components/schemas/Dog\"}\n        - {$ref: \"#/components/schemas/Problem\"}\n",
        &[Rule::MemberAdded],
    ),
    (
        "{type: array, items: {type: integer}}]",
        "{type: array, items: {type: boolean}}]",
        &[Rule::MemberType],
    ),
];

/// Changes that are others the other way round.
const REVERSED: &[(Rule, &[Rule])] = &[
    (Rule::OperationAdded, &[Rule::OperationRemoved]),
    (Rule::ArgumentAdded, &[Rule::ArgumentRemoved, Rule::SetterAdded]),
    (Rule::ErrorAdded, &[Rule::ErrorRemoved]),
    (Rule::TypeAdded, &[Rule::TypeRemoved]),
    (Rule::ErrorsNone, &[Rule::ErrorsFirst]),
    (Rule::MemberAdded, &[Rule::MemberRemoved]),
    (Rule::ServerAdded, &[Rule::ServerRemoved]),
    (Rule::CredentialAdded, &[Rule::CredentialRemoved]),
];

fn difference(old: &str, new: &str) -> Difference {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = [("old", old), ("new", new)].map(|(name, text)| {
        let path = folder.path().join(format!("{name}.yaml"));
        fs::write(&path, text).expect("written");
        let config = Config::for_document(path, Vec::new(), folder.path().join(name), None);
        crate::surface(&config).unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics))
    });
    compare(&old, &new)
}

fn rules(difference: &Difference) -> BTreeSet<Rule> {
    difference.changes.iter().map(|change| change.rule).collect()
}

fn edited(from: &str, to: &str) -> String {
    assert!(DOCUMENT.contains(from), "{from}");
    DOCUMENT.replacen(from, to, 1)
}

#[test]
fn nothing_changes_where_nothing_is_different() {
    let difference = difference(DOCUMENT, DOCUMENT);
    assert_eq!(difference.changes, []);
    assert_eq!((difference.verdict(), difference.release().as_str()), (None, "0.1.0"));
}

#[test]
fn each_rule_has_a_change() {
    let mut seen = BTreeSet::new();
    for (from, to, expected) in CASES {
        let changed = edited(from, to);
        let found = rules(&difference(DOCUMENT, &changed));
        for rule in *expected {
            assert!(found.contains(rule), "{to}: {found:?}");
        }
        seen.extend(found);
        for (rule, reversed) in REVERSED.iter().filter(|(rule, _)| expected.contains(rule)) {
            let found = rules(&difference(&changed, DOCUMENT));
            assert!(reversed.iter().all(|it| found.contains(it)), "back from {rule:?}: {found:?}");
            seen.extend(found);
        }
    }
    let missing: Vec<_> = Rule::ALL.iter().filter(|rule| !seen.contains(rule)).collect();
    assert!(missing.is_empty(), "no change for {missing:?}");
}

#[test]
fn a_change_says_where_it_is_and_whom_it_concerns() {
    let changed = edited("age: {type: integer}", "age: {type: number}");
    let difference = difference(DOCUMENT, &changed);
    let [change] = &difference.changes[..] else { panic!("{:?}", difference.changes) };
    assert_eq!(change.group, "animals");
    assert_eq!(change.item, "types::Cat.age");
    assert_eq!(change.pointer, "#/components/schemas/Cat/properties/age");
    assert_eq!(change.detail, "`i64` → `f64`");
    assert_eq!(difference.verdict(), Some(Verdict::Breaking));
    assert_eq!(difference.release(), "0.2.0");
    let markdown = difference.to_markdown();
    assert!(markdown.starts_with("**breaking: 1 breaking, 0 additive, 0 docs."), "{markdown}");
    let row = "| **breaking** | `types::Cat.age`: type of a property changed, `i64` → `f64` |";
    assert!(markdown.contains(row), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&difference.to_json()).expect("JSON");
    assert_eq!(json["changes"][0]["item"], "types::Cat.age");
    assert_eq!(json["release"], "0.2.0");
}
