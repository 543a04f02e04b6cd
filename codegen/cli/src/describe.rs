//! The report of a run as human-readable text: diagnostics and failures on the standard error,
//! results on the standard output.

use std::fmt::Write as _;
use std::time::Duration;

use codegen::internals::library::{count, written};
use codegen::internals::output::write::{Change, StaleFile};
use codegen::internals::output::{Age, RuntimeChange};
use codegen::internals::rust::fidelity;

use crate::arguments::Request;
use crate::diagnose::{self, Tally};
use crate::invocation::Invocation;
use crate::outcome::{Exit, Generated, Outcome, Report, Run};
use crate::timings::Timings;

/// The maximum number of stale files, or gaps, that are listed.
const MAX_LISTED: usize = 50;

/// Returns the report of `run`.
pub(crate) fn report(run: &Run, request: &Request, invocation: &Invocation) -> Report {
    let exit = run.outcome.exit();
    let line = format!("{}\n", verdict(&run.outcome, diagnose::tally(run)));
    let (line, failure) =
        if exit == Exit::Fine { (line, String::new()) } else { (String::new(), line) };
    let mut results = String::new();
    if !request.quiet {
        match &run.outcome {
            Outcome::Checked { stale, .. } => results.push_str(&list(stale)),
            Outcome::Denied { gaps, .. } => results.push_str(&list_gaps(gaps)),
            Outcome::Written { .. } | Outcome::Refused | Outcome::Unfinished => {}
        }
        results.push_str(&runtime_line(&run.outcome));
        results.push_str(&line);
        if request.timings {
            results.push_str(&table(&run.timings));
        }
    }
    let messages = diagnose::human(run, request) + &diagnose::explanation(run, invocation);
    Report { messages, results, failure, exit }
}

/// The outcome of the run in one line.
fn verdict(outcome: &Outcome, tally: Tally) -> String {
    match outcome {
        Outcome::Written { generated, summary } if summary.written + summary.removed == 0 => {
            format!("nothing to do: {}", up_to_date(generated, tally))
        }
        Outcome::Written { generated, summary } => {
            written(&generated.folder, generated.counts, *summary, tally.warnings)
        }
        Outcome::Checked { generated, stale } if stale.is_empty() => up_to_date(generated, tally),
        Outcome::Checked { generated, stale } => format!(
            "error: {} in `{}` {} stale; run `{}` to regenerate",
            count(stale.len(), "file"),
            generated.folder.display(),
            if stale.len() == 1 { "is" } else { "are" },
            generated.repair,
        ),
        Outcome::Denied { generated, gaps } => format!(
            "error: {} not listed in `{}`; nothing was written; review {}, then accept with `{}`",
            count(gaps.len(), "gap"),
            generated.folder.join(fidelity::FILE).display(),
            if gaps.len() == 1 { "it" } else { "them" },
            generated.repair,
        ),
        Outcome::Refused => {
            format!("can't generate: {}; nothing was written", count(tally.errors, "error"))
        }
        Outcome::Unfinished => "writing was interrupted; fix the error, then run the same command \
                                again"
            .to_owned(),
    }
}

fn up_to_date(generated: &Generated, tally: Tally) -> String {
    format!(
        "{} in `{}` {} up to date ({}, {})",
        count(generated.files, "file"),
        generated.folder.display(),
        if generated.files == 1 { "is" } else { "are" },
        generated.counts,
        count(tally.warnings, "warning"),
    )
}

/// The stale files, each with the start of its diff.
fn list(stale: &[StaleFile]) -> String {
    let mut text = String::new();
    for file in stale.iter().take(MAX_LISTED) {
        let change = match file.change {
            Change::Missing => "is missing",
            Change::Differs => "differs from the generated version",
            Change::Obsolete => "is no longer generated",
        };
        let _ = writeln!(text, "{} {change}", file.path);
        for line in file.diff.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    if stale.len() > MAX_LISTED {
        let _ = writeln!(text, "... {} more files", stale.len() - MAX_LISTED);
    }
    text
}

/// The versions of the runtime in the client and in the generator, and the consequences of the
/// difference; empty if they are the same.
fn runtime_line(outcome: &Outcome) -> String {
    let (Outcome::Written { generated, .. } | Outcome::Checked { generated, .. }) = outcome else {
        return String::new();
    };
    let Some(RuntimeChange { client, generator, age }) = &generated.runtime else {
        return String::new();
    };
    let client = client.as_ref().map_or("unknown".to_owned(), ToString::to_string);
    if matches!(outcome, Outcome::Written { .. }) {
        return format!(
            "runtime: updated from version {client} to {generator}; see CHANGELOG.md\n"
        );
    }
    let folder = generated.folder.join("src/runtime");
    let folder = folder.display();
    match age {
        Age::Older => format!(
            "runtime: version {client} in `{folder}` is older than {generator} in the generator; \
             CHANGELOG.md lists the fixes, `{}` updates it\n",
            generated.repair
        ),
        Age::Newer => format!(
            "runtime: version {client} in `{folder}` is newer than {generator} in the generator, \
             which would remove fixes; update the generator\n"
        ),
    }
}

/// The gaps, one per line, as `fidelity.txt` lists them.
fn list_gaps(gaps: &[String]) -> String {
    let mut text: String = gaps.iter().take(MAX_LISTED).map(|gap| format!("{gap}\n")).collect();
    if gaps.len() > MAX_LISTED {
        let _ = writeln!(text, "... {} more gaps", gaps.len() - MAX_LISTED);
    }
    text
}

/// One line per stage, and one for the total.
fn table(timings: &Timings) -> String {
    let total = ("total".to_owned(), timings.total());
    let mut text = String::new();
    for (stage, duration) in timings.stages().iter().chain([&total]) {
        let _ = writeln!(text, "{stage:<10} {:>10.1} ms", milliseconds(*duration));
    }
    text
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use codegen::internals::output::write::Summary;

    use super::*;
    use crate::sample::{self, generated};

    fn described(outcome: Outcome, line: &str) -> Report {
        report(&sample::run(outcome), &sample::request(line), &Invocation::INSTALLED)
    }

    fn written(written: usize, removed: usize) -> Outcome {
        let summary = Summary { written, unchanged: 5, removed };
        Outcome::Written { generated: generated(written + 5), summary }
    }

    #[test]
    fn a_run_is_summed_up_in_one_line() {
        assert_eq!(
            described(written(2, 1), "").results,
            "client: 14 types, 1 operation; 2 files written, 5 unchanged, 1 removed; 1 warning\n"
        );
        assert_eq!(
            described(written(0, 0), "").results,
            "nothing to do: 5 files in `client` are up to date (14 types, 1 operation, 1 warning)\n"
        );
        assert!(described(written(0, 1), "").results.contains("1 removed"));
    }

    #[test]
    fn a_failing_check_lists_stale_files_and_the_repair() {
        let file = |path: &str, change, diff: &str| StaleFile {
            path: path.to_owned(),
            change,
            diff: diff.to_owned(),
        };
        let stale = vec![
            file("a.rs", Change::Differs, "-old\n+new\n"),
            file("b.rs", Change::Missing, ""),
            file("c.rs", Change::Obsolete, ""),
        ];
        let outcome = Outcome::Checked { generated: generated(2), stale };
        let report = described(outcome, "");
        assert_eq!(
            report.results,
            "a.rs differs from the generated version\n    -old\n    +new\nb.rs is missing\n\
             c.rs is no longer generated\n"
        );
        let repair = "3 files in `client` are stale; run `cargo xtask codegen`";
        assert!(report.failure.contains(repair), "{}", report.failure);
        assert_eq!(report.exit, Exit::Stale);
    }

    #[test]
    fn new_gaps_are_listed_with_the_command_that_accepts_them() {
        let outcome = |gaps: usize| {
            let gaps = (0..gaps).map(|n| format!("format  uri  #/{n}")).collect();
            Outcome::Denied { generated: generated(5), gaps }
        };
        let report = described(outcome(1), "--deny-new-gaps");
        assert_eq!(report.results, "format  uri  #/0\n");
        assert_eq!(
            report.failure,
            "error: 1 gap not listed in `client/fidelity.txt`; nothing was written; review it, \
             then accept with `cargo xtask codegen`\n"
        );
        assert_eq!(report.exit, Exit::Gaps);
        let report = described(outcome(60), "--deny-new-gaps");
        assert!(report.results.ends_with("#/49\n... 10 more gaps\n"), "{}", report.results);
        assert!(report.failure.contains("60 gaps"), "{}", report.failure);
    }

    #[test]
    fn many_stale_files_are_not_all_listed() {
        let file =
            |n| StaleFile { path: format!("{n}.rs"), change: Change::Missing, diff: String::new() };
        let stale = (0..80).map(file).collect();
        let report = described(Outcome::Checked { generated: generated(80), stale }, "");
        assert_eq!(report.results.lines().count(), 51);
        assert!(report.results.ends_with("... 30 more files\n"));
    }

    #[test]
    fn quiet_prints_errors_only() {
        let report = described(written(2, 1), "--quiet --timings");
        assert_eq!((report.results, report.messages, report.failure), Default::default());
        let report = described(Outcome::Refused, "--quiet");
        assert!(report.failure.ends_with("nothing was written\n"), "{}", report.failure);
        assert_eq!(report.exit, Exit::Failed);
    }

    #[test]
    fn timings_have_a_line_for_each_stage() {
        let report = described(written(2, 1), "--timings");
        let names = report.results.lines().skip(1).filter_map(|line| line.split(' ').next());
        assert_eq!(names.collect::<Vec<_>>(), ["load", "total"]);
    }
}
