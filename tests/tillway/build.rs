//! Generates the client of `tests/documents/payments.yaml`, by its `payments.toml`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use codegen::internals::config;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::output::Output;
use toml::Table;

fn main() -> io::Result<()> {
    let package = folder("CARGO_MANIFEST_DIR");
    let documents = package.join("../documents");
    println!("cargo::rerun-if-changed={}", documents.display());

    let output = generate(&documents.join("payments.toml"))?;
    assert_same_tables(&fs::read_to_string(package.join("Cargo.toml"))?, &output["Cargo.toml"]);
    let out = folder("OUT_DIR").join("client");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    for (path, text) in &output {
        let file = out.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&out))?;
        fs::write(file, text)?;
    }
    fs::write(out.join("src/lib.rs"), included(&output["src/lib.rs"], &out.join("src")))
}

fn generate(file: &Path) -> io::Result<Output> {
    let text = fs::read_to_string(file)?;
    let mut diagnostics = Diagnostics::default();
    let read = config::read(&file.to_string_lossy(), &text, &mut diagnostics);
    let (config, _) = read.unwrap_or_else(|| panic!("{}: {diagnostics:?}", file.display()));
    match codegen::internals::generate(&config, &mut |_| ()) {
        Ok(generation) => Ok(generation.output),
        Err(failure) => panic!("{}: {:?}", file.display(), failure.diagnostics),
    }
}

/// A crate's root as a file that another root includes: attributes of the whole crate are left out,
/// and modules are where they were written.
fn included(root: &str, out: &Path) -> String {
    let mut text = String::new();
    for line in root.lines().filter(|it| !it.starts_with("//!") && !it.starts_with("#![")) {
        let module = line.trim_start_matches("pub ").strip_prefix("mod ");
        if let Some(name) = module.and_then(|rest| rest.strip_suffix(';')) {
            let file = out.join(format!("{name}.rs"));
            let file = if file.exists() { file } else { out.join(name).join("mod.rs") };
            text.push_str(&format!("#[path = {file:?}]\n"));
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Compares the features and dependencies, which Cargo reads before anything is generated.
fn assert_same_tables(own: &str, generated: &str) {
    let [own, generated] = [own, generated].map(|text| text.parse::<Table>().expect("a manifest"));
    for table in ["features", "dependencies", "target"] {
        assert_eq!(
            own[table], generated[table],
            "[{table}] of Cargo.toml and of the generated one"
        );
    }
}

fn folder(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_default())
}
