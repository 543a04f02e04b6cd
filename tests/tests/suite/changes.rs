//! `cargo xtask diff`: its verdict on a change agrees with the compiler's result for callers.

mod callers;
mod compile;
mod pull_request;
mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::review::diff::{self, Difference, Rule};
use codegen::internals::rust::items::Crate;

pub(crate) use compile::target;

/// The folder with documents that have one difference for each rule, and their callers.
const FOLDER: &str = "changes";

fn document(name: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{name}.yaml"))
}

fn surface(document: &Path) -> Crate {
    let package = Some("zoo".to_owned());
    let config = Config::for_document(document.to_owned(), Vec::new(), PathBuf::new(), package);
    codegen::internals::surface(&config)
        .unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics))
}

/// Two documents of the folder that are compared.
#[derive(Clone, Copy, Debug)]
struct Comparison {
    old: &'static str,
    new: &'static str,
    /// The snapshot of the difference.
    snapshot: &'static str,
}

/// The comparisons, which have a change for each rule together. Resources are Cargo features in
/// crates with more than ten of them, so the rules about features need documents of their own.
const COMPARISONS: [Comparison; 3] = [
    Comparison { old: "before", new: "after", snapshot: "difference.txt" },
    Comparison { old: "ten", new: "eleven", snapshot: "features-first.txt" },
    Comparison { old: "eleven", new: "moved", snapshot: "features.txt" },
];

impl Comparison {
    fn difference(&self) -> Difference {
        diff::compare(&surface(&document(self.old)), &surface(&document(self.new)))
    }
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
    let changes = COMPARISONS.iter().flat_map(|it| it.difference().changes);
    let seen: BTreeSet<Rule> = changes.map(|change| change.rule).collect();
    let missing: Vec<_> = Rule::ALL.iter().filter(|rule| !seen.contains(rule)).collect();
    assert!(missing.is_empty(), "no comparison has a change for the rules {missing:?}");
}

/// Returns `api.txt` of a document.
fn listing(document: &Path) -> String {
    let package = Some("zoo".to_owned());
    let config = Config::for_document(document.to_owned(), Vec::new(), PathBuf::new(), package);
    let generation = codegen::internals::generate(&config, &mut |_| ());
    let generation = generation.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics));
    generation.output["api.txt"].clone()
}

fn assert_reviewed(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../changes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn each_change_is_described_as_reviewed() {
    for comparison in COMPARISONS {
        assert_reviewed(comparison.snapshot, &comparison.difference().to_text());
    }
}

#[test]
fn each_change_has_a_sentence_for_the_changelog() {
    let sections = COMPARISONS.iter().map(|it| it.difference().to_changelog());
    let text = sections.collect::<Vec<_>>().join("\n");
    assert!(!text.contains('$'), "a sentence with a hole:\n{text}");
    assert_reviewed("changelog.md", &text);
}

#[test]
fn the_listing_has_the_whole_surface() {
    assert_reviewed("api.txt", &listing(&document("before")));
}

#[test]
fn a_changed_item_is_one_changed_line_of_the_listing() {
    let text = fs::read_to_string(document("before")).expect("a text file");
    let edited = text.replace("gone: {type: integer}", &format!("{}: {{type: integer}}", LONG));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("edited.yaml");
    fs::write(&path, edited).expect("written");
    let (old, new) = (listing(&document("before")), listing(&path));
    let pairs: Vec<_> = old.lines().zip(new.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(old.lines().count(), new.lines().count());
    let [(before, after)] = &pairs[..] else { panic!("{pairs:?}") };
    assert!(before.contains("gone") && after.contains(LONG), "{pairs:?}");
}

/// A name that exceeds the name column.
const LONG: &str = "a_property_whose_name_is_longer_than_a_column_of_the_listing";
