//! Each rule has a caller in `changes/callers`, written for the old crate. It compiles with the new
//! one as well, unless the rule's verdict is `breaking`: then it contains the witness of the rule's
//! change, which `diff` prints, instead of `WITNESS`. A comment `//~ E0599` marks the line that the
//! compiler then rejects, with the error code; `//~ deprecated` marks a warning. `changes/newer`
//! contains callers of new items, which compile only with the new crate; there, the comments mark
//! the items that the old crate lacks.
//!
//! A first line `//! Cargo.toml: zoo = {..}` is the dependency of the caller, which sets the
//! features of the crate; without it, the crate has no features. `//~ refused` marks a dependency
//! that Cargo rejects.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use codegen::internals::review::diff::{Change, Rule, Verdict};

use super::compile::{self, Finding, Program};
use super::{COMPARISONS, Comparison, FOLDER};

/// A caller, and the expected findings with the crate that it was not written for.
struct Caller {
    name: String,
    text: String,
    /// The documents of the rule's change.
    comparison: Comparison,
    expected: BTreeSet<Finding>,
}

/// The crate that callers are written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

impl Caller {
    /// Whether the compiler must reject the caller: all error codes have the form `E0599`.
    fn is_refused(&self) -> bool {
        self.expected.iter().any(|it| it.code.starts_with('E') || it.code == compile::REFUSED)
    }

    /// Returns the name of the crate on one side of the comparison.
    fn krate(&self, side: Side) -> &'static str {
        match side {
            Side::Old => self.comparison.old,
            Side::New => self.comparison.new,
        }
    }

    /// Returns the dependency of the caller, if it sets features.
    fn dependency(&self) -> Option<&str> {
        let line = self.text.lines().next()?.strip_prefix("//! Cargo.toml: ")?;
        Some(line.split("//~").next().unwrap_or(line).trim())
    }
}

/// The comparisons with their changes.
fn compared() -> Vec<(Comparison, Vec<Change>)> {
    COMPARISONS.iter().map(|it| (*it, it.difference().changes)).collect()
}

/// Returns the callers that are written for the old crate, with the witnesses of its changes.
fn older() -> Vec<Caller> {
    callers("callers", Side::Old)
}

/// Returns the callers of new items.
fn newer() -> Vec<Caller> {
    callers("newer", Side::New)
}

/// Returns the callers in a folder, sorted by name.
fn callers(folder: &str, side: Side) -> Vec<Caller> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(folder);
    let entries = fs::read_dir(folder).expect("a folder");
    let compared = compared();
    let caller =
        |entry: io::Result<DirEntry>| caller(&entry.expect("an entry").path(), &compared, side);
    let mut callers: Vec<Caller> = entries.map(caller).collect();
    callers.sort_by(|one, other| one.name.cmp(&other.name));
    callers
}

fn caller(path: &Path, compared: &[(Comparison, Vec<Change>)], side: Side) -> Caller {
    let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
    let is_own = |change: &&Change| file_name(change.rule) == name;
    let (comparison, changes) = compared
        .iter()
        .find(|(_, changes)| changes.iter().any(|it| is_own(&it)))
        .unwrap_or_else(|| panic!("{name} is not the name of a rule with a change"));
    let mut text = fs::read_to_string(path).expect("a text file");
    for change in changes.iter().filter(is_own).filter(|_| side == Side::Old) {
        if let Some(witness) = &change.witness {
            assert!(text.contains(WITNESS), "{name} has no `{WITNESS}` for `{witness}`");
            text = text.replacen(WITNESS, witness, 1);
        }
    }
    assert!(!text.contains(WITNESS), "{name} has more `{WITNESS}` lines than changes");
    let noted = text.lines().enumerate().flat_map(|(index, line)| {
        let codes = line.split_once("//~").map_or("", |(_, codes)| codes);
        codes.split_whitespace().map(move |code| (index + 1, code.to_owned()))
    });
    let finding = |(line, code)| Finding { caller: name.clone(), line, code };
    let expected = noted.map(finding).collect();
    Caller { name, text, comparison: *comparison, expected }
}

/// The placeholder for the witness of a change of the rule, in the order of the changes.
const WITNESS: &str = "WITNESS";

/// Converts `OperationAdded` to the file name `operation_added`.
fn file_name(rule: Rule) -> String {
    let mut name = String::new();
    for letter in format!("{rule:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Returns the programs of callers that are written for `own`, with the crate on `side` of their
/// comparisons: one for all that compile, and one for each that is refused or sets features.
fn programs<'a>(own: Side, side: Side, callers: &'a [Caller]) -> Vec<Program<'a>> {
    let is_refused = |it: &Caller| side != own && it.is_refused();
    let is_alone = |it: &&Caller| is_refused(it) || it.dependency().is_some();
    let (alone, together): (Vec<&Caller>, Vec<&Caller>) = callers.iter().partition(is_alone);
    let kind = if own == Side::Old { "older" } else { "newer" };
    let program = |krate, of: &str, callers: &[&'a Caller]| Program {
        name: format!("{krate}_{kind}_{of}"),
        krate,
        dependency: callers.first().and_then(|it| it.dependency()),
        modules: callers.iter().map(|it| (it.name.as_str(), it.text.as_str())).collect(),
        expected: match side == own {
            true => BTreeSet::new(),
            false => callers.iter().flat_map(|it| it.expected.clone()).collect(),
        },
    };
    let mut shared: BTreeMap<&'static str, Vec<&Caller>> = BTreeMap::new();
    for caller in together {
        shared.entry(caller.krate(side)).or_default().push(caller);
    }
    let shared = shared.iter().map(|(krate, callers)| program(krate, "all", callers));
    shared.chain(alone.iter().map(|it| program(it.krate(side), &it.name, &[it]))).collect()
}

#[test]
fn every_rule_has_a_caller_of_its_verdict() {
    let callers: BTreeMap<String, Caller> =
        older().into_iter().map(|it| (it.name.clone(), it)).collect();
    let rules: BTreeMap<String, Rule> =
        Rule::ALL.iter().map(|rule| (file_name(*rule), *rule)).collect();
    let names: Vec<&String> = callers.keys().collect();
    assert_eq!(names, rules.keys().collect::<Vec<_>>(), "a file for each rule");
    for (name, rule) in rules {
        let is_breaking = rule.verdict() == Verdict::Breaking;
        assert_eq!(callers[&name].is_refused(), is_breaking, "{name} is {:?}", rule.verdict());
    }
    let strangers: Vec<String> = newer()
        .into_iter()
        .filter(|it| !callers.contains_key(&it.name) || !it.is_refused())
        .map(|it| it.name)
        .collect();
    assert!(strangers.is_empty(), "files without a rule or without a new item: {strangers:?}");
}

#[test]
fn the_compiler_agrees_with_every_verdict() {
    let (older, newer) = (older(), newer());
    let mut all = programs(Side::Old, Side::Old, &older);
    all.extend(programs(Side::Old, Side::New, &older));
    all.extend(programs(Side::New, Side::New, &newer));
    all.extend(programs(Side::New, Side::Old, &newer));
    let found = compile::check(&all);

    let mut faults = Vec::new();
    for Program { name, expected, .. } in &all {
        let found = &found[name];
        for finding in found.difference(expected) {
            faults.push(format!("{name}: {finding} is not expected"));
        }
        for finding in expected.difference(found) {
            faults.push(format!("{name}: {finding} is missing"));
        }
    }
    assert!(faults.is_empty(), "the compiler disagrees:\n{}", faults.join("\n"));
}

#[test]
fn wire_behavior_matches_the_document() {
    let program = Path::new(FOLDER).join("wire.rs");
    compile::run("wire", &program).unwrap_or_else(|failure| panic!("{failure}"));
}
