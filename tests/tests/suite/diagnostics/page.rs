//! `docs/diagnostics.md`: every code, with its cause, its fix, and the messages of the fixtures.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use codegen::internals::document::diagnostic::Code;

use super::case::case_output;
use super::{CASES, cases, subject};
use crate::page_file::assert_page;

const PAGE: &str = "../docs/diagnostics.md";

const INTRODUCTION: &str = "\
# Diagnostics

Every error and warning about a document, an overlay or `codegen.toml` has a code, which is printed in
brackets. After an error, nothing is written; after a warning, the crate is generated. `openapi-crate
explain CODE` prints the section of a code.

Warnings with a code are hidden with `accept = [\"CODE\"]` in `codegen.toml`, or with `--accept CODE`. The
only error that can be accepted is [`dangling-ref`](#dangling-ref).

The examples and messages are those of `tests/fixtures/diagnostics`: `UPDATE_DIAGNOSTICS=1 cargo test -p
tests diagnostics` writes this page.
";

/// The maximum number of characters in a line of an example.
const WIDTH: usize = 110;

fn page() -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| code | problem |\n| --- | --- |\n");
    for code in Code::ALL {
        let _ = writeln!(text, "| [`{code}`](#{code}) | {} |", code.summary());
    }
    text.push('\n');
    for code in Code::ALL {
        let (cause, fix) = (code.cause(), code.fix());
        let _ = write!(text, "## {code}\n\n{cause}\n\n**Fix.** {fix}\n\n**Example.**\n\n");
        let folder = Path::new(CASES).join(code.as_str());
        for input in inputs(&folder) {
            let name = input.file_name().unwrap_or_default().to_string_lossy();
            let content = std::fs::read_to_string(&input).expect("a text file");
            block(&mut text, language(&input), &format!("# {name}\n{content}"));
        }
        block(&mut text, "text", &case_output(&folder).text);
        let others = messages(*code);
        if !others.is_empty() {
            text.push_str("**Other messages.**\n\n");
            block(&mut text, "text", &others.join("\n"));
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text + "\n"
}

/// Returns the input files of a fixture, sorted. JSON files are omitted, since no comment can show
/// their names.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a fixture");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut inputs: Vec<PathBuf> = paths.filter(|path| !language(path).is_empty()).collect();
    inputs.sort();
    inputs
}

fn language(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()) {
        Some("yaml") => "yaml",
        Some("toml") => "toml",
        _ => "",
    }
}

/// Appends a fenced code block with shortened lines.
fn block(text: &mut String, language: &str, content: &str) {
    let _ = writeln!(text, "```{language}");
    for line in content.trim().lines() {
        let short: String = line.chars().take(WIDTH).collect();
        let rest = if short.len() < line.len() { "..." } else { "" };
        let _ = writeln!(text, "{}", format!("{short}{rest}").trim_end());
    }
    text.push_str("```\n\n");
}

/// Returns the other messages of a code in its fixtures, without duplicates.
fn messages(code: Code) -> Vec<String> {
    let prefixes = ["error", "warning"].map(|severity| (severity, format!("{severity}[{code}]: ")));
    let found = |folder: &Path| -> BTreeSet<String> {
        let text = case_output(folder).text;
        let lines = text.lines().filter_map(|line| {
            prefixes.iter().find_map(|(severity, prefix)| {
                Some(format!("{severity}: {}", line.strip_prefix(prefix.as_str())?))
            })
        });
        lines.collect()
    };
    let example = found(&Path::new(CASES).join(code.as_str()));
    let folders = cases().into_iter().filter(|it| subject(it) == Some(code));
    let all: BTreeSet<String> = folders.flat_map(|it| found(&it)).collect();
    all.difference(&example).cloned().collect()
}

#[test]
fn the_page_explains_every_code() {
    assert_page(PAGE, &page(), "UPDATE_DIAGNOSTICS");
}
