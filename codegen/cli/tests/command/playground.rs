//! The errors of `playground` without a module. `cargo xtask browser` tests the page itself.

use std::ffi::OsStr;
use std::fs;

use crate::program::{Ran, run, run_with};
use crate::zoo::DOCUMENT;

fn assert_rejected(ran: &Ran, error: &str, help: &str) {
    assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""));
    assert_eq!(ran.messages, format!("error: {error}\n  = help: {help}\ncan't write the page\n"));
}

#[test]
fn a_missing_target_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let without = [("RUSTC", OsStr::new("no-such-rustc"))];
    let ran = run_with(folder.path(), &["playground", "--out", "page.html"], &without);
    assert_rejected(
        &ran,
        "the target `wasm32-unknown-unknown` is not installed",
        "run `rustup target add wasm32-unknown-unknown`, or pass a module with `--wasm`",
    );
    assert!(!folder.path().join("page.html").exists());
}

#[test]
fn a_file_that_is_not_the_module_is_rejected() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("zoo.yaml"), DOCUMENT).expect("written");
    let ran = run(folder.path(), &["playground", "--wasm", "zoo.yaml", "--out", "page.html"]);
    let help =
        format!("use the module of release {}, or remove `--wasm`", env!("CARGO_PKG_VERSION"));
    assert_rejected(&ran, "`zoo.yaml` is not a playground module", &help);
    let ran = run(folder.path(), &["playground", "--wasm", "none", "--out", "page.html"]);
    assert!(ran.messages.starts_with("error: can't read `none`: "), "{}", ran.messages);
}
