//! The generator is compiled once for all commands: its dependencies have the same features in each.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The packages whose commands are run one after the other, each with the kind of command.
const SELECTIONS: [&[&str]; 8] = [
    &["build", "--package", "xtask"],
    &["test", "--no-run", "--workspace"],
    &["test", "--no-run", "--package", "tests"],
    &["test", "--no-run", "--package", "openapi-crate"],
    &["build", "--package", "conformance"],
    &["build", "--package", "fuzz"],
    &["build", "--package", "measure"],
    &["build", "--package", "wire"],
];

#[test]
fn the_generator_has_the_same_dependencies_in_all_commands() {
    let expected = units(SELECTIONS[0]);
    assert!(expected.len() > 50, "{expected:?}");
    for selection in SELECTIONS {
        let found = units(selection);
        let differ: Vec<_> = expected.symmetric_difference(&found).collect();
        assert!(
            differ.is_empty(),
            "the generator is compiled again for {selection:?}, with other features of:\n{differ:#?}\n\
             add the features to tests/features/Cargo.toml"
        );
    }
}

/// The compilations that the generator needs for a command: packages with their features.
fn units(selection: &[&str]) -> BTreeSet<(String, Vec<String>)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(selection)
        .args(["--unit-graph", "-Z", "unstable-options", "--offline"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .expect("cargo");
    let graph: Value = serde_json::from_slice(&output.stdout).expect("a graph");
    let units = graph["units"].as_array().expect("units");
    let is_generator = |unit: &Value| {
        let kind = unit["target"]["kind"].as_array().and_then(|it| it.first());
        unit["target"]["name"] == "codegen"
            && unit["mode"] == "build"
            && kind.is_some_and(|it| it == "lib")
    };
    let mut open: Vec<usize> = (0..units.len()).filter(|at| is_generator(&units[*at])).collect();
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        let unit = &units[at];
        let features = unit["features"].as_array().expect("features");
        let features = features.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        found.insert((unit["pkg_id"].as_str().expect("an id").to_owned(), features));
        let dependencies = unit["dependencies"].as_array().expect("dependencies");
        open.extend(
            dependencies.iter().filter_map(|it| it["index"].as_u64()).map(|it| it as usize),
        );
    }
    found
}
