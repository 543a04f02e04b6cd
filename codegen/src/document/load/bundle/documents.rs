//! Tests of a document with many files: one of `tests/documents`, with each schema in its own file.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::document::Document;
use crate::document::diagnostic::Diagnostics;
use crate::document::load::{ReferenceRoot, load, load_unbundled};

const SCHEMAS: &str = "#/components/schemas/";

/// Returns the document as its author wrote it, in one file.
fn complete_document() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documents/payments.yaml");
    let mut diagnostics = Diagnostics::default();
    let document = load_unbundled(&path, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), []);
    document.value
}

/// Replaces each reference to a schema with one to its file, relative to the referring file.
/// Extensions aren't changed, as in bundling.
fn refer_to_files(value: &mut Value, folder: &str) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(SCHEMAS) {
                *text = format!("{folder}{name}.json");
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|it| refer_to_files(it, folder)),
        Value::Object(members) => {
            let members = members.iter_mut().filter(|(key, _)| !key.starts_with("x-"));
            members.for_each(|(_, it)| refer_to_files(it, folder));
        }
        _ => {}
    }
}

/// Writes `document` into `folder`, with a file for each schema, and loads it again.
fn split(mut document: Value, folder: &Path) -> Document {
    fs::create_dir(folder.join("schemas")).expect("a folder");
    let schemas = document["components"]["schemas"].as_object_mut().expect("schemas");
    let names: Vec<String> = schemas.keys().cloned().collect();
    let references =
        names.iter().map(|it| (it.clone(), json!({ "$ref": format!("{SCHEMAS}{it}") })));
    let files = std::mem::replace(schemas, references.collect::<Map<_, _>>());
    for (name, mut schema) in files {
        refer_to_files(&mut schema, "");
        let file = folder.join("schemas").join(name).with_extension("json");
        fs::write(file, schema.to_string()).expect("a file");
    }
    refer_to_files(&mut document, "schemas/");
    fs::write(folder.join("openapi.json"), document.to_string()).expect("a file");
    let mut diagnostics = Diagnostics::default();
    let document = load(&folder.join("openapi.json"), &ReferenceRoot::Document, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), []);
    document
}

#[test]
fn a_split_document_is_bundled_losslessly() {
    let document = complete_document();
    let folder = tempfile::tempdir().expect("a folder");
    let split = split(document.clone(), folder.path());
    let schemas = document["components"]["schemas"].as_object().expect("schemas").len();
    assert!(schemas > 80, "only {schemas} schemas");
    assert_eq!(split.sources.len(), 1 + schemas);
    assert_eq!(split.value, document);
}
