//! Generates the crates of the documents, and compiles programs that call them: callers are checked
//! with one run of `cargo check`, which prints the compiler's messages as JSON, and with another one
//! for each caller that sets features of the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

use codegen::internals::config::Config;
use codegen::internals::output::write;
use serde_json::Value;

use super::{COMPARISONS, document};

/// A program with callers.
#[derive(Debug)]
pub(super) struct Program<'a> {
    pub(super) name: String,
    /// The generated crate, whose name for the callers is `zoo`.
    pub(super) krate: &'static str,
    /// The line of its `Cargo.toml` that depends on the crate, if it sets features.
    pub(super) dependency: Option<&'a str>,
    /// The callers: names and contents of modules.
    pub(super) modules: Vec<(&'a str, &'a str)>,
    /// The expected findings.
    pub(super) expected: BTreeSet<Finding>,
}

/// An error or warning of the compiler for a line of a caller.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) caller: String,
    pub(super) line: usize,
    /// The code of an error, such as `E0599`, the name of a lint, or [`REFUSED`].
    pub(super) code: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.rs:{}: {}", self.caller, self.line, self.code)
    }
}

/// The code of a dependency with a feature that the crate doesn't have.
pub(super) const REFUSED: &str = "refused";

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[workspace]

[profile.dev]
debug = false
incremental = false

[dependencies]
DEPENDENCIES"#;

/// The dependencies of callers that don't set features, and of `wire.rs`.
const BOTH: &str = r#"before = { path = "../before", default-features = false }
after = { path = "../after", default-features = false }
"#;

/// The folder of the crates, which are generated once.
static CRATES: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes");
    let names = COMPARISONS.iter().flat_map(|it| [it.old, it.new]);
    for name in names.collect::<BTreeSet<&str>>() {
        generate(name, &folder.join(name));
    }
    folder
});

/// Writes a package with these dependencies, and returns its folder.
fn package(name: &str, dependencies: &str, targets: &str) -> PathBuf {
    let folder = CRATES.join(name);
    let manifest = MANIFEST.replace("NAME", name).replace("DEPENDENCIES", dependencies);
    put(&folder.join("Cargo.toml"), &format!("{manifest}{targets}"));
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    put(&folder.join("Cargo.lock"), &fs::read_to_string(lock).expect("a lock file"));
    folder
}

/// Returns a cargo command for a package.
fn cargo(folder: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(command).arg("--manifest-path").arg(folder.join("Cargo.toml"));
    cargo.arg("--target-dir").arg(target());
    cargo
}

/// Returns the target folder for generated crates, so that their dependencies are compiled once.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes/target")
}

/// Compiles the programs and returns the findings of each by name.
pub(super) fn check(programs: &[Program<'_>]) -> BTreeMap<String, BTreeSet<Finding>> {
    let (alone, together): (Vec<&Program<'_>>, Vec<&Program<'_>>) =
        programs.iter().partition(|it| it.dependency.is_some());
    let mut found = check_together(&together);
    for program in alone {
        found.insert(program.name.clone(), check_alone(program));
    }
    found
}

/// Compiles programs that depend on the crates without features, as examples of one package.
fn check_together(programs: &[&Program<'_>]) -> BTreeMap<String, BTreeSet<Finding>> {
    let mut targets = "\n[lib]\npath = \"lib.rs\"\n".to_owned();
    for Program { name, .. } in programs {
        let _ = write!(
            targets,
            "\n[[example]]\nname = {name:?}\npath = \"{name}.rs\"\ncrate-type = [\"lib\"]\n"
        );
    }
    let folder = package("callers", BOTH, &targets);
    put(&folder.join("lib.rs"), "");
    for program in programs {
        let renamed = format!("extern crate {} as zoo;\n", program.krate);
        write_program(program, &folder.join(format!("{}.rs", program.name)), &renamed);
    }
    let mut cargo = cargo(&folder, "check");
    cargo.args(["--examples", "--keep-going", "--message-format=json"]);
    let output = cargo.output().expect("cargo");
    findings(&output, &programs.iter().map(|it| it.name.as_str()).collect::<Vec<_>>())
}

/// Compiles a program in a package of its own, since Cargo unifies the features of a package.
fn check_alone(program: &Program<'_>) -> BTreeSet<Finding> {
    let (name, krate) = (&program.name, program.krate);
    let line = program.dependency.unwrap_or_default();
    let place = format!("path = \"../{krate}\", package = \"{krate}\"");
    let dependency = line.replacen("version = \"0.1.0\"", &place, 1);
    assert_ne!(dependency, line, "{name} depends on another version");
    let folder =
        package(name, &format!("{dependency}\n"), &format!("\n[lib]\npath = \"{name}.rs\"\n"));
    write_program(program, &folder.join(format!("{name}.rs")), "");
    let output = cargo(&folder, "check").arg("--message-format=json").output().expect("cargo");
    let log = String::from_utf8_lossy(&output.stderr);
    if ["does not have these features", "does not have that feature"]
        .iter()
        .any(|it| log.contains(it))
    {
        let callers = program.modules.iter().map(|(name, _)| (*name).to_owned());
        let finding = |caller| Finding { caller, line: 1, code: REFUSED.to_owned() };
        return callers.map(finding).collect();
    }
    findings(&output, &[name]).remove(name).unwrap_or_default()
}

/// Writes a program with its modules.
fn write_program(program: &Program<'_>, path: &Path, head: &str) {
    put(path, &source(program, head));
    for (module, text) in &program.modules {
        put(&path.with_extension("").join(format!("{module}.rs")), text);
    }
}

/// Compiles a program and runs it; returns its output if it fails.
pub(super) fn run(name: &str, program: &Path) -> Result<(), String> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(program);
    let folder = package(name, BOTH, &format!("\n[[bin]]\nname = {name:?}\npath = {program:?}\n"));
    let output = cargo(&folder, "run").arg("--quiet").output().expect("cargo");
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn generate(name: &str, folder: &Path) {
    let package = Some(name.to_owned());
    let config = Config::for_document(document(name), Vec::new(), folder.to_owned(), package);
    let generation = codegen::internals::generate(&config, &mut |_| ());
    let output = generation.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics)).output;
    write::write(&write::plan(&output, folder).expect("a plan")).expect("written");
}

fn source(program: &Program<'_>, head: &str) -> String {
    // A line that only annotates a type leaves its variable unused.
    let mut text = format!("#![allow(unused_variables)]\n{head}");
    for (name, _) in &program.modules {
        let path = format!("{}/{name}.rs", program.name);
        let _ = writeln!(text, "#[path = {path:?}]\npub mod {name};");
    }
    text
}

/// Writes a file unless it is unchanged, so that it is not compiled again.
fn put(path: &Path, text: &str) {
    if !fs::read_to_string(path).is_ok_and(|own| own == text) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

/// Parses the output of cargo into findings of each program.
fn findings(output: &Output, programs: &[&str]) -> BTreeMap<String, BTreeSet<Finding>> {
    let text = String::from_utf8_lossy(&output.stdout);
    let mut found: BTreeMap<String, BTreeSet<Finding>> = BTreeMap::new();
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).expect("JSON");
        let Some(target) = message["target"]["name"].as_str() else { continue };
        // Programs without findings are included.
        if programs.contains(&target) {
            let findings = found.entry(target.to_owned()).or_default();
            findings.extend(finding(&message["message"]));
        }
    }
    let missing: Vec<&&str> = programs.iter().filter(|name| !found.contains_key(**name)).collect();
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(missing.is_empty(), "never compiled: {missing:?}\n{log}");
    found
}

/// Parses an error or warning that has a line; summaries of errors have none.
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
