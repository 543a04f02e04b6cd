//! Tests of the selection.

use serde_json::{Value, json};

use super::select;
use crate::config::{Pattern, Selection};
use crate::document::Document;
use crate::document::diagnostic::Diagnostics;

/// Returns the remaining part of `value`, and the messages with their help.
fn selected(value: Value, include: &[&str], exclude: &[&str]) -> (Value, Vec<String>) {
    let patterns = |texts: &[&str]| -> Vec<Pattern> {
        texts.iter().map(|text| Pattern::parse(text).expect("a pattern")).collect()
    };
    let selection = Selection { include: patterns(include), exclude: patterns(exclude) };
    let mut diagnostics = Diagnostics::default();
    let document = Document { value, sources: Vec::new(), origins: Vec::new() };
    let document = select(document, &selection, &mut diagnostics);
    let messages = diagnostics.as_slice().iter();
    let messages =
        messages.map(|it| format!("{}: {}", it.message, it.help.clone().unwrap_or_default()));
    (document.value, messages.collect())
}

fn remaining(value: Value, include: &[&str], exclude: &[&str]) -> Value {
    let (value, messages) = selected(value, include, exclude);
    assert_eq!(messages, Vec::<String>::new());
    value
}

fn keys(value: &Value, pointer: &str) -> Vec<String> {
    let object = value.pointer(pointer).and_then(Value::as_object);
    object.into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn shop() -> Value {
    json!({
        "security": [{ "token": [] }],
        "tags": [{ "name": "orders", "parent": "sales" }, { "name": "pets" }, { "name": "sales" }],
        "paths": {
            "/orders": {
                "get": { "operationId": "orders:list", "tags": ["orders"], "responses": {
                    "200": { "content": { "a/b": { "schema": refer("Order") } } },
                } },
                "post": { "operationId": "orders:make", "tags": ["orders"], "security": [],
                    "responses": { "200": { "$ref": "#/nothing" } } },
            },
            "/pets/{id}": { "get": { "tags": ["pets"], "security": [{ "key": [] }], "responses": {
                "200": { "content": { "a/b": { "schema": refer("Pet") } } },
            } } },
        },
        "webhooks": { "order.paid": { "post": { "requestBody": { "content": {
            "a/b": { "schema": refer("Paid") },
        } } } } },
        "components": {
            "schemas": {
                "Order": { "properties": { "customer": refer("Customer/properties/id") } },
                "Customer": { "discriminator": { "mapping": { "a": "Named" } } },
                "Named": {}, "Pet": {}, "Paid": {}, "Unused": {},
            },
            "securitySchemes": { "token": {}, "key": {} },
            "x-kept": { "a": 1 },
        },
    })
}

#[test]
fn everything_is_selected_without_patterns() {
    assert_eq!(remaining(shop(), &[], &[]), shop());
}

#[test]
fn only_parts_reachable_from_an_operation_are_kept() {
    let remaining = remaining(shop(), &["operation:orders:list"], &[]);
    assert_eq!(keys(&remaining, "/paths"), ["/orders"]);
    assert_eq!(keys(&remaining, "/paths/~1orders"), ["get"]);
    assert_eq!(keys(&remaining, "/webhooks"), [""; 0]);
    assert_eq!(keys(&remaining, "/components/schemas"), ["Order", "Customer", "Named"]);
    assert_eq!(keys(&remaining, "/components/securitySchemes"), ["token"]);
    assert_eq!(remaining["components"]["x-kept"], json!({ "a": 1 }));
    let tags: Vec<&Value> =
        remaining["tags"].as_array().expect("a list").iter().map(|it| &it["name"]).collect();
    assert_eq!(tags, ["orders", "sales"]);
}

#[test]
fn tags_paths_methods_and_webhooks_can_be_named() {
    let paths = |include: &[&str], exclude: &[&str]| {
        let remaining = remaining(shop(), include, exclude);
        let mut keys = [keys(&remaining, "/paths"), keys(&remaining, "/webhooks")].concat();
        keys.sort();
        keys.join(" ")
    };
    assert_eq!(paths(&["tag:pets"], &[]), "/pets/{id}");
    assert_eq!(paths(&["path:/pets/*", "webhook:order.*"], &[]), "/pets/{id} order.paid");
    assert_eq!(paths(&[], &["path:/pets*"]), "/orders order.paid");
    assert_eq!(paths(&["path:*"], &["operation:GET /pets/{id}"]), "/orders");
}

#[test]
fn requirements_of_the_document_go_where_no_operation_has_them() {
    let remaining = remaining(shop(), &["tag:pets"], &[]);
    assert_eq!(remaining.get("security"), None);
    assert_eq!(keys(&remaining, "/components/securitySchemes"), ["key"]);
}

#[test]
fn targets_in_omitted_operations_are_kept() {
    let schema = "#/paths/~1b/get/responses/200/content/a~1b/schema";
    let document = json!({ "paths": {
        "/a": { "get": { "tags": ["a"], "responses": { "200": { "$ref": schema } } } },
        "/b": { "get": { "responses": { "200": { "content": { "a/b": {
            "schema": { "items": { "$ref": "#/components/schemas/Item" } },
        } } } } } },
    }, "components": { "schemas": { "Item": {}, "Other": {} } } });
    let remaining = remaining(document, &["tag:a"], &[]);
    assert_eq!(keys(&remaining, "/paths"), ["/a"]);
    assert_eq!(keys(&remaining, "/components/schemas"), ["Item"]);
    let target = remaining.pointer("/paths/~1a/get/responses/200/$ref").and_then(Value::as_str);
    let target = target.expect("a string").trim_start_matches('#');
    let target = remaining.pointer(target).expect("a target");
    assert_eq!(target["items"]["$ref"], "#/components/schemas/Item");
}

#[test]
fn a_partially_selected_shared_path_item_is_inlined() {
    let document = json!({
        "paths": { "/a": { "$ref": "#/components/pathItems/Both" },
                   "/b": { "$ref": "#/components/pathItems/Both" } },
        "components": { "pathItems": { "Both": { "get": {}, "put": {}, "parameters": [1] } } },
    });
    let remaining = remaining(document, &["operation:GET /a", "path:/b"], &[]);
    assert_eq!(remaining["paths"]["/a"], json!({ "get": {}, "parameters": [1] }));
    assert_eq!(remaining["paths"]["/b"], json!({ "$ref": "#/components/pathItems/Both" }));
    assert_eq!(keys(&remaining, "/components/pathItems"), ["Both"]);
}

#[test]
fn an_unmatched_pattern_is_an_error_with_suggestions() {
    let message = |pattern| selected(shop(), &[pattern], &[]).1[0].clone();
    assert!(message("tag:ordrs").ends_with("did you mean `tag:orders`?"));
    assert!(message("path:/ORD*").ends_with("similar are `path:/orders`"));
    assert!(message("operation:x").contains("`operation:GET /orders`"));
    assert!(message("webhook:paid").ends_with("similar are `webhook:order.paid`"));
    let nothing = selected(shop(), &["tag:pets"], &["tag:pets"]).1;
    assert_eq!(
        nothing,
        ["the selection leaves no operation and no webhook: include more, or exclude less"]
    );
}

#[test]
fn lookalikes_of_operations_are_not_operations() {
    let value = json!({
        "openapi": "3.1.0",
        "tags": [{"name": "a"}, {"name": "shown"}, {"name": "listed"}],
        "security": [{"key": []}],
        "paths": {"/a": {"get": {
            "tags": ["a"],
            "security": [],
            "responses": {"200": {"content": {"application/json": {
                "example": {"tags": ["shown"], "operationId": "b"},
                "schema": {"properties": {"responses": {"default": {"tags": ["listed"]}}}},
            }}}},
        }}},
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "basic"}}},
    });
    let selected = remaining(value, &["path:/a"], &[]);
    assert_eq!(selected["tags"], json!([{"name": "a"}]));
    assert_eq!(selected.get("security"), None);
}

#[test]
fn an_extension_omits_otherwise_unused_parts() {
    let mut value = shop();
    let body = json!({ "schema": { "title": "Order", "type": "object" } });
    value["paths"]["/orders"]["get"]["x-speakeasy-ignore"] = json!(true);
    value["paths"]["/orders"]["get"]["responses"]["200"]["content"]["a/b"] = body.clone();
    let schema = "#/paths/~1orders/get/responses/200/content/a~1b/schema";
    value["components"]["schemas"]["Unused"] = json!({ "items": { "$ref": schema } });
    value["paths"]["/pets/{id}"]["x-fern-ignore"] = json!(true);
    for name in ["Pet", "Customer", "Named"] {
        value["components"]["schemas"][name]["x-speakeasy-ignore"] = json!(true);
    }
    let (remaining, messages) = selected(value, &[], &[]);
    assert_eq!(keys(&remaining, "/paths/~1orders"), ["post"]);
    assert_eq!(keys(&remaining, "/paths"), ["/orders"]);
    // A mapping, and a reference into a schema, keep the schema too.
    let kept = ["Order", "Customer", "Named", "Paid", "Unused"];
    assert_eq!(keys(&remaining, "/components/schemas"), kept);
    assert_eq!(messages.len(), 2, "{messages:?}");
    let target = remaining["components"]["schemas"]["Unused"]["items"]["$ref"].as_str();
    let target = target.and_then(|it| remaining.pointer(it.trim_start_matches('#')));
    assert_eq!(target, Some(&body["schema"]));
}
