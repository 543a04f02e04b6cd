//! Operations that OpenAPI 3.0 has no place for, as path items that say what they stand for:
//! webhooks (OpenAPI 3.1), `query` and `additionalOperations` (OpenAPI 3.2).

use serde_json::{Value, json};

use super::rewrite::Parts;
use super::shape::Object;
use crate::api::extension;

/// Moves the webhooks of a document among its paths.
pub(super) fn webhooks(document: &mut Value) {
    let Some(object) = document.as_object_mut() else { return };
    let Some(Value::Object(webhooks)) = object.shift_remove("webhooks") else { return };
    let paths = object.entry("paths").or_insert_with(|| json!({}));
    let Value::Object(paths) = paths else { return };
    for (name, mut item) in webhooks {
        let path = format!("{}{name}", extension::WEBHOOK_PATH);
        if let Value::Object(item) = &mut item {
            item.insert(extension::WEBHOOK.to_owned(), name.into());
        }
        paths.insert(path, item);
    }
}

/// Gives each operation with a method of its own a path item of its own, after the one it was in.
pub(super) fn split(paths: &mut Object, _: &mut Parts) {
    let is_split =
        |item: &Value| ["query", "additionalOperations"].iter().any(|key| item.get(key).is_some());
    if !paths.values().any(is_split) {
        return;
    }
    for (path, mut item) in std::mem::take(paths) {
        let others = item.as_object_mut().map(take_others).unwrap_or_default();
        let around = if others.is_empty() { Object::new() } else { without_operations(&item) };
        paths.insert(path.clone(), item);
        for (method, operation) in others {
            let mut item = around.clone();
            item.insert("get".to_owned(), operation);
            item.insert(extension::PATH.to_owned(), path.clone().into());
            let key = format!("{}{method}{path}", extension::METHOD_PATH);
            item.insert(extension::METHOD.to_owned(), method.into());
            paths.insert(key, item.into());
        }
    }
}

fn take_others(item: &mut Object) -> Vec<(String, Value)> {
    let query = item.shift_remove("query").map(|operation| ("QUERY".to_owned(), operation));
    let additional = match item.shift_remove("additionalOperations") {
        Some(Value::Object(operations)) => operations,
        _ => Object::new(),
    };
    query.into_iter().chain(additional).collect()
}

fn without_operations(item: &Value) -> Object {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let members = item.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| !methods.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// openapiv3 takes every member of a Callback Object for a path item.
pub(super) fn drop_extensions(callback: &mut Object, _: &mut Parts) {
    callback.retain(|expression, item| !expression.starts_with("x-") && item.is_object());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhooks_are_marked_paths() {
        let mut document = json!({ "webhooks": { "order.paid": { "post": {} } } });
        webhooks(&mut document);
        assert_eq!(
            document,
            json!({ "paths": { "/x-codegen-webhooks/order.paid": {
                "post": {}, "x-codegen-webhook": "order.paid",
            } } })
        );
    }

    #[test]
    fn other_methods_are_marked_paths_with_what_was_around_them() {
        let mut paths = json!({
            "/a": {
                "parameters": [1],
                "get": { "operationId": "get" },
                "query": { "operationId": "query" },
                "additionalOperations": { "COPY": { "operationId": "copy" } },
            },
            "/b": {},
        });
        split(paths.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(
            serde_json::to_string(&paths).expect("JSON"),
            json!({
                "/a": { "parameters": [1], "get": { "operationId": "get" } },
                "/x-codegen-operations/QUERY/a": {
                    "parameters": [1], "get": { "operationId": "query" },
                    "x-codegen-path": "/a", "x-codegen-method": "QUERY",
                },
                "/x-codegen-operations/COPY/a": {
                    "parameters": [1], "get": { "operationId": "copy" },
                    "x-codegen-path": "/a", "x-codegen-method": "COPY",
                },
                "/b": {},
            })
            .to_string()
        );
    }
}
