//! Tests of keywords and the types of their values.

use super::*;

const PET: &str = "#/components/schemas/Pet";

#[test]
fn a_valid_document_has_no_diagnostics() {
    let schema = json!({
        "type": ["object", "null"],
        "properties": {"properties": {"$ref": "#/components/schemas/Other"}, "a": true},
        "required": ["a"],
        "additionalProperties": false,
        "x-order": ["a"],
        "example": {"propertis": 1},
    });
    assert_eq!(found(with_schema("3.1.0", schema)), [""; 0]);
}

#[test]
fn a_typo_is_an_error_with_a_suggestion() {
    let document = with_schema("3.0.3", json!({"type": "object", "propertis": {}}));
    assert_eq!(found(document.clone()), [format!("Error unknown-keyword {PET}/propertis")]);
    assert_eq!(text(document).1, "did you mean `properties`?");
}

#[test]
fn a_typo_of_a_present_keyword_is_only_unknown() {
    let schema = json!({"properties": {}, "propertis": {}});
    assert_eq!(
        found(with_schema("3.1.0", schema)),
        [format!("Warning unknown-keyword {PET}/propertis")]
    );
}

#[test]
fn repeated_unknown_keywords_are_one_warning() {
    let schema = json!({"units": "kg", "items": {"units": "g"}, "not": {"units": "t"}});
    let document = with_schema("3.1.0", schema);
    assert_eq!(found(document.clone()), [format!("Warning unknown-keyword {PET}/units")]);
    assert!(text(document).0.ends_with("2 more occurrences"));
}

#[test]
fn a_typo_in_a_bound_is_a_warning() {
    let document = with_schema("3.1.0", json!({"min_items": 2}));
    assert_eq!(found(document.clone()), [format!("Warning unknown-keyword {PET}/min_items")]);
    assert_eq!(text(document).1, "did you mean `minItems`?");
}

#[test]
fn unknown_keys_whose_content_would_be_lost_are_errors() {
    let mut document = with_schema("3.1.0", json!({}));
    document["components"]["things"] = json!({});
    document["paths"] = json!({"/a": {"purge": {}}});
    assert_eq!(
        found(document),
        ["Error unknown-keyword #/paths/~1a/purge", "Error unknown-keyword #/components/things",]
    );
}

#[test]
fn a_keyword_of_a_newer_version_is_a_warning() {
    let document = with_schema("3.0.3", json!({"const": 1}));
    assert_eq!(found(document.clone()), [format!("Warning unknown-keyword {PET}/const")]);
    assert_eq!(text(document).1, "set `openapi: 3.1.0`");
    assert_eq!(found(with_schema("3.1.0", json!({"const": 1, "nullable": true}))), [""; 0]);
}

#[test]
fn wrong_types_are_errors() {
    for (schema, place) in [
        (json!({"type": "strng"}), "/type"),
        (json!({"properties": [{"a": {}}]}), "/properties"),
        (json!({"properties": {"a": "string"}}), "/properties/a"),
        (json!({"required": true}), "/required"),
        (json!({"required": ["a", 1]}), "/required"),
        (json!({"enum": "a"}), "/enum"),
        (json!({"items": [{}]}), "/items"),
        (json!({"anyOf": {}}), "/anyOf"),
        (json!({"allOf": [{"maxLength": -1}]}), "/allOf/0/maxLength"),
        (json!({"$ref": 1}), "/$ref"),
    ] {
        let expected = format!("Error wrong-type {PET}{place}");
        assert_eq!(found(with_schema("3.1.0", schema)), [expected]);
    }
    assert!(text(with_schema("3.0.0", json!({"required": true}))).1.contains("list `required`"));
}

#[test]
fn null_descriptions_are_ignored() {
    let document = with_schema("3.1.0", json!({"description": null}));
    assert_eq!(found(document), [format!("Warning wrong-type {PET}/description")]);
}

#[test]
fn extensions_are_not_reported() {
    let schema = json!({"x-codegen-const": 1, "x-codegen:null": true, "x-": []});
    assert!(found(with_schema("3.1.0", schema)).is_empty());
}

#[test]
fn required_fields_are_required() {
    let document = json!({"openapi": "3.1.0", "info": {"title": "Pets"}, "paths": {}});
    assert_eq!(found(document), ["Error missing-keyword #/info"]);
    let parameter = json!({"parameters": [{"in": "query", "schema": {}}]});
    assert_eq!(
        found(with_operation(parameter)),
        ["Error missing-keyword #/paths/~1pets/get/parameters/0"]
    );
}

#[test]
fn a_numeric_version_must_be_quoted() {
    let document = json!({"openapi": "3.1.0", "info": {"title": "A", "version": 1.5}, "paths": {}});
    assert_eq!(text(document).1, "write it in quotes: \"1.5\"");
}

#[test]
fn deep_and_large_documents_are_limited() {
    let mut deep = json!({"tpye": "string"});
    for _ in 0..1_000 {
        deep = json!({"items": deep});
    }
    assert_eq!(found(with_schema("3.1.0", deep)).len(), 1);
    let flood: serde_json::Map<String, Value> =
        (0..5_000).map(|index| (index.to_string(), json!(1))).collect();
    let count = found(with_schema("3.1.0", json!({"properties": flood}))).len();
    assert!((1_000..1_100).contains(&count), "{count}");
}
