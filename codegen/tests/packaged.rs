//! Tests that the published package contains the files that the build script reads.
//!
//! Unix only, since not every checkout on Windows supports symbolic links.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the files in a folder and its subfolders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_package_has_the_runtime() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["package", "--list", "--no-verify", "--allow-dirty", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("UTF-8");
    let list: BTreeSet<&Path> = list.lines().map(Path::new).collect();

    let runtime = root.join("runtime/src/runtime");
    let sources = files(&runtime);
    assert!(!sources.is_empty());
    for source in sources {
        let path = source.strip_prefix(&runtime).expect("below it");
        assert!(list.contains(&*Path::new("packaged/runtime").join(path)), "{path:?}");
    }
    for name in ["runtime.toml", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(list.contains(&*Path::new("packaged").join(name)), "{name}");
    }
}
