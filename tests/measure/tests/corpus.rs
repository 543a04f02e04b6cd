//! Runs `cargo xtask corpus` on a temporary folder of two documents.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SUCCEEDING_ROW: &str = "\
openapi: 3.1.0
info: { title: Works, version: '1' }
paths:
  /things:
    get:
      operationId: list
      responses: { '200': { description: Fine } }
components:
  schemas:
    Thing: { type: object, properties: { name: { type: string } } }
";
const FAILS: &str = "\
openapi: 3.1.0
info: { title: Fails, version: '1' }
paths: {}
components:
  schemas:
    Thing: { $ref: '#/components/schemas/Missing' }
";

fn entry(document: &str, pointer: &str) -> String {
    format!(
        "[[gap]]\ndocument = \"{document}\"\nstep = \"generate\"\n\
         pointer = \"{pointer}\"\nreason = \"made up\"\n\n"
    )
}

/// Runs the command on the folder, without the steps that compile.
fn corpus(folder: &Path, gaps: &str) -> Output {
    let file = folder.join("known-gaps.toml");
    fs::write(&file, gaps).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_measure"));
    command.args(["corpus", "--skip", "check", "--skip", "clippy", "--skip", "conformance"]);
    command.args(["--odd-texts", "8", "--renames", "25"]);
    command.arg("--gaps").arg(&file);
    command.arg("--json").arg(folder.join("rows.txt"));
    command.arg(folder).output().expect("a run")
}

#[test]
fn known_gaps_are_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("works.yaml"), SUCCEEDING_ROW).expect("written");
    fs::write(folder.path().join("fails.yaml"), FAILS).expect("written");
    let known = entry("fails", "#/components/schemas/Thing/$ref");
    let stale = entry("works", "#/components/schemas/Thing");

    let fine = corpus(folder.path(), &known);
    let (table, messages) = (text(&fine.stdout), text(&fine.stderr));
    assert_eq!(fine.status.code(), Some(0), "{messages}");
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert!(rows[0].starts_with("| fails ") && rows[0].contains(" 1 known gap |"), "{table}");
    assert!(rows[1].starts_with("| works ") && rows[1].contains(" ok |"), "{table}");
    assert!(messages.contains("known gap: fails at #/components/schemas/Thing/$ref: made up"));
    let json = fs::read_to_string(folder.path().join("rows.txt")).expect("the rows");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["rows"][1]["operations"], 1);

    let unknown = corpus(folder.path(), "");
    assert_eq!(unknown.status.code(), Some(1));
    let messages = text(&unknown.stderr);
    assert!(messages.contains("error: fails at #/components/schemas/Thing/$ref, step generate"));

    let unneeded = corpus(folder.path(), &(known + &stale));
    assert_eq!(unneeded.status.code(), Some(1));
    let message = "error: works at #/components/schemas/Thing passes: remove its entry";
    assert!(text(&unneeded.stderr).contains(message), "{}", text(&unneeded.stderr));
}

#[test]
fn a_folder_that_is_not_there_ends_the_run() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_measure"));
    let output = command.args(["corpus", "no-such-folder"]).output().expect("a run");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        text(&output.stderr).contains("the folder of documents `no-such-folder` does not exist")
    );
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
