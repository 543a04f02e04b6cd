//! The fourth step: `cargo xtask conformance` creates instances of every schema and round-trips
//! them through the generated types.

use std::fs;
use std::io;

use serde::Deserialize;

use super::Run;
use super::documents::Document;
use super::row::{Row, Step, Tally};
use crate::meter;
use crate::workspace::print_progress;

/// Whether the workspace has the command.
pub(super) fn is_there(run: &Run) -> io::Result<bool> {
    let mut command = run.workspace.command(&run.generator, &["conformance", "--help"]);
    let found = meter::run(&mut command)?.status.success();
    if !found {
        print_progress("note: this workspace has no conformance command; this step is skipped");
    }
    Ok(found)
}

/// Runs conformance on `document` and adds its counts and failures to `row`.
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
    command.arg("--seed").arg(run.arguments.seed.to_string());
    command.args(run.gaps.settings(&document.name));
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

/// The parts of the conformance report that are used here.
#[derive(Deserialize)]
struct Report {
    schemas: Vec<Schema>,
}

#[derive(Deserialize)]
struct Schema {
    /// A JSON Pointer.
    pointer: String,
    #[serde(flatten)]
    tally: Tally,
    first_refused: Option<Place>,
    first_lost: Option<Place>,
    first_wrong: Option<Place>,
    first_accepted: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    kind: String,
    /// The location in the instance.
    pointer: String,
    reason: String,
}

fn record(document: &str, report: &Report, row: &mut Row) {
    let mut total = row.conformance.unwrap_or_default();
    for schema in &report.schemas {
        total = total + schema.tally;
        let Tally { tried, refused, lost, wrong, accepted, .. } = schema.tally;
        if refused + lost + wrong + accepted == 0 {
            continue;
        }
        let places = [
            &schema.first_refused,
            &schema.first_lost,
            &schema.first_wrong,
            &schema.first_accepted,
        ];
        let first = places.into_iter().flatten().next();
        let first = first.map(|it| format!("{} at `{}`: {}", it.kind, it.pointer, it.reason));
        let message = format!(
            "of {tried} instances, {refused} were rejected, {lost} lost data and {wrong} were \
             decoded as a wrong member, and {accepted} invalid instances were accepted; the first: \
             {}",
            first.unwrap_or_default()
        );
        let pointer = format!("#{}", schema.pointer);
        row.fail(document, Step::Conformance, &pointer, &message);
    }
    row.conformance = Some(total);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_schema_that_fails_is_a_failure_and_all_are_counted() {
        let counts = |refused: usize, accepted: usize| {
            json!({
                "pointer": format!("/components/schemas/{refused}"),
                "tried": 10, "equal": 10 - refused, "refused": refused, "lost": 0,
                "wrong": 0,
                "accepted": accepted, "weaker": 1,
                "first_refused": (refused > 0).then(|| {
                    json!({ "kind": "drift", "pointer": "/a/0", "reason": "no such value" })
                }),
                "first_lost": null,
                "first_wrong": null,
                "first_accepted": null,
            })
        };
        let report = json!({ "schemas": [counts(0, 0), counts(2, 0), counts(0, 1)], "totals": {} });
        let report: Report = serde_json::from_value(report).expect("a report");
        let mut row = Row::new("a");
        record("a", &report, &mut row);
        let total = Tally { tried: 30, equal: 28, refused: 2, lost: 0, wrong: 0, accepted: 1 };
        assert_eq!(row.conformance, Some(total));
        assert_eq!(row.failures.len(), 2);
        assert_eq!(row.failures[0].pointer, "#/components/schemas/2");
        let message = &row.failures[0].message;
        assert!(message.ends_with("drift at `/a/0`: no such value"), "{message}");
    }
}
