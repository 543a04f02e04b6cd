//! `cargo xtask diff`: what it says of a change is what the compiler says to the callers.

mod callers;
mod compile;
mod pull_request;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::config::Config;
use codegen::diff::{self, Difference, Rule};
use codegen::rust::Crate;

/// Two documents that differ in a place for each rule, and their callers.
const FOLDER: &str = "changes";

fn document(name: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{name}.yaml"))
}

fn surface(document: &Path) -> Crate {
    let package = Some("zoo".to_owned());
    let config = Config::for_document(document.to_owned(), Vec::new(), PathBuf::new(), package);
    codegen::surface(&config).unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics))
}

fn difference() -> Difference {
    diff::compare(&surface(&document("before")), &surface(&document("after")))
}

#[test]
fn the_page_has_every_rule() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/changes.md");
    let text = fs::read_to_string(page).expect("docs/changes.md");
    let table = Rule::table();
    let start = text.find("| change |").expect("a table");
    let found = &text[start..(start + table.len()).min(text.len())];
    assert_eq!(found, table, "copy the expected table into docs/changes.md");
}

#[test]
fn every_rule_has_a_change() {
    let difference = difference();
    let seen: BTreeSet<Rule> = difference.changes.iter().map(|change| change.rule).collect();
    let missing: Vec<_> = Rule::ALL.iter().filter(|rule| !seen.contains(rule)).collect();
    assert!(missing.is_empty(), "before.yaml and after.yaml have no change for {missing:?}");
}

#[test]
fn each_change_is_said_as_it_was_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../changes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("difference.txt", difference().to_text()));
}
