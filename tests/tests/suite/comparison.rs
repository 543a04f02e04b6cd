//! `docs/comparison.md`: the linked tests exist, and each cell of another generator has a source.

use std::path::Path;

const PAGE: &str = "../docs/comparison.md";

/// The start of the first line of the feature table.
const HEAD: &str = "| | this generator |";

fn page() -> String {
    std::fs::read_to_string(PAGE).expect("the page")
}

/// Returns the name and the target of each `[name](target)`. The name may be code.
fn links(text: &str) -> Vec<(&str, &str)> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let (_, name) = before.rsplit_once('[').expect("the name of a link");
        let (target, following) = after.split_once(')').expect("the target of a link");
        links.push((name.trim_matches('`'), target));
        rest = following;
    }
    links
}

/// Returns the cells of each feature: its name, our cell, and the cells of the other generators.
fn features(page: &str) -> Vec<Vec<&str>> {
    let table = page.lines().skip_while(|line| !line.starts_with(HEAD));
    let rows = table.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Whether the source has a test with this name: a Node test, or a function with an attribute on
/// the preceding line.
fn has_test(source: &str, name: &str) -> bool {
    let function = format!("fn {name}(");
    if source.lines().any(|line| line.starts_with(&format!("test('{name}',"))) {
        return true;
    }
    let lines: Vec<_> = source.lines().map(str::trim).collect();
    lines.windows(2).any(|pair| {
        pair[0].starts_with("#[") && pair[0].contains("test") && pair[1].contains(&function)
    })
}

#[test]
fn each_yes_of_ours_links_to_a_test() {
    let page = page();
    let features = features(&page);
    assert!(features.len() > 15, "{} features", features.len());
    for feature in features {
        let (name, ours) = (feature[0], feature[1]);
        match ours.strip_prefix("yes: ") {
            Some(tests) => assert!(!links(tests).is_empty(), "{name}: a \"yes\" without a test"),
            None => assert_eq!(ours, "no", "{name}"),
        }
    }
    for (name, target) in links(&page) {
        let source = std::fs::read_to_string(Path::new("../docs").join(target));
        let source = source.unwrap_or_else(|error| panic!("{target}: {error}"));
        assert!(has_test(&source, name), "{target} has no test `{name}`");
    }
}

#[test]
fn each_peer_cell_has_a_footnote() {
    let page = page();
    let mut cells = 0;
    for feature in features(&page) {
        assert_eq!(feature.len(), 8, "{feature:?}");
        for cell in &feature[2..] {
            let (answer, note) = cell.split_once('[').expect("a footnote");
            assert!(["yes", "no", "?"].contains(&answer), "{}: {cell}", feature[0]);
            assert!(page.contains(&format!("\n[{note}: ")), "{cell}: the footnote does not exist");
            cells += 1;
        }
    }
    let notes = page.lines().filter(|line| line.starts_with("[^")).count();
    assert_eq!(notes, cells, "footnotes that are not referenced by exactly one cell");
}
