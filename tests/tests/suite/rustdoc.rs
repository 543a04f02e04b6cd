//! The rustdoc pages of a client, with feature annotations as on docs.rs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::internals::config::Config;
use codegen::internals::output::write;

/// The page of `Call`, as linked by the pages of operations.
const CALL: &str = "../../struct.Call.html#";

#[test]
fn pages_link_setters_and_show_examples_constructors_and_features() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs = documented(folder.path());
    let call = page(&docs.join("struct.Call.html"));
    let functions = pages(&docs.join("operations"), "fn.");
    let links: BTreeSet<&str> = functions.iter().flat_map(|page| setters(page)).collect();
    assert!(links.len() > 5, "{links:?}");
    let broken: Vec<_> =
        links.iter().filter(|id| !call.contains(&format!("id=\"{id}\""))).collect();
    assert!(broken.is_empty(), "{broken:?}");
    assert!(functions.iter().all(|page| page.contains("id=\"example\"")));
    assert!(
        functions
            .iter()
            .any(|page| page.contains("while let") && page.contains("id=\"pagination\""))
    );

    let structs = pages(&docs.join("types"), "struct.");
    let made = structs.iter().filter_map(|page| Some((page.find("Created by")?, page)));
    let mut constructors = 0;
    for (at, page) in made {
        assert!(page.find("id=\"fields\"").is_none_or(|fields| at < fields));
        assert!(page[at..].contains("href=\"#method.new\""));
        constructors += 1;
    }
    assert!(constructors > 3);

    let testing = page(&docs.join("testing/index.html"));
    assert!(testing.contains("Available on <strong>crate feature <code>testing</code></strong>"));
    assert!(testing.contains("returns_example"));
    let orders = page(&docs.join("operations/orders/index.html"));
    assert!(orders.contains("Available on <strong>crate feature <code>orders</code></strong>"));
}

/// Returns the ids on the page of `Call` that a page links to.
fn setters(page: &str) -> impl Iterator<Item = &str> {
    page.split(CALL).skip(1).filter_map(|rest| rest.split('"').next())
}

/// Generates a client and documents it; returns the folder of its pages.
fn documented(folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = root.join("tests/documents/payments.yaml");
    let name = Some("documented".to_owned());
    let config = Config::for_document(document, Vec::new(), PathBuf::from("out"), name);
    let output = match codegen::internals::generate(&config, &mut |_| ()) {
        Ok(generation) => generation.output,
        Err(_) => panic!("the document is part of the tests"),
    };
    write::write(&write::plan(&output, folder).expect("a plan")).expect("written");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    // A separate folder: build scripts run again if one of these variables changes.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rustdoc");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "doc",
            "--no-deps",
            "--no-default-features",
            "--features",
            "all,serde,testing,tokio",
        ])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "--cfg docsrs -Dwarnings")
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("doc/documented")
}

/// Returns the pages below a folder whose names begin with `kind`.
fn pages(folder: &Path, kind: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(pages(&path, kind));
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(kind)) {
            texts.push(page(&path));
        }
    }
    texts
}

fn page(path: &Path) -> String {
    fs::read_to_string(path).expect("a page")
}
