//! Generates the client of `tests/documents/payments.yaml`, configured by `payments.toml`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::Generator;
use toml::Table;

fn main() -> Result<(), Box<dyn Error>> {
    let (package, out) = (folder("CARGO_MANIFEST_DIR"), folder("OUT_DIR"));
    let client = out.join("generated");
    let generator =
        Generator::from_file(package.join("../documents/payments.toml")).output(&client);
    for input in generator.inputs()? {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    generator.generate()?;
    let [own, generated] = [&package, &client].map(|it| fs::read_to_string(it.join("Cargo.toml")));
    assert_same_tables(&own?, &generated?);
    let root = fs::read_to_string(client.join("src/lib.rs"))?;
    Ok(fs::write(out.join("lib.rs"), included(&root, &client.join("src")))?)
}

/// Converts the root of a crate to a file that another root includes: attributes of the crate are
/// removed, and modules get the path where they were written.
fn included(root: &str, out: &Path) -> String {
    let mut text = String::new();
    let mut is_attribute = false;
    for line in root.lines().filter(|it| !it.starts_with("//!")) {
        is_attribute |= line.starts_with("#![");
        if is_attribute {
            // The last line of a multi-line attribute closes it without indentation.
            is_attribute = !line.ends_with(']') || line.starts_with(' ');
            continue;
        }
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

/// Asserts that the features and dependencies are equal: Cargo reads them before the crate is
/// generated.
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
