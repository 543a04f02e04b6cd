//! The last steps: seeded samples of mutations of the document. Odd strings must not make the
//! generator panic, and its output must parse; additions and reorderings must not rename anything
//! else; other spellings of the schemas must not change the API.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::Run;
use super::documents::Document;
use super::row::{Row, Step};
use crate::meter;

/// The package of the program.
pub(super) const PACKAGE: &str = "mutations";

/// A fault, as printed by the program.
#[derive(Deserialize)]
struct Fault {
    pointer: String,
    message: String,
}

/// Tries a sample of one kind of mutations of `document`, and adds the faults to `row`.
pub(super) fn run(
    run: &Run,
    program: &Path,
    step: Step,
    document: &Document,
    row: &mut Row,
) -> io::Result<()> {
    let (kind, count) = match step {
        Step::Renames => ("renames", run.arguments.renames),
        Step::Spellings => ("spellings", run.arguments.spellings),
        _ => ("odd-texts", run.arguments.odd_texts),
    };
    let mut command = run.workspace.command(program, &[kind]);
    command.args(["--count", &count.to_string()]);
    command.args(["--seed", &run.arguments.seed.to_string()]).arg(&document.file);
    command.args(run.gaps.settings(&document.name));
    let finished = meter::run(&mut command)?;
    row.done(&document.name, step);
    let faults =
        finished.stdout.lines().filter_map(|line| serde_json::from_str::<Fault>(line).ok());
    let mut found = false;
    for Fault { pointer, message } in faults {
        found = true;
        row.fail(&document.name, step, &pointer, &message);
    }
    if !found && !finished.status.success() {
        let last = finished.stderr.trim_end().lines().last().unwrap_or("nothing printed");
        row.fail(&document.name, step, "#", &format!("{}: {last}", finished.status));
    }
    Ok(())
}
