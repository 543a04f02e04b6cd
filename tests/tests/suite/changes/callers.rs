//! Each rule has a caller in `changes/callers`, written for the old crate. It compiles with the new
//! one as well, unless the rule's verdict is `breaking`: then it contains the witness of the rule's
//! change, which `diff` prints, instead of `WITNESS`. A comment `//~ E0599` marks the line that the
//! compiler then rejects, with the error code; `//~ deprecated` marks a warning. `changes/newer`
//! contains callers of new items, which compile only with the new crate; there, the comments mark
//! the items that the old crate lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use codegen::internals::review::diff::{Change, Rule, Verdict};

use super::compile::{self, Finding, Program};
use super::{FOLDER, difference};

/// A caller, and the expected findings with the crate that it was not written for.
struct Caller {
    name: String,
    text: String,
    expected: BTreeSet<Finding>,
}

impl Caller {
    /// Whether the compiler must reject the caller: all error codes have the form `E0599`.
    fn is_refused(&self) -> bool {
        self.expected.iter().any(|it| it.code.starts_with('E'))
    }
}

/// Returns the callers that are written for the old crate, with the witnesses of its changes.
fn older() -> Vec<Caller> {
    callers("callers", &difference().changes)
}

/// Returns the callers of new items.
fn newer() -> Vec<Caller> {
    callers("newer", &[])
}

/// Returns the callers in a folder, sorted by name.
fn callers(folder: &str, changes: &[Change]) -> Vec<Caller> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(folder);
    let entries = fs::read_dir(folder).expect("a folder");
    let caller = |entry: io::Result<DirEntry>| caller(&entry.expect("an entry").path(), changes);
    let mut callers: Vec<Caller> = entries.map(caller).collect();
    callers.sort_by(|one, other| one.name.cmp(&other.name));
    callers
}

fn caller(path: &Path, changes: &[Change]) -> Caller {
    let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
    let mut text = fs::read_to_string(path).expect("a text file");
    for change in changes.iter().filter(|it| file_name(it.rule) == name) {
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
    Caller { name, text, expected }
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

/// Returns the programs that call `krate`: one with all callers that compile, and one for each of
/// the others.
fn programs<'a>(
    krate: &'static str,
    kind: &str,
    callers: &'a [Caller],
    is_refused: impl Fn(&Caller) -> bool,
) -> Vec<Program<'a>> {
    let (refused, accepted): (Vec<&Caller>, Vec<&Caller>) =
        callers.iter().partition(|it| is_refused(it));
    let module = |it: &'a Caller| (it.name.as_str(), it.text.as_str());
    let name = |of: &str| format!("{krate}_{kind}_{of}");
    let accepted = accepted.into_iter().map(module).collect();
    let mut programs = vec![Program { name: name("all"), krate, modules: accepted }];
    programs.extend(refused.into_iter().map(|it| Program {
        name: name(&it.name),
        krate,
        modules: vec![module(it)],
    }));
    programs
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
    let mut all = programs("before", "older", &older, |_| false);
    all.extend(programs("after", "older", &older, Caller::is_refused));
    all.extend(programs("after", "newer", &newer, |_| false));
    all.extend(programs("before", "newer", &newer, Caller::is_refused));
    let found = compile::check(&all);

    let mut faults = Vec::new();
    for program in &all {
        let written_for = if program.name.contains("_older_") { "before" } else { "after" };
        let callers = if written_for == "before" { &older } else { &newer };
        let called = |it: &&Caller| program.modules.iter().any(|(name, _)| *name == it.name);
        let expected: BTreeSet<Finding> = match program.krate == written_for {
            true => BTreeSet::new(),
            false => callers.iter().filter(called).flat_map(|it| it.expected.clone()).collect(),
        };
        let found = &found[&program.name];
        for finding in found.difference(&expected) {
            faults.push(format!("{}: {finding} is not expected", program.name));
        }
        for finding in expected.difference(found) {
            faults.push(format!("{}: {finding} is missing", program.name));
        }
    }
    assert!(faults.is_empty(), "the compiler disagrees:\n{}", faults.join("\n"));
}

#[test]
fn wire_behavior_matches_the_document() {
    let program = Path::new(FOLDER).join("wire.rs");
    compile::run("wire", &program).unwrap_or_else(|failure| panic!("{failure}"));
}
