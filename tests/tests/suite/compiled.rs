//! Generated crates that tests compile, in a shared target folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::internals::output::Output;
use codegen::internals::output::write;

use crate::changes::target;

/// The additional part of the manifest: warnings are errors, and the profile is the same as for the
/// other crates that are compiled in the same folder.
const MANIFEST: &str = r#"
[lints.rust]
warnings = "deny"

[lints.rustdoc]
all = "deny"

[profile.dev]
debug = false
incremental = false
"#;

/// Writes the crate, with warnings as errors.
pub(crate) fn put(output: &Output, folder: &Path) {
    let mut output = output.clone();
    output.get_mut("Cargo.toml").expect("a manifest").push_str(MANIFEST);
    write::write(&write::plan(&output, folder).expect("a plan")).expect("written");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("a lock file");
}

/// Returns the features that the examples of a client need.
pub(crate) fn of_examples(client: &Output) -> Vec<&'static str> {
    let resources = client["Cargo.toml"].contains("\nall = [").then_some("all");
    let webhooks = client.contains_key("docs/webhooks.md").then_some(["axum", "webhooks"]);
    let features = ["blocking", "serde", "testing", "tokio"];
    features.into_iter().chain(webhooks.into_iter().flatten()).chain(resources).collect()
}

/// Runs cargo on the crate in `folder`, with only these features.
///
/// # Panics
/// If cargo fails.
pub(crate) fn cargo(folder: &Path, words: &[&str], features: &[&str]) {
    cargo_with(folder, words, features, &[]);
}

/// Runs cargo on the crate in `folder`, with only these features, and with these environment
/// variables.
///
/// # Panics
/// If cargo fails.
pub(crate) fn cargo_with(
    folder: &Path,
    words: &[&str],
    features: &[&str],
    variables: &[(&str, &str)],
) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(words).arg("--manifest-path").arg(folder.join("Cargo.toml"));
    command.args(["--no-default-features", "--features", &features.join(",")]);
    command.arg("--target-dir").arg(target()).envs(variables.iter().copied());
    let output = command.output().expect("cargo");
    let (log, result) =
        (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{words:?} {features:?}\n{log}\n{result}");
}
