//! `docs/changes.md`: which change of a document breaks which caller.

use codegen::diff::Rule;
use std::fs;
use std::path::Path;

#[test]
fn the_page_has_every_rule() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/changes.md");
    let text = fs::read_to_string(page).expect("docs/changes.md");
    let table = Rule::table();
    let start = text.find("| change |").expect("a table");
    let found = &text[start..(start + table.len()).min(text.len())];
    assert_eq!(found, table, "copy the expected table into docs/changes.md");
}
