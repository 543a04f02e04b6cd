//! The first step: runs the generator in a child process.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde_json::Value;

use super::Run;
use super::documents::Document;
use super::row::{Row, Step};
use crate::{lines, meter};

/// A generated crate.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) document: String,
    pub(super) package: String,
    pub(super) folder: PathBuf,
}

/// Generates `document` into an empty folder. Returns `None`, and adds failures, if it has errors.
pub(super) fn run(run: &Run, document: &Document, row: &mut Row) -> io::Result<Option<Output>> {
    let package = document.package();
    let folder = run.work.join("crates").join(&package);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut command = run.workspace.command(&run.generator, &["codegen", "--quiet"]);
    command.arg("--spec").arg(&document.file).arg("--out").arg(&folder);
    command.args(["--package", &package, "--message-format", "json"]);
    // These third-party documents are not ours to change.
    command.args(["--accept", "name-clash"]).args(run.gaps.settings(&document.name));
    let finished = meter::run(&mut command)?;
    row.done(&document.name, Step::Generate);
    row.generation = Some(row.generation.unwrap_or_default() + finished.cost);
    if !record(&finished.stdout, document, row) {
        let stderr = finished.stderr.trim_end();
        let last = stderr.lines().find(|line| line.contains("panicked")).unwrap_or(stderr);
        row.fail(&document.name, Step::Generate, "#", &format!("{}: {last}", finished.status));
        return Ok(None);
    }
    if !finished.status.success() {
        return Ok(None);
    }
    row.lines += lines::count(&folder)?;
    let seed = run.workspace.root.join("Cargo.lock");
    fs::copy(seed, folder.join("Cargo.lock"))?;
    Ok(Some(Output { document: document.name.clone(), package, folder }))
}

/// Reads the errors and the counts from the output of the generator; returns whether there were
/// any.
fn record(stdout: &str, document: &Document, row: &mut Row) -> bool {
    let mut told = false;
    for line in stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let text = |key: &str| line[key].as_str().unwrap_or_default();
        match text("type") {
            "diagnostic" if text("severity") == "error" => {
                told = true;
                let message = format!("[{}] {}", text("code"), text("message"));
                row.fail(&document.name, Step::Generate, text("pointer"), &message);
            }
            "summary" => {
                let count = |key: &str| line[key].as_u64().unwrap_or(0) as usize;
                row.operations += count("operations");
                row.types += count("types");
                told |= text("outcome") == "written";
            }
            _ => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(stdout: &str) -> (bool, Row) {
        let document = Document { name: "a".to_owned(), file: PathBuf::new() };
        let mut row = Row::new("a");
        (record(stdout, &document, &mut row), row)
    }

    #[test]
    fn counts_and_errors_are_taken_from_the_lines() {
        let written = r#"{"type":"summary","outcome":"written","types":3,"operations":2}"#;
        let (told, row) = recorded(written);
        assert!(told && row.failures.is_empty());
        assert_eq!((row.types, row.operations), (3, 2));

        let refused = r##"{"type":"diagnostic","severity":"error","code":"c","message":"m","pointer":"#/x"}
            {"type":"diagnostic","severity":"warning","code":"c","message":"m","pointer":"#/y"}
            {"type":"summary","outcome":"refused"}"##;
        let (told, row) = recorded(refused);
        assert!(told);
        let places: Vec<&str> = row.failures.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!((places, row.failures[0].message.as_str()), (vec!["#/x"], "[c] m"));
    }

    #[test]
    fn missing_output_is_distinguished() {
        assert!(!recorded("").0);
        assert!(!recorded(r#"{"type":"summary","outcome":"unfinished"}"#).0);
    }
}
