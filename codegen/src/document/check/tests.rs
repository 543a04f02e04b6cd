//! Tests of the checks with small documents that have one mistake each.

mod documents;
mod keywords;
mod operations;
mod references;

use serde_json::{Value, json};

use super::*;
use crate::document::Source;

/// Returns a document of the given version with one schema `Pet`.
fn with_schema(version: &str, schema: Value) -> Value {
    json!({
        "openapi": version,
        "info": {"title": "Pets", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Pet": schema, "Other": {"type": "string"}}},
    })
}

/// Returns a document with one operation `GET /pets` that has the given fields.
fn with_operation(operation: Value) -> Value {
    with_paths(json!({"/pets": {"get": operation}}))
}

fn with_paths(paths: Value) -> Value {
    json!({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": paths})
}

fn diagnostics(value: Value) -> Diagnostics {
    let source = Source { file: "api.json".to_owned(), text: String::new() };
    let mut diagnostics = Diagnostics::default();
    check(&Document { value, sources: vec![source], origins: Vec::new() }, &mut diagnostics);
    diagnostics
}

/// Returns severity, code and location of each diagnostic.
fn found(value: Value) -> Vec<String> {
    let diagnostics = diagnostics(value);
    let each = diagnostics.as_slice().iter();
    each.map(|one| format!("{:?} {} {}", one.severity, one.code, one.at)).collect()
}

/// Returns the message and the help of the only diagnostic.
fn text(value: Value) -> (String, String) {
    let diagnostics = diagnostics(value);
    let [only] = diagnostics.as_slice() else { panic!("{diagnostics:#?}") };
    (only.message.clone(), only.help.clone().unwrap_or_default())
}
