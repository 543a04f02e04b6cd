//! Checks that the phrases of `tests/phrases.toml`, which readers stumble over, are not used in
//! sources and their comments, documentation, messages or generated text.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use serde::Deserialize;

/// Files and folders whose text was written by others, and files without text.
const SKIPPED: [&str; 10] = [
    ".git",
    "Cargo.lock",
    "target",
    "spec/polar.openapi.yaml",
    "tests/browser/package-lock.json",
    "tests/documents",
    "tests/e2e/package-lock.json",
    "tests/injection",
    "tests/phrases.toml",
    "docs/report.png",
];

#[derive(Deserialize)]
struct Phrases {
    phrase: Vec<Phrase>,
}

/// A phrase that is not used.
#[derive(Deserialize)]
struct Phrase {
    /// A regular expression for it, in lower case.
    pattern: String,
    /// A string that it matches.
    example: String,
    /// The advice for a better phrase.
    instead: String,
}

impl Phrase {
    fn regex(&self) -> Regex {
        Regex::new(&self.pattern).unwrap_or_else(|error| panic!("{}: {error}", self.pattern))
    }
}

fn phrases() -> Vec<Phrase> {
    let text = fs::read_to_string("phrases.toml").expect("the list");
    toml::from_str::<Phrases>(&text).expect("phrases").phrase
}

/// The text of a file on one line, in lower case, without the comment markers at the beginning of
/// lines.
struct Flat {
    text: String,
    /// The position at which each line begins.
    lines: Vec<usize>,
}

impl Flat {
    fn new(text: &str) -> Self {
        let (mut flat, mut lines) = (String::new(), Vec::new());
        for line in text.lines() {
            lines.push(flat.len());
            let line = line.trim_start();
            let line = line.trim_start_matches(['/', '!', '#', '*', '>', '|']).trim();
            flat.push_str(&line.trim_end_matches('\\').trim_end().to_lowercase());
            flat.push(' ');
        }
        Self { text: flat, lines }
    }

    /// The number of the line at a position, from 1.
    fn line(&self, position: usize) -> usize {
        self.lines.partition_point(|start| *start <= position)
    }
}

/// The files of the workspace, relative to `root`.
fn files(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(root.join(folder))
        .expect("a folder")
        .map(|it| it.expect("an entry"))
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = folder.join(entry.file_name());
        if SKIPPED.iter().any(|it| Path::new(it) == path) {
            continue;
        }
        let kind = entry.file_type().expect("a type");
        if kind.is_dir() {
            files(root, &path, found);
        } else if kind.is_file() && path.file_name().is_none_or(|it| it != "spec.yaml") {
            found.push(path);
        }
    }
}

#[test]
fn no_phrase_of_the_list_is_used() {
    let phrases: Vec<(Phrase, Regex)> =
        phrases().into_iter().map(|it| (it.regex(), it)).map(|(a, b)| (b, a)).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    files(&root, Path::new(""), &mut paths);
    assert!(paths.len() > 1000, "{} files", paths.len());
    let mut faults = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(root.join(&path)) else { continue };
        let flat = Flat::new(&text);
        for (phrase, regex) in &phrases {
            faults.extend(regex.find_iter(&flat.text).map(|found| {
                let line = flat.line(found.start());
                format!("{}:{line}: `{}`: {}", path.display(), found.as_str(), phrase.instead)
            }));
        }
    }
    assert!(faults.is_empty(), "{} occurrences:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn each_phrase_matches_its_example_across_lines() {
    for phrase in phrases() {
        let (first, second) = phrase.example.split_once(' ').expect("several words");
        let text = format!("    /// {first}\n    /// {second}\n");
        assert!(phrase.regex().is_match(&Flat::new(&text).text), "{}", phrase.pattern);
    }
}
