//! Assertions that hold for every crate, whatever its document contains.

use std::collections::{BTreeMap, BTreeSet};

use codegen::internals::output::Output;
use proc_macro2::TokenStream;
use toml::{Table, Value};

use super::characters::raw;
use super::documentation;
use super::tokens::findings;

/// The properties of a crate that no payload may change.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The manifest, except the descriptive fields of the package.
    manifest: Table,
    /// The number of code blocks that rustdoc compiles.
    tests: usize,
}

/// Returns the faults of a crate; `harmless` is the crate with harmless text.
pub(super) fn faults(output: &Output, harmless: &Harmless) -> Vec<String> {
    let mut faults = Vec::new();
    faults.extend(wrong_paths(output, harmless));
    let mut tests = 0;
    for (path, text) in output {
        if harmless.output.get(path) == Some(text) {
            tests += harmless.tests.get(path).copied().unwrap_or_default();
            continue;
        }
        let kind = kind(path);
        faults.extend(raw(text).map(|it| format!("{kind} has {it}")));
        let reading = reading(path, text);
        tests += reading.tests;
        faults.extend(reading.faults.into_iter().map(|fault| format!("{kind} has {fault}")));
    }
    let shape = shape(output, tests);
    faults.extend(differences(&shape, &harmless.shape));
    faults
}

/// Returns the name of a file without words from the document.
fn kind(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, file)) if folder != "src" => {
            let extension = file.rsplit('.').next().unwrap_or_default();
            format!("{folder}/*.{extension}")
        }
        _ => path.to_owned(),
    }
}

/// The crate with harmless text, and its properties.
pub(super) struct Harmless {
    pub(super) output: Output,
    tests: BTreeMap<String, usize>,
    shape: Shape,
}

impl Harmless {
    pub(super) fn new(output: Output) -> Self {
        let tests = output.iter().map(|(path, text)| (path.clone(), reading(path, text).tests));
        let tests: BTreeMap<String, usize> = tests.collect();
        let shape = shape(&output, tests.values().sum());
        Self { output, tests, shape }
    }
}

/// Returns the number of lines in the listings, which have one for each item.
pub(super) fn lines(output: &Output) -> [usize; 2] {
    ["api.txt", "fidelity.txt"].map(|path| output.get(path).map_or(0, |it| it.lines().count()))
}

/// Returns the faults of paths that can't be written on every system, or that differ from the
/// harmless ones.
fn wrong_paths(output: &Output, harmless: &Harmless) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let wrong = output.keys().filter_map(|path| {
        let plain = |it: char| it.is_ascii_alphanumeric() || "_-.".contains(it);
        let is_part = |part: &str| {
            let stem = part.split('.').next().unwrap_or_default();
            let is_named = !part.is_empty() && part.len() <= 255 && part.chars().all(plain);
            is_named && !stem.is_empty() && !part.ends_with('.') && !is_device(stem)
        };
        let why = if !seen.insert(path.to_lowercase()) {
            "another file with the same letters"
        } else if harmless.output.contains_key(path) || path.split('/').all(is_part) {
            return None;
        } else {
            "a path that is not portable"
        };
        Some(format!("{why}: {}", kind(path)))
    });
    wrong.collect()
}

/// Whether Windows treats a name as a device, with any extension.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|it| {
        stem.strip_prefix(it)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|it| it.is_ascii_digit()))
    });
    numbered || ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
}

fn reading(path: &str, text: &str) -> documentation::Reading {
    if path.ends_with(".md") || path == "llms.txt" {
        return documentation::read(text);
    }
    let mut reading = documentation::Reading::default();
    if !path.ends_with(".rs") || path.starts_with("src/runtime/") {
        return reading;
    }
    let Ok(tokens) = text.parse::<TokenStream>() else {
        reading.faults.push("what is not Rust".to_owned());
        return reading;
    };
    if let Err(error) = syn::parse2::<syn::File>(tokens.clone()) {
        reading.faults.push(format!("it does not parse: {error}"));
    }
    let found = findings(tokens);
    reading.faults.extend(found.identifiers.iter().map(|it| format!("code of the document: {it}")));
    for text in &found.documentation {
        let one = documentation::read(text);
        reading.tests += one.tests;
        reading.faults.extend(one.faults);
    }
    reading
}

/// The keys of a package whose values come from the document or the configuration.
const TEXTS: [&str; 12] = [
    "authors",
    "categories",
    "description",
    "documentation",
    "homepage",
    "include",
    "keywords",
    "license",
    "license-file",
    "name",
    "repository",
    "version",
];

fn shape(output: &Output, tests: usize) -> Shape {
    let manifest = output.get("Cargo.toml").map_or("", String::as_str);
    let mut manifest: Table = manifest.parse().unwrap_or_default();
    if let Some(package) = manifest.get_mut("package").and_then(|it| it.as_table_mut()) {
        for key in TEXTS {
            package.remove(key);
        }
    }
    if let Some(features) = manifest.get_mut("features").and_then(|it| it.as_table_mut()) {
        remove_resources(features);
    }
    Shape { manifest, tests }
}

/// Removes the features of resources, whose names come from the document, if they consist of
/// identifier characters and enable nothing.
fn remove_resources(features: &mut Table) {
    let Some(all) = features.remove("all") else { return };
    let is_plain = |name: &str| name.chars().all(|it| it.is_alphanumeric() || "-_".contains(it));
    for name in all.as_array().into_iter().flatten().filter_map(|it| it.as_str()) {
        let is_empty = |it: &Value| it.as_array().is_some_and(Vec::is_empty);
        if is_plain(name) && features.get(name).is_some_and(is_empty) {
            features.remove(name);
        }
    }
    if let Some(defaults) = features.get_mut("default").and_then(|it| it.as_array_mut()) {
        defaults.retain(|it| it.as_str() != Some("all"));
    }
}

fn differences(shape: &Shape, harmless: &Shape) -> Vec<String> {
    let mut faults = Vec::new();
    if shape.manifest != harmless.manifest {
        faults.push("Cargo.toml has other tables".to_owned());
    }
    if shape.tests > harmless.tests {
        faults.push("more doctests than with a harmless text".to_owned());
    }
    faults
}
