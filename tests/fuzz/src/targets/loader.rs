//! Loads any bytes as a YAML and a JSON document: a tree, or errors that can be printed.

use codegen::internals::document::Document;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load::{ReferenceRoot, load, load_text};
use codegen::internals::document::render::{Style, json_lines, text};
use serde_json::Value;

use super::scratch;
use crate::seeds::Seeds;
use crate::target::Outcome;

/// Loads the input as a file with either extension.
///
/// # Panics
/// If a diagnostic can't be printed, if the tree of a JSON file differs from the one that
/// `serde_json` reads, or if the tree, written as JSON, is read differently.
pub fn run(input: &[u8]) -> Outcome {
    for name in ["openapi.yaml", "openapi.json"] {
        let path = scratch::file(name, input);
        let mut diagnostics = Diagnostics::default();
        let document = load(&path, &ReferenceRoot::Document, &mut diagnostics);
        check_printable(&document, &diagnostics);
        if diagnostics.has_errors() {
            continue;
        }
        if name.ends_with(".json") {
            check_json(input, &document.value);
        }
        check_written(&document.value);
    }
    Outcome::Checked
}

/// The original documents, and the same as JSON.
pub fn seeds(seeds: &Seeds) -> Vec<Vec<u8>> {
    let texts = seeds.texts.iter().map(|text| text.clone().into_bytes());
    let trees = seeds.trees.iter().map(|tree| tree.to_string().into_bytes());
    texts.chain(trees).collect()
}

/// Checks that every diagnostic can be printed, as lines whose only control characters are tabs.
pub(super) fn check_printable(document: &Document, diagnostics: &Diagnostics) {
    let printed = text(document, diagnostics.as_slice(), Style::Plain);
    let raw = printed.chars().find(|it| it.is_control() && !matches!(it, '\n' | '\t'));
    assert_eq!(raw, None, "a control character is printed: {printed:?}");
    for line in json_lines(document, diagnostics.as_slice()).lines() {
        serde_json::from_str::<Value>(line).expect("each line is JSON");
    }
}

/// Checks that the tree of a JSON file equals the one that `serde_json` reads.
fn check_json(input: &[u8], tree: &Value) {
    let input = input.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input);
    let expected: Value = serde_json::from_slice(input).expect("only JSON is read as JSON");
    // References to other parts of the file itself may have been bundled.
    if !expected.to_string().contains("$ref") {
        assert_eq!(*tree, expected);
    }
}

/// Checks that the tree is the same after it is written and read again.
fn check_written(tree: &Value) {
    let written = tree.to_string();
    let mut diagnostics = Diagnostics::default();
    let again = load_text("again.json", &written, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?} of {written}", diagnostics.as_slice());
    assert_eq!(again.value, *tree);
}
