//! Generates the client of every fixture, so that all of them are compiled as modules of one crate.
//!
//! A fixture is at `crate::<area>::<case>`, instead of the root of a crate. Each fixture of the
//! area `client` has its own runtime, since its document determines what `Client::builder` returns;
//! the others share the runtime at the root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use codegen::internals::config::Config;
use codegen::internals::document::render::{Style, text};
use codegen::internals::output::Output;

/// The area whose fixtures have servers and credentials.
const CLIENT: &str = "client";

/// The area whose documents have errors.
const DIAGNOSTICS: &str = "diagnostics";

fn main() -> io::Result<()> {
    let fixtures = folder("CARGO_MANIFEST_DIR").join("fixtures");
    let out = folder("OUT_DIR").join("fixtures");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    println!(
        "cargo::rustc-check-cfg=cfg(feature, values(\"aws-lc-rs\", \"axum\", \"blocking\", \"fetch\", \"gzip\", \"http2\", \"reqwest\", \"ring\", \"tokio\", \"tracing\"))"
    );
    println!("cargo::rerun-if-changed={}", fixtures.display());

    let mut root = String::new();
    let mut groups = BTreeMap::new();
    let areas = folders(&fixtures)?;
    for area in areas.into_iter().filter(|area| area != DIAGNOSTICS) {
        let _ = writeln!(root, "pub mod {} {{", module(&area));
        for case in folders(&fixtures.join(&area))? {
            let fixture = Fixture { area: &area, case: &case };
            let output = generate(&fixtures.join(&area).join(&case).join("spec.yaml"));
            if area != CLIENT {
                fixture.claim_groups(&output, &mut groups);
            }
            fixture.write(&output, &out)?;
            fixture.declare(&out, &mut root);
        }
        root.push_str("}\n");
    }
    declare_runtime(&out, &mut root)?;
    fs::write(out.join("mod.rs"), root)
}

/// A folder with a `spec.yaml`.
struct Fixture<'a> {
    area: &'a str,
    case: &'a str,
}

impl Fixture<'_> {
    /// Returns the path of the fixture's modules in the crate.
    fn path(&self) -> String {
        format!("crate::{}::{}", module(self.area), module(self.case))
    }

    /// Claims the groups of operations, which are methods of the shared `Client`.
    ///
    /// # Panics
    ///
    /// If another fixture has the same group.
    fn claim_groups(&self, output: &Output, groups: &mut BTreeMap<String, String>) {
        let files = output.keys().filter_map(|path| path.strip_prefix("src/operations/"));
        for group in files.filter(|file| *file != "mod.rs") {
            if let Some(other) = groups.insert(group.to_owned(), self.path()) {
                panic!(
                    "the operations of {} and {other} are both in the group `{group}`: give one \
                     of them another tag",
                    self.path()
                );
            }
        }
    }

    /// Writes the sources, with paths that start at the fixture instead of the root of the crate.
    fn write(&self, output: &Output, out: &Path) -> io::Result<()> {
        let own_runtime = self.area == CLIENT;
        for (path, text) in output {
            let Some(path) = path.strip_prefix("src/").filter(|path| path.ends_with(".rs")) else {
                continue;
            };
            if path.starts_with("runtime/") && !own_runtime {
                write(&out.join(path), text)?;
                continue;
            }
            let mut text = text.clone();
            for name in ["operations", "codec", "headers", "schemes", "types"] {
                text = text.replace(&format!("crate::{name}"), &format!("{}::{name}", self.path()));
            }
            if own_runtime {
                text = text.replace("crate::runtime", &format!("{}::runtime", self.path()));
            }
            write(&out.join(self.area).join(self.case).join(path), &text)?;
        }
        Ok(())
    }

    /// Declares the modules that a generated `lib.rs` declares.
    fn declare(&self, out: &Path, root: &mut String) {
        let folder = out.join(self.area).join(self.case);
        let _ = writeln!(root, "pub mod {} {{", module(self.case));
        let mut modules = vec![("mod codec", "codec"), ("pub mod types", "types")];
        modules.push(("pub mod operations", "operations"));
        if folder.join("examples.rs").exists() {
            modules.push(("mod examples", "examples"));
        }
        if folder.join("headers.rs").exists() {
            modules.push(("pub mod headers", "headers"));
        }
        if folder.join("webhooks.rs").exists() {
            modules.push(("pub mod webhooks", "webhooks"));
        }
        if self.area == CLIENT {
            modules.extend([("mod client", "client"), ("pub mod runtime", "runtime")]);
        }
        for (declaration, name) in modules {
            let file = folder.join(format!("{name}.rs"));
            let file = if file.exists() { file } else { folder.join(name).join("mod.rs") };
            declare(declaration, &file, root);
        }
        if self.area == CLIENT {
            root.push_str("pub use client::*;\n");
        }
        root.push_str("}\n");
    }
}

/// Generates the client of a fixture's document.
fn generate(spec: &Path) -> Output {
    let package = Some("fixture".to_owned());
    let mut config = Config::for_document(spec.to_owned(), Vec::new(), PathBuf::new(), package);
    // The crate of all fixtures has no features for resources.
    config.per_resource = Some(false);
    match codegen::internals::generate(&config, &mut |_| ()) {
        Ok(generation) => generation.output,
        Err(failure) => {
            let found = text(&failure.document, failure.diagnostics.as_slice(), Style::Plain);
            panic!("{} is rejected:\n{found}", spec.display());
        }
    }
}

fn declare_runtime(out: &Path, root: &mut String) -> io::Result<()> {
    let runtime = out.join("runtime/mod.rs");
    if !runtime.exists() {
        let message = "no fixture outside of `client`: there is no runtime to share";
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    declare("pub mod runtime", &runtime, root);
    Ok(())
}

fn declare(declaration: &str, file: &Path, root: &mut String) {
    let _ = writeln!(root, "#[rustfmt::skip]\n#[path = {file:?}]\n{declaration};");
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Lists the subfolders of a folder, sorted by name.
fn folders(of: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(of)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Returns the module name of an area or case.
fn module(name: &str) -> String {
    name.replace('-', "_")
}

fn folder(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_default())
}
