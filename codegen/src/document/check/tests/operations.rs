//! Tests of paths, operations, parameters and security.

use super::*;

fn path_parameter(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {}})
}

#[test]
fn operation_ids_are_unique() {
    let operation = json!({"operationId": "a"});
    let document = with_paths(json!({"/a": {"get": operation}, "/b": {"put": operation}}));
    assert_eq!(
        found(document.clone()),
        ["Warning duplicate-operation-id #/paths/~1b/put/operationId"]
    );
    assert!(text(document).0.contains("#/paths/~1a/get/operationId"));
}

#[test]
fn path_parameters_are_declared_here_or_there() {
    let mut document = with_paths(json!({"/a/{x}/{y}/{z}": {
        "parameters": [path_parameter("x")],
        "get": {"parameters": [path_parameter("y"), {"$ref": "#/components/parameters/z"}]},
    }}));
    document["components"] = json!({"parameters": {"z": path_parameter("z")}});
    assert_eq!(found(document), [""; 0]);
}

#[test]
fn an_undeclared_path_parameter_is_a_warning() {
    let document = with_paths(json!({"/a/{x}": {"get": {}}}));
    assert_eq!(found(document.clone()), ["Warning missing-keyword #/paths/~1a~1{x}/get"]);
    assert!(text(document).1.contains("`{name: x, in: path, required: true, schema: {type"));
}

#[test]
fn an_unused_path_parameter_is_a_warning() {
    let document = with_paths(json!({"/a": {"get": {"parameters": [path_parameter("x")]}}}));
    assert_eq!(found(document), ["Warning missing-keyword #/paths/~1a/get/parameters/0"]);
}

#[test]
fn path_items_can_be_referenced() {
    let mut document = with_paths(json!({"/a/{x}": {"$ref": "#/components/pathItems/a"}}));
    document["components"] = json!({"pathItems": {"a": {"get": {}}}});
    assert_eq!(found(document), ["Warning missing-keyword #/components/pathItems/a/get"]);
}

#[test]
fn path_and_response_keys_are_validated() {
    assert_eq!(found(with_paths(json!({"a": {}}))), ["Error unknown-keyword #/paths/a"]);
    let responses = |key: &str| with_operation(json!({"responses": {key: {"description": ""}}}));
    for good in ["200", "4XX", "default"] {
        assert_eq!(found(responses(good)), [""; 0]);
    }
    assert_eq!(
        found(responses("4xx")),
        ["Warning unknown-keyword #/paths/~1pets/get/responses/4xx"]
    );
    assert_eq!(found(responses("ok")), ["Error unknown-keyword #/paths/~1pets/get/responses/ok"]);
}

#[test]
fn swagger_parameters_are_explained() {
    let parameter = json!({"name": "a", "in": "query", "type": "string"});
    let document = with_operation(json!({"parameters": [parameter]}));
    let place = "#/paths/~1pets/get/parameters/0";
    assert_eq!(
        found(document.clone()),
        [format!("Error unknown-keyword {place}/type"), format!("Error missing-keyword {place}")]
    );
    let help = diagnostics(document).as_slice()[0].help.clone();
    assert_eq!(help.as_deref(), Some("put the type in a schema: `schema: {type: ...}`"));
}

#[test]
fn path_parameters_are_always_required() {
    let parameter = json!({"name": "x", "in": "path", "schema": {}});
    let document = with_paths(json!({"/a/{x}": {"get": {"parameters": [parameter]}}}));
    assert_eq!(found(document), ["Warning missing-keyword #/paths/~1a~1{x}/get/parameters/0"]);
}

#[test]
fn siblings_of_a_reference_are_ignored_with_a_warning() {
    let parameter =
        json!({"$ref": "#/components/parameters/a", "description": "d", "required": true});
    let mut document = with_operation(json!({"parameters": [parameter]}));
    let target = json!({"name": "a", "in": "query", "schema": {}});
    document["components"] = json!({"parameters": {"a": target}});
    assert_eq!(
        found(document),
        ["Warning unknown-keyword #/paths/~1pets/get/parameters/0/required"]
    );
}

#[test]
fn a_media_type_outside_content_is_explained() {
    let response = json!({"description": "", "application/json": {}});
    let document = with_operation(json!({"responses": {"200": response}}));
    assert!(text(document).1.contains("`content: {application/json: ...}`"));
}

#[test]
fn security_names_schemes_that_are_complete() {
    let mut document = with_operation(json!({"security": [{"x-keyy": []}, {"x-key": []}]}));
    document["components"] =
        json!({"securitySchemes": {"x-key": {"type": "apiKey", "in": "query"}}});
    assert_eq!(
        found(document.clone()),
        [
            "Warning dangling-ref #/paths/~1pets/get/security/0/x-keyy",
            "Error missing-keyword #/components/securitySchemes/x-key",
        ]
    );
    let help = diagnostics(document).as_slice()[0].help.clone();
    assert_eq!(help.as_deref(), Some("did you mean `x-key`?"));
}
