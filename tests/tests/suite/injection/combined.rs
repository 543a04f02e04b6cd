//! A crate with a payload at each of its locations: it compiles without warnings, rustdoc finds no
//! broken link, and all doctests come from the generator.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Code;
use codegen::internals::document::render::{self, Style};
use codegen::internals::output::Output;
use serde_json::Value;

use super::assertions::{Harmless, faults};
use super::payloads::{Payload, payloads};
use super::places::{Area, Filling, Template, areas};
use super::trial::Bench;
use crate::compiled::{cargo, of_examples, put};

/// The area in which every string has a meaning: most payloads are errors there.
const WRONG: &str = "wrong";

/// The distance in the table between the payloads of adjacent locations.
const STRIDE: usize = 37;

#[test]
fn a_crate_of_all_payloads_compiles_and_runs_none_of_them() {
    let areas = areas();
    let documents: Vec<&Area> = areas
        .iter()
        .filter(|area| area.name != WRONG && matches!(area.template, Template::Document(_)))
        .collect();
    let payloads = payloads();
    let fillings = fillings(&documents, &payloads);
    let tree = |fillings: &[Filling<'_>]| {
        let trees = documents.iter().zip(fillings).map(|(area, filling)| match &area.template {
            Template::Document(template) => filling.tree(template),
            Template::Overlay(_) | Template::Configuration(_) => Value::Null,
        });
        trees.reduce(merged).expect("documents")
    };
    let harmless = Harmless::new(generated(&tree(&vec![Filling::default(); documents.len()])));
    let output = generated(&tree(&fillings));
    let found = faults(&output, &harmless);
    assert!(found.is_empty(), "{}", found.join("\n"));

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("injection");
    put(&output, &folder);
    let features = of_examples(&output);
    cargo(&folder, &["test", "--doc"], &features);
    // The runtime's private module of webhooks has a doctest of its own.
    let features: Vec<_> =
        features.into_iter().filter(|it| !["axum", "webhooks"].contains(it)).collect();
    cargo(&folder, &["doc", "--no-deps", "--document-private-items"], &features);
}

/// Returns a payload for each location: the next one of the table that is accepted there.
fn fillings<'a>(documents: &[&'a Area], payloads: &'a [Payload]) -> Vec<Filling<'a>> {
    let mut turn = 0;
    let mut filling = |area: &'a Area| {
        let bench = Bench::new(area);
        let texts = area.places.iter().filter_map(|place| {
            turn += STRIDE;
            let mut next = (0..payloads.len()).map(|it| &payloads[(turn + it) % payloads.len()]);
            // File names have their own maximum length.
            let fits = |it: &&Payload| it.text.len() < 1_000 && bench.accepts(place, &it.text);
            Some((place.as_str(), next.find(fits)?.text.as_ref()))
        });
        texts.collect()
    };
    documents.iter().map(|area| filling(area)).collect()
}

/// Merges two documents; the first one wins.
fn merged(mut one: Value, other: Value) -> Value {
    match (&mut one, other) {
        (Value::Object(members), Value::Object(others)) => {
            for (key, value) in others {
                match members.remove(&key) {
                    Some(own) => members.insert(key, merged(own, value)),
                    None => members.insert(key, value),
                };
            }
        }
        (Value::Array(items), Value::Array(others)) => items.extend(others),
        _ => {}
    }
    one
}

fn generated(document: &Value) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("openapi.json");
    fs::write(&file, format!("{document:#}")).expect("written");
    let package = Some("hostile".to_owned());
    let mut config = Config::for_document(file, Vec::new(), PathBuf::from("out"), package);
    config.accept = vec![Code::NameClash];
    match codegen::internals::generate(&config, &mut |_| ()) {
        Ok(generation) => generation.output,
        Err(failure) => {
            let found = failure.diagnostics.as_slice();
            panic!("{}", render::text(&failure.document, found, Style::Plain))
        }
    }
}
