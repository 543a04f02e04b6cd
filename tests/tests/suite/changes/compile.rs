//! Generates crates, and compiles programs that call them, as far as `cargo check` goes: all by one
//! cargo, which gives what the compiler says as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use codegen::config::Config;
use codegen::write;
use serde_json::Value;

/// A program of callers.
#[derive(Debug)]
pub(super) struct Program<'a> {
    pub(super) name: String,
    /// The generated crate that the callers know as `zoo`.
    pub(super) krate: &'static str,
    /// The callers: modules with their files.
    pub(super) modules: Vec<(&'a str, &'a Path)>,
}

/// What the compiler says of a line of a caller.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) caller: String,
    pub(super) line: usize,
    /// The code of an error, such as `E0599`, or the name of a lint.
    pub(super) code: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.rs:{}: {}", self.caller, self.line, self.code)
    }
}

const MANIFEST: &str = r#"[package]
name = "callers"
version = "0.0.0"
edition = "2024"

[workspace]

[profile.dev]
debug = false
incremental = false

[lib]
path = "lib.rs"

[dependencies]
"#;

/// Generates the crates and compiles the programs: what is found of each, by its name.
pub(super) fn compile(
    crates: &[(&str, &Path)],
    programs: &[Program<'_>],
) -> BTreeMap<String, BTreeSet<Finding>> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes");
    let folder = place.join("callers");
    let mut manifest = MANIFEST.to_owned();
    for (name, document) in crates {
        generate(name, document, &place.join(name));
        let _ = writeln!(manifest, "{name} = {{ path = \"../{name}\", default-features = false }}");
    }
    for program in programs {
        let file = format!("{}.rs", program.name);
        let name = &program.name;
        let _ = write!(
            manifest,
            "\n[[example]]\nname = {name:?}\npath = {file:?}\ncrate-type = [\"lib\"]\n"
        );
        put(&folder.join(file), &source(program));
    }
    put(&folder.join("Cargo.toml"), &manifest);
    put(&folder.join("lib.rs"), "");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    put(&folder.join("Cargo.lock"), &fs::read_to_string(lock).expect("a lock file"));
    check(&folder, programs)
}

fn generate(name: &str, document: &Path, folder: &Path) {
    let package = Some(name.to_owned());
    let config = Config::for_document(document.to_owned(), Vec::new(), folder.to_owned(), package);
    let generation = codegen::generate(&config, &mut |_| ());
    let output = generation.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics)).output;
    write::write(&write::plan(&output, folder).expect("a plan")).expect("written");
}

fn source(program: &Program<'_>) -> String {
    let mut text = format!("extern crate {} as zoo;\n", program.krate);
    for (name, path) in &program.modules {
        let _ = writeln!(text, "#[path = {path:?}]\npub mod {name};");
    }
    text
}

/// Writes a file unless it is as it should be, so that it is not compiled again.
fn put(path: &Path, text: &str) {
    if !fs::read_to_string(path).is_ok_and(|own| own == text) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

fn check(folder: &Path, programs: &[Program<'_>]) -> BTreeMap<String, BTreeSet<Finding>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--examples", "--keep-going", "--message-format=json"])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder.with_file_name("target"))
        .output()
        .expect("cargo");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut found: BTreeMap<String, BTreeSet<Finding>> = BTreeMap::new();
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).expect("JSON");
        let Some(target) = message["target"]["name"].as_str() else { continue };
        // Also of a program of which nothing is said.
        if programs.iter().any(|it| it.name == target) {
            let findings = found.entry(target.to_owned()).or_default();
            findings.extend(finding(&message["message"]));
        }
    }
    let missing: Vec<&str> = programs
        .iter()
        .map(|it| it.name.as_str())
        .filter(|name| !found.contains_key(*name))
        .collect();
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(missing.is_empty(), "never compiled: {missing:?}\n{log}");
    found
}

/// An error or warning that points to a line; what sums up errors points to none.
fn finding(message: &Value) -> Option<Finding> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|it| it["is_primary"] == true)?;
    let file = PathBuf::from(span["file_name"].as_str()?);
    Some(Finding {
        caller: file.file_stem()?.to_str()?.to_owned(),
        line: usize::try_from(span["line_start"].as_u64()?).ok()?,
        code: message["code"]["code"].as_str().unwrap_or("an error without a code").to_owned(),
    })
}
