//! Operations that OpenAPI 3.0 doesn't support, as path items with a private extension: webhooks
//! (OpenAPI 3.1), `query` and `additionalOperations` (OpenAPI 3.2).

use serde_json::{Value, json};

use super::Object;
use super::pass::Parts;
use crate::api::extension;
use crate::document::grammar::{ADDITIONAL_OPERATIONS, Version, methods};

/// Moves the webhooks of a document to its paths.
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

/// Moves each operation with a method that OpenAPI 3.0 doesn't support to its own path item, after
/// the original one.
pub(super) fn split(paths: &mut Object, _: &mut Parts) {
    let is_split = |item: &Value| {
        let methods = newer_methods().any(|method| item.get(method).is_some());
        methods || item.get(ADDITIONAL_OPERATIONS).is_some()
    };
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

/// Returns the methods that OpenAPI 3.0 doesn't support.
fn newer_methods() -> impl Iterator<Item = &'static str> {
    let newer = methods().filter(|method| method.since != Some(Version::V3_0));
    newer.map(|method| method.name)
}

fn take_others(item: &mut Object) -> Vec<(String, Value)> {
    let newer =
        newer_methods().filter_map(|name| Some((name.to_uppercase(), item.shift_remove(name)?)));
    let mut others: Vec<_> = newer.collect();
    if let Some(Value::Object(operations)) = item.shift_remove(ADDITIONAL_OPERATIONS) {
        others.extend(operations);
    }
    others
}

fn without_operations(item: &Value) -> Object {
    let is_operation = |key: &str| methods().any(|method| method.name == key);
    let members = item.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| !is_operation(key))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Removes the extensions of a Callback Object, since openapiv3 treats every member as a path item.
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
                "post": {}, "x-codegen:webhook": "order.paid",
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
                    "x-codegen:path": "/a", "x-codegen:method": "QUERY",
                },
                "/x-codegen-operations/COPY/a": {
                    "parameters": [1], "get": { "operationId": "copy" },
                    "x-codegen:path": "/a", "x-codegen:method": "COPY",
                },
                "/b": {},
            })
            .to_string()
        );
    }
}
