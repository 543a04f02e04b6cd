//! The third step: `cargo xtask conformance` makes instances of every schema and sends them through
//! the generated types.

use std::fs;
use std::io;

use serde::Deserialize;

use super::Run;
use super::documents::Document;
use super::row::{Row, Step, Tally};
use crate::meter;
use crate::workspace::tell;

/// Whether the workspace has the command.
pub(super) fn is_there(run: &Run) -> io::Result<bool> {
    let mut command = run.workspace.command(&run.generator, &["conformance", "--help"]);
    let found = meter::run(&mut command)?.status.success();
    if !found {
        tell("note: this workspace has no conformance command; that step is left out");
    }
    Ok(found)
}

/// Runs it on `document` and puts what it counts, and what fails, into `row`.
pub(super) fn run(run: &Run, document: &Document, row: &mut Row) -> io::Result<()> {
    let folder = run.work.join("conformance");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{}.json", document.package()));
    if file.exists() {
        fs::remove_file(&file)?;
    }
    let mut command = run.workspace.command(&run.generator, &["conformance", "--spec"]);
    command.arg(&document.file).arg("--json").arg(&file);
    command.arg("--per-schema").arg(run.arguments.per_schema.to_string());
    command.args(run.gaps.arguments(&document.name));
    let finished = meter::run(&mut command)?;
    row.done(&document.name, Step::Conformance);
    let report = fs::read_to_string(&file).ok().and_then(|it| serde_json::from_str(&it).ok());
    match report {
        Some(report) => record(&document.name, &report, row),
        None => {
            let last = finished.stderr.trim_end().lines().last().unwrap_or("nothing printed");
            row.fail(&document.name, Step::Conformance, "#", &format!("no report: {last}"));
        }
    }
    Ok(())
}

/// The report of the conformance run, as far as it is of use here.
#[derive(Deserialize)]
struct Report {
    schemas: Vec<Schema>,
}

#[derive(Deserialize)]
struct Schema {
    pointer: String,
    #[serde(flatten)]
    tally: Tally,
    first_refused: Option<Place>,
    first_lost: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    reason: String,
}

fn record(document: &str, report: &Report, row: &mut Row) {
    let mut total = row.conformance.unwrap_or_default();
    for Schema { pointer, tally, first_refused, first_lost } in &report.schemas {
        total.tried += tally.tried;
        total.equal += tally.equal;
        total.refused += tally.refused;
        total.lost += tally.lost;
        let reason = first_refused.as_ref().or(first_lost.as_ref()).map_or("", |it| &it.reason);
        if tally.refused + tally.lost > 0 {
            let message = format!(
                "of {} instances {} refused, {} lost, the first: {reason}",
                tally.tried, tally.refused, tally.lost
            );
            row.fail(document, Step::Conformance, pointer, &message);
        }
    }
    row.conformance = Some(total);
}
