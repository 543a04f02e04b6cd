//! Tests of `$ref`s and discriminators.

use super::*;

#[test]
fn an_overlay_is_suggested_for_a_missing_component() {
    let document = with_schema("3.1.0", json!({"$ref": "#/components/schemas/TaxIDFormat"}));
    assert_eq!(found(document.clone()), ["Error dangling-ref #/components/schemas/Pet/$ref"]);
    let (message, help) = text(document);
    assert_eq!(message, "`#/components/schemas/TaxIDFormat` does not exist");
    assert_eq!(
        help,
        "define it in an overlay:\noverlay: 1.0.0\ninfo:\n  title: \"Define TaxIDFormat\"\n  \
         version: 1.0.0\nactions:\n  - target: $.components.schemas\n    update:\n      \
         TaxIDFormat:\n        type: string # or its actual type"
    );
}

#[test]
fn the_overlay_makes_the_section_that_is_missing() {
    let operation = json!({"responses": {"200": {"$ref": "#/components/responses/a~1b"}}});
    let help = text(with_operation(operation)).1;
    let expected = "  - target: $\n    update:\n      components:\n        responses:\n          \
                    \"a/b\":\n            description: what it is";
    assert!(help.ends_with(expected), "{help}");
}

#[test]
fn a_similar_name_is_suggested() {
    let near = with_schema("3.1.0", json!({"$ref": "#/components/schemas/Othre"}));
    assert!(text(near).1.starts_with("did you mean `#/components/schemas/Other`?"));
    let old = with_schema("3.1.0", json!({"$ref": "#/definitions/Other"}));
    let help = text(old).1;
    assert!(help.starts_with("did you mean `#/components/schemas/Other`?"), "{help}");
    assert!(help.contains("target: \"$..[?@['$ref'] == '#/definitions/Other']\""), "{help}");
    let local = json!({"$defs": {"A": {}}, "items": {"$ref": "#/$defs/A"}});
    let help = text(with_schema("3.1.0", local)).1;
    assert!(help.starts_with("`#/components/schemas/Pet/$defs/A` is probably meant"), "{help}");
    let copy = "copy: \"$['components']['schemas']['Pet']['$defs']['A']\"";
    assert!(help.ends_with(copy), "{help}");
}

#[test]
fn only_the_first_reference_explains() {
    let missing = json!({"$ref": "#/components/schemas/Gone"});
    let document = with_schema("3.1.0", json!({"items": missing, "not": missing}));
    let diagnostics = diagnostics(document);
    let [first, second] = diagnostics.as_slice() else { panic!("two diagnostics") };
    assert!(first.help.as_ref().is_some_and(|help| help.contains("overlay: 1.0.0")));
    assert_eq!(second.help.as_deref(), Some("see the first reference to it"));
}

#[test]
fn deep_and_encoded_references_are_followed() {
    let paths = json!({"/a b/{id}": {"get": {"responses": {"200": {
        "description": "ok",
        "content": {"application/json": {"schema": {"type": "string"}}},
    }}, "parameters": [{"name": "id", "in": "path", "required": true, "schema": {}}]}}});
    let schema = "/get/responses/200/content/application~1json/schema";
    let mut document = with_schema(
        "3.1.0",
        json!({
            "properties": {"y": {}},
            "items": {"$ref": "#/components/schemas/Pet/properties/y"},
            "not": {"$ref": format!("#/paths/~1a%20b~1%7Bid%7D{schema}")},
        }),
    );
    document["paths"] = paths;
    assert_eq!(found(document), [""; 0]);
}

#[test]
fn undefined_targets_are_checked_as_their_used_kind() {
    let mut document = with_schema("3.1.0", json!({"$ref": "#/x-shared/Pet"}));
    document["x-shared"] = json!({"Pet": {"type": "objct", "not": {"$ref": "#/x-shared/Cat"}}});
    assert_eq!(
        found(document),
        ["Error wrong-type #/x-shared/Pet/type", "Error dangling-ref #/x-shared/Pet/not/$ref"]
    );
}

#[test]
fn a_target_of_another_kind_is_rejected() {
    let mut document = with_schema("3.1.0", json!({"$ref": "#/components/parameters/id"}));
    let parameter = json!({"name": "id", "in": "query", "schema": {}});
    document["components"]["parameters"] = json!({"id": parameter});
    assert_eq!(found(document.clone()), ["Error wrong-type #/components/schemas/Pet/$ref"]);
    let message = text(document).0;
    assert_eq!(
        message,
        "`#/components/parameters/id` is a parameter, but a schema is expected here"
    );
    let whole = with_schema("3.1.0", json!({"$ref": "#/components/schemas"}));
    assert_eq!(found(whole), ["Error wrong-type #/components/schemas/Pet/$ref"]);
}

#[test]
fn anchors_are_not_followed() {
    let document = with_schema("3.1.0", json!({"$ref": "#pet"}));
    assert!(text(document).0.contains("neither a JSON Pointer nor"));
}

#[test]
fn an_alias_cycle_is_one_error() {
    let mut document = with_schema("3.1.0", json!({"$ref": "#/components/schemas/B"}));
    let schemas = &mut document["components"]["schemas"];
    schemas["B"] = json!({"$ref": "#/components/schemas/C"});
    schemas["C"] = json!({"$ref": "#/components/schemas/B"});
    assert_eq!(found(document.clone()), ["Error ref-cycle #/components/schemas/B/$ref"]);
    assert!(text(document).0.contains("leads to `#/components/schemas/C`, then"));
    let itself = with_schema("3.0.0", json!({"$ref": "#/components/schemas/Pet"}));
    assert_eq!(found(itself), ["Error ref-cycle #/components/schemas/Pet/$ref"]);
}

#[test]
fn paths_into_a_cycle_are_not_part_of_it() {
    let mut document = with_schema("3.1.0", json!({"items": {"$ref": "#/components/schemas/A"}}));
    document["components"]["schemas"]["A"] = json!({"$ref": "#/components/schemas/B"});
    document["components"]["schemas"]["B"] = json!({"$ref": "#/components/schemas/B"});
    assert_eq!(found(document), ["Error ref-cycle #/components/schemas/B/$ref"]);
}

#[test]
fn parameter_cycles_terminate() {
    let operation = json!({"parameters": [{"$ref": "#/components/parameters/a"}]});
    let mut document = with_operation(operation);
    let circle = json!({"$ref": "#/components/parameters/a"});
    document["components"] = json!({"parameters": {"a": circle}});
    assert_eq!(found(document), ["Error ref-cycle #/components/parameters/a/$ref"]);
}

#[test]
fn recursion_through_a_property_is_not_a_cycle() {
    let schema = json!({"properties": {"next": {"$ref": "#/components/schemas/Pet"}}});
    assert_eq!(found(with_schema("3.1.0", schema)), [""; 0]);
}

#[test]
fn a_long_chain_is_rejected() {
    let mut document = with_schema("3.1.0", json!({"$ref": "#/components/schemas/A0"}));
    let mut schemas = serde_json::Map::new();
    for index in 0..10_000 {
        let next = format!("#/components/schemas/A{}", index + 1);
        schemas.insert(format!("A{index}"), json!({"$ref": next}));
    }
    schemas.insert("A10000".to_owned(), json!({"type": "string"}));
    document["components"]["schemas"] = Value::Object(schemas);
    assert_eq!(found(document), ["Error too-large #/components/schemas/A9899/$ref"]);
}

#[test]
fn mappings_name_schemas_in_three_ways() {
    let mapping = json!({
        "name": "Other",
        "reference": "#/components/schemas/Other",
        "object": {"$ref": "#/components/schemas/Other"},
    });
    let schema = |mapping| json!({"discriminator": {"propertyName": "kind", "mapping": mapping}});
    assert_eq!(found(with_schema("3.1.0", schema(mapping))), [""; 0]);
    let place = "Error discriminator-mapping #/components/schemas/Pet/discriminator/mapping/a";
    for wrong in [json!("Othr"), json!("#/components/schemas/Othr"), json!({"$ref": "Othr"})] {
        let document = with_schema("3.1.0", schema(json!({"a": wrong})));
        assert_eq!(found(document.clone()), [place]);
        assert_eq!(text(document).1, "did you mean `#/components/schemas/Other`?");
    }
    assert_eq!(found(with_schema("3.1.0", schema(json!({"a": 1})))), [place]);
    let default = json!({"discriminator": {"propertyName": "kind", "defaultMapping": "Gone"}});
    assert_eq!(
        found(with_schema("3.2.0", default)),
        ["Error discriminator-mapping #/components/schemas/Pet/discriminator/defaultMapping"]
    );
}
