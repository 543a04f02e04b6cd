//! The overlay that adds Rust code samples of operations to the document.

use std::collections::BTreeSet;
use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::output::Output;
use serde_json::Value;

use crate::{committed, documents};

/// The path of the overlay in a generated crate.
const OVERLAY: &str = "code-samples.overlay.yaml";

/// A document before and after the overlay of its crate is applied.
struct Applied {
    before: Value,
    after: Value,
    output: Output,
}

fn apply(config: &Config) -> Applied {
    let output = committed::generate(config);
    let folder = tempfile::tempdir().expect("a folder");
    let overlay = folder.path().join(OVERLAY);
    std::fs::write(&overlay, &output[OVERLAY]).expect("written");
    let mut with_samples = config.clone();
    with_samples.overlays.push(overlay);
    // The document is valid: a client can be generated from it.
    committed::generate(&with_samples);
    Applied { before: read(config), after: read(&with_samples), output }
}

fn read(config: &Config) -> Value {
    codegen::internals::read(config).unwrap_or_else(|it| panic!("{:?}", it.diagnostics)).value
}

fn for_document(document: PathBuf) -> Config {
    Config::for_document(document, Vec::new(), "out".into(), None)
}

/// Returns the `x-codeSamples` of every operation, in document order.
fn samples(document: &Value) -> Vec<(String, Option<Value>)> {
    let paths = document["paths"].as_object().expect("paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        let additional = item.get("additionalOperations").and_then(Value::as_object);
        let operations = [item.as_object(), additional].into_iter().flatten().flatten();
        let operations = operations.filter(|(_, it)| it.get("responses").is_some());
        operations.map(move |(method, operation)| {
            (format!("{method} {path}"), operation.get("x-codeSamples").cloned())
        })
    });
    operations.collect()
}

/// Returns the code blocks of all pages of resources.
fn shown(output: &Output) -> BTreeSet<String> {
    let pages = output.iter().filter(|(path, _)| path.starts_with("docs/resources/"));
    let blocks = pages.flat_map(|(_, page)| page.split("```rust,no_run\n").skip(1));
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// Asserts that each operation has its original samples, followed by one in Rust, whose code is
/// shown on the pages.
fn assert_that_each_has_one_more(applied: &Applied) {
    let shown = shown(&applied.output);
    let (before, after) = (samples(&applied.before), samples(&applied.after));
    assert!(!before.is_empty());
    for ((operation, before), (_, after)) in before.iter().zip(&after) {
        let before = before.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
        let after = after.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
        let Some((added, kept)) = after.split_last() else { panic!("{operation} has no sample") };
        assert_eq!(kept, before, "{operation}");
        assert_eq!((&added["lang"], &added["label"]), (&"rust".into(), &"Rust (SDK)".into()));
        let source = added["source"].as_str().expect("a source");
        assert!(
            shown.contains(source),
            "the sample of {operation} differs from its page:\n{source}"
        );
    }
    assert_eq!(before.len(), after.len());
}

/// Returns the document without samples.
fn without_samples(mut document: Value) -> Value {
    let mut pending = vec![&mut document];
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(elements) => pending.extend(elements),
            Value::Object(members) => {
                members.shift_remove("x-codeSamples");
                pending.extend(members.values_mut());
            }
            _ => {}
        }
    }
    document
}

#[test]
fn the_bundled_document_gains_a_sample_beside_its_own() {
    let applied = apply(&committed::config(committed::CONFIG));
    let before = samples(&applied.before);
    assert!(before.iter().any(|(_, list)| list.is_some()), "there are samples in other languages");
    assert_that_each_has_one_more(&applied);
    let is_same = without_samples(applied.before) == without_samples(applied.after);
    assert!(is_same, "parts other than the samples are different");
}

#[test]
fn each_document_gains_a_sample_for_each_operation() {
    for file in documents::configurations() {
        let applied = apply(&committed::config(file.to_str().expect("a path")));
        assert_that_each_has_one_more(&applied);
        let is_same = without_samples(applied.before) == without_samples(applied.after);
        assert!(is_same, "parts other than the samples of {} are different", file.display());
    }
}

const DOCUMENT: &str = r#"
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /without:
    get: {operationId: without, responses: {'204': {description: Done}}}
  "/it's \\ \"{id}\" \u202e":
    get:
      operationId: hostile
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      x-codeSamples: [{lang: shell, source: "curl 'x' # ``` "}]
      responses: {'204': {description: Done}}
  /empty:
    get: {operationId: empty, x-codeSamples: [], responses: {'204': {description: Done}}}
"#;

#[test]
fn the_list_is_made_where_there_is_none_and_any_path_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(&document, DOCUMENT).expect("written");
    assert_that_each_has_one_more(&apply(&for_document(document)));
}

#[test]
fn a_sample_of_an_earlier_run_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.json");
    let first = apply(&committed::config(committed::CONFIG));
    std::fs::write(&document, first.after.to_string()).expect("written");
    let mut config = committed::config(committed::CONFIG);
    (config.document, config.overlays) = (document, Vec::new());
    let second = apply(&config);
    assert!(second.before == first.after, "another document");
    assert_eq!(samples(&second.after), samples(&first.after));
}

#[test]
fn values_other_than_lists_are_unchanged() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    let text = DOCUMENT.replace("x-codeSamples: []", "x-codeSamples: {go: x}");
    std::fs::write(&document, text).expect("written");
    let Applied { before, after, .. } = apply(&for_document(document));
    let at = |document: &Value| document.pointer("/paths/~1empty/get/x-codeSamples").cloned();
    assert_eq!(at(&before), Some(serde_json::json!({ "go": "x" })));
    assert_eq!(at(&after), at(&before));
}

#[test]
fn a_path_item_that_two_paths_share_has_one_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(
        &document,
        "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths:\n  \
         /a: {$ref: '#/components/pathItems/Shared'}\n  \
         /b: {$ref: '#/components/pathItems/Shared'}\ncomponents:\n  pathItems:\n    \
         Shared: {get: {responses: {'204': {description: Done}}}}\n",
    )
    .expect("written");
    let Applied { after, .. } = apply(&for_document(document));
    let list = after.pointer("/components/pathItems/Shared/get/x-codeSamples");
    assert_eq!(list.and_then(Value::as_array).map(Vec::len), Some(1));
}
