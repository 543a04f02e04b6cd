//! The report of a run as JSON, one object per line on stdout: the diagnostics, then the summary.

use codegen::internals::output::write::{Change, StaleFile};
use serde_json::{Value, json};

use crate::arguments::Request;
use crate::diagnose;
use crate::outcome::{Generated, Outcome, Report, Run};

/// Returns the report of `run`.
pub(crate) fn report(run: &Run, request: &Request) -> Report {
    let mut results = diagnose::json_lines(run, request);
    results.push_str(&summary(run, request).to_string());
    results.push('\n');
    Report { messages: String::new(), results, failure: String::new(), exit: run.outcome.exit() }
}

fn summary(run: &Run, request: &Request) -> Value {
    let tally = diagnose::tally(run);
    let mut summary = json!({
        "type": "summary",
        "outcome": match &run.outcome {
            Outcome::Written { .. } => "written",
            Outcome::Checked { stale, .. } if stale.is_empty() => "current",
            Outcome::Checked { .. } => "stale",
            Outcome::Denied { .. } => "denied",
            Outcome::Refused => "refused",
            Outcome::Unfinished => "unfinished",
        },
        "errors": tally.errors,
        "warnings": tally.warnings,
    });
    match &run.outcome {
        Outcome::Written { generated, summary: files } => {
            add_counts(&mut summary, generated);
            summary["written"] = files.written.into();
            summary["unchanged"] = files.unchanged.into();
            summary["removed"] = files.removed.into();
        }
        Outcome::Checked { generated, stale } => {
            add_counts(&mut summary, generated);
            summary["stale"] = stale.iter().map(stale_file).collect();
            summary["repair"] = generated.repair.as_str().into();
        }
        Outcome::Denied { generated, gaps } => {
            add_counts(&mut summary, generated);
            summary["gaps"] = gaps.iter().map(String::as_str).collect();
        }
        Outcome::Refused | Outcome::Unfinished => {}
    }
    if request.timings {
        let stages = run.timings.stages().iter();
        summary["timings"] = stages
            .map(|(stage, time)| json!({ "stage": stage, "seconds": time.as_secs_f64() }))
            .collect();
    }
    summary
}

fn add_counts(summary: &mut Value, generated: &Generated) {
    summary["output"] = generated.folder.to_string_lossy().into();
    summary["types"] = generated.counts.types.into();
    summary["operations"] = generated.counts.operations.into();
    summary["files"] = generated.files.into();
    if let Some(change) = &generated.runtime {
        let client = change.client.as_ref().map(ToString::to_string);
        summary["runtime"] = json!({ "client": client, "generator": change.generator.to_string() });
    }
}

fn stale_file(file: &StaleFile) -> Value {
    let change = match file.change {
        Change::Missing => "missing",
        Change::Differs => "differs",
        Change::Obsolete => "obsolete",
    };
    json!({ "path": file.path, "change": change, "diff": file.diff })
}

#[cfg(test)]
mod tests {
    use codegen::internals::output::write::Summary;

    use super::*;
    use crate::outcome::Exit;
    use crate::sample;

    /// Returns the exit code, the number of lines and the summary.
    fn reported(outcome: Outcome, line: &str) -> (Exit, usize, Value) {
        let report = report(&sample::run(outcome), &sample::request(line));
        assert_eq!((report.messages.as_str(), report.failure.as_str()), ("", ""));
        let lines: Vec<Value> = report
            .results
            .lines()
            .map(|line| serde_json::from_str(line).expect("a JSON object"))
            .collect();
        (report.exit, lines.len(), lines.last().expect("a summary").clone())
    }

    fn generated() -> Generated {
        sample::generated(7)
    }

    #[test]
    fn the_last_line_is_the_summary() {
        let summary = Summary { written: 2, unchanged: 5, removed: 1 };
        let written = Outcome::Written { generated: generated(), summary };
        let (exit, lines, summary) = reported(written, "--message-format json");
        assert_eq!((exit, lines), (Exit::Fine, 2));
        let expected = json!({
            "type": "summary", "outcome": "written", "errors": 0, "warnings": 1,
            "output": "client", "types": 14, "operations": 1, "files": 7,
            "written": 2, "unchanged": 5, "removed": 1,
        });
        assert_eq!(summary, expected);
    }

    #[test]
    fn a_check_names_the_stale_files() {
        let stale = vec![StaleFile {
            path: "a.rs".to_owned(),
            change: Change::Differs,
            diff: "+new\n".to_owned(),
        }];
        let checked = Outcome::Checked { generated: generated(), stale };
        let (exit, _, summary) = reported(checked, "--timings");
        assert_eq!(exit, Exit::Stale);
        assert_eq!(summary["outcome"], "stale");
        let stale = json!([{ "path": "a.rs", "change": "differs", "diff": "+new\n" }]);
        assert_eq!(summary["stale"], stale);
        assert_eq!(summary["repair"], "cargo xtask codegen");
        assert_eq!(summary["timings"][0]["stage"], "load");
    }

    #[test]
    fn quiet_hides_warnings() {
        let (exit, lines, summary) = reported(Outcome::Refused, "--quiet");
        assert_eq!((exit, lines), (Exit::Failed, 1));
        assert_eq!(summary["outcome"], "refused");
    }
}
