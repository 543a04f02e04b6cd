//! Tests of the invariant of `desugar` and `model` with a document that has everything outside of
//! schemas that is newer than OpenAPI 3.0 or that lenient authors omit.

use serde_json::{Value, json};

use super::losses::losses;
use super::model;
use crate::api::desugar::desugar;
use crate::api::extension;
use crate::document::Document;
use crate::document::diagnostic::Diagnostics;

fn document() -> Value {
    json!({
        "openapi": "3.2.0",
        "$self": "/openapi.json",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": { "title": "T", "summary": "S", "license": { "identifier": "MIT" } },
        "servers": [{ "url": "/", "name": "prod", "description": {} }],
        "tags": [{ "name": "a", "parent": "b", "kind": "nav", "summary": "s", "description": {} }],
        "externalDocs": { "description": "no address" },
        "paths": { "/a": path_item() },
        "components": {
            "securitySchemes": security_schemes(),
            "examples": { "E": { "dataValue": 1, "serializedValue": "1", "summary": 1 } },
            "links": { "L": { "description": [] }, "M": { "operationId": "a", "operationRef": "b" } },
            "callbacks": { "C": callback() },
            "schemas": { "U": {
                "oneOf": [],
                "discriminator": { "propertyName": "t", "defaultMapping": "U" },
            } },
        },
    })
}

fn path_item() -> Value {
    json!({
        "summary": {},
        "parameters": [
            { "name": "all", "in": "querystring", "content": {
                "application/json": { "schema": { "type": "object" } },
            } },
            { "name": "p", "in": "path", "style": "form", "allowReserved": true },
            { "name": "c", "in": "cookie", "style": "cookie", "allowEmptyValue": true },
        ],
        "post": {
            "requestBody": { "description": {}, "content": {
                "multipart/form-data": {
                    "schema": { "type": "object" },
                    "encoding": { "a": {
                        "explode": false,
                        "style": "simple",
                        "encoding": { "b": {} },
                        "headers": { "H": { "style": "form", "explode": true, "in": "header" } },
                    } },
                },
            } },
            "responses": { "2xx": {
                "summary": "s",
                "content": { "application/jsonl": {
                    "itemSchema": { "type": "string" },
                    "itemEncoding": { "contentType": "a/b" },
                } },
            } },
            "callbacks": { "c": callback() },
        },
    })
}

fn callback() -> Value {
    json!({ "x-a": "not a path item", "{$url}": { "query": { "deprecated": true } } })
}

fn security_schemes() -> Value {
    json!({
        "tls": { "type": "mutualTLS" },
        "key": { "type": "apiKey", "in": "query", "description": {} },
        "device": {
            "type": "oauth2",
            "deprecated": true,
            "oauth2MetadataUrl": "/meta",
            "flows": { "deviceAuthorization": { "tokenUrl": "/t" }, "password": {} },
        },
    })
}

#[test]
fn openapiv3_takes_and_keeps_everything() {
    let given = Document { value: document(), sources: Vec::new(), origins: Vec::new() };
    let desugared = desugar(given);
    let mut diagnostics = Diagnostics::default();
    let api = model(desugared.clone(), &mut diagnostics);
    let api = api.unwrap_or_else(|| panic!("refused: {diagnostics:#?}"));
    assert_eq!(losses(&desugared.value, &api), []);

    let item = |key: &str| api.paths.paths[key].as_item().expect("no reference");
    let post = item("/a").post.as_ref().expect("an operation");
    let whole = item("/a").parameters[0].as_item().expect("no reference").parameter_data_ref();
    assert!(whole.extensions.contains_key(extension::QUERYSTRING));
    let callback = &post.callbacks["c"];
    assert_eq!(callback.len(), 2);
    assert_eq!(callback[1].extensions[extension::METHOD], "QUERY");
    let unsupported = &api.extensions[extension::UNSUPPORTED_SECURITY];
    assert_eq!(*unsupported, json!({ "tls": { "type": "mutualTLS" } }));
}
