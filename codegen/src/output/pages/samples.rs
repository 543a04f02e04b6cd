//! `code-samples.overlay.yaml`: an OpenAPI Overlay that adds the example of each operation to the
//! document, next to the samples in other languages.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::snippet;
use crate::document::pointer::JsonPointer;
use crate::rust::items::{Crate, SAMPLE_LABEL, SAMPLE_LANG, SamplePlace};

/// The path of the overlay in the crate.
pub(super) const PATH: &str = "code-samples.overlay.yaml";

/// The extension of Operation Objects with the code samples that documentation tools show.
const EXTENSION: &str = "x-codeSamples";

/// Returns `true` if there is a sample to add: a list of actions can't be empty (Overlay 1.0.0,
/// Overlay Object).
pub(super) fn has_any(krate: &Crate) -> bool {
    let mut operations = krate.operations.iter().flat_map(|module| &module.operations);
    operations.any(|it| it.sample != SamplePlace::Nowhere)
}

/// Returns the overlay.
pub(super) fn overlay(krate: &Crate) -> String {
    let mut seen = HashSet::new();
    let mut actions = Vec::new();
    for module in &krate.operations {
        for operation in &module.operations {
            // Several paths may refer to one Path Item Object: the sample is for the first of them.
            if seen.insert(&operation.pointer) {
                let code = snippet::call_code(krate, module, operation);
                actions.extend(of_operation(&operation.pointer, operation.sample, code));
            }
        }
    }
    let overlay = json!({
        "overlay": "1.0.0",
        "info": {
            "title": format!("Code samples of {}", krate.package.name),
            "version": krate.package.version.line(),
        },
        "actions": actions,
    });
    let text = serde_yaml::to_string(&overlay).unwrap_or_else(|_| overlay.to_string());
    format!("# @generated from the OpenAPI document.\n{text}")
}

/// Returns the actions that add the sample of the operation at `at`.
fn of_operation(at: &JsonPointer, place: SamplePlace, code: String) -> Vec<Value> {
    let sample = json!({ "lang": SAMPLE_LANG, "label": SAMPLE_LABEL, "source": code + "\n" });
    let list = at.child(EXTENSION).to_json_path();
    // An `update` of an array is appended to it (Overlay 1.0.0, Action Object).
    let append = json!({ "target": list, "update": sample });
    match place {
        SamplePlace::NewList => {
            vec![json!({ "target": at.to_json_path(), "update": { EXTENSION: [sample] } })]
        }
        SamplePlace::End => vec![append],
        SamplePlace::Instead => {
            let ours = format!("{list}[?@.lang == '{SAMPLE_LANG}' && @.label == '{SAMPLE_LABEL}']");
            vec![json!({ "target": ours, "remove": true }), append]
        }
        SamplePlace::Nowhere => Vec::new(),
    }
}
