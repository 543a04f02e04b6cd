//! The fourth step: odd texts in places of the document, of which a seed chooses a sample. The
//! generator must not panic, and what it writes must parse.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::Run;
use super::documents::Document;
use super::row::{Row, Step};
use crate::meter;

/// The package of the program.
pub(super) const PACKAGE: &str = "odd-texts";

/// A line that the program prints.
#[derive(Deserialize)]
struct Fault {
    pointer: String,
    message: String,
}

/// Tries a sample in `document`, and puts what is wrong into `row`.
pub(super) fn run(run: &Run, program: &Path, document: &Document, row: &mut Row) -> io::Result<()> {
    let mut command = run.workspace.command(program, &[]);
    command.args(["--count", &run.arguments.odd_texts.to_string()]);
    command.args(["--seed", &run.arguments.seed.to_string()]).arg(&document.file);
    command.args(run.gaps.settings(&document.name));
    let finished = meter::run(&mut command)?;
    row.done(&document.name, Step::OddTexts);
    let faults =
        finished.stdout.lines().filter_map(|line| serde_json::from_str::<Fault>(line).ok());
    let mut found = false;
    for Fault { pointer, message } in faults {
        found = true;
        row.fail(&document.name, Step::OddTexts, &pointer, &message);
    }
    if !found && !finished.status.success() {
        let last = finished.stderr.trim_end().lines().last().unwrap_or("nothing printed");
        row.fail(&document.name, Step::OddTexts, "#", &format!("{}: {last}", finished.status));
    }
    Ok(())
}
