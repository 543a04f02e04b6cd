//! The report: a table on the standard output and failures on the standard error, or everything as
//! JSON.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde_json::json;

use super::gaps::Verdict;
use super::row::{Row, Tally};
use crate::meter::Cost;
use crate::table::{Table, bytes, count, plural, seconds};
use crate::workspace::print_progress;

const HEADER: &[&str] = &[
    "document",
    "operations",
    "types",
    "lines",
    "generation",
    "user",
    "peak",
    "own check",
    "user",
    "peak",
    "tried",
    "equal",
    "refused",
    "lost",
    "wrong",
    "accepted",
    "result",
];

/// Prints the table and the verdict.
pub(super) fn print(rows: &[Row], verdict: &Verdict) {
    // A closed pipe is not an error.
    let _ = write!(io::stdout(), "{}", table(rows, verdict));
    let messages = messages(verdict);
    if !messages.is_empty() {
        print_progress(messages.trim_end());
    }
}

/// Writes the rows and the verdict to `file`.
pub(super) fn write_json(file: &Path, rows: &[Row], verdict: &Verdict) -> io::Result<()> {
    let value = json!({ "rows": rows, "verdict": verdict });
    fs::write(file, format!("{value:#}\n"))
}

fn table(rows: &[Row], verdict: &Verdict) -> String {
    let mut table = Table::new(HEADER);
    for row in rows {
        let mut cells = vec![row.document.clone(), count(row.operations), count(row.types)];
        cells.push(count(row.lines));
        cells.extend(cost(row.generation));
        cells.extend(cost(row.check));
        cells.extend(tally(row.conformance));
        cells.push(result(row, verdict));
        table.row(cells);
    }
    table.markdown()
}

fn cost(cost: Option<Cost>) -> [String; 3] {
    match cost {
        Some(cost) => [seconds(cost.wall), seconds(cost.user), bytes(cost.peak)],
        None => Default::default(),
    }
}

fn tally(tally: Option<Tally>) -> [String; 6] {
    match tally {
        Some(Tally { tried, equal, refused, lost, wrong, accepted }) => {
            [tried, equal, refused, lost, wrong, accepted].map(count)
        }
        None => Default::default(),
    }
}

fn result(row: &Row, verdict: &Verdict) -> String {
    let known = verdict.known.iter().filter(|(failure, _)| row.failures.contains(failure)).count();
    let unknown = row.failures.len() - known;
    let mut words = Vec::new();
    if let Some((passed, all)) = row.passed {
        words.push(format!("{passed} of {all}"));
    }
    if unknown > 0 {
        words.push(plural(unknown, "failure"));
    }
    if known > 0 {
        words.push(plural(known, "known gap"));
    }
    if words.is_empty() { "ok".to_owned() } else { words.join(", ") }
}

fn messages(verdict: &Verdict) -> String {
    let mut lines = Vec::new();
    for (failure, reason) in &verdict.known {
        lines.push(format!("known gap: {} at {}: {reason}", failure.document, failure.pointer));
    }
    for failure in &verdict.unknown {
        lines.push(format!(
            "error: {} at {}, step {}: {}",
            failure.document,
            failure.pointer,
            json!(failure.step).as_str().unwrap_or_default(),
            failure.message
        ));
    }
    for gap in &verdict.stale {
        lines.push(format!(
            "error: {} at {} passes: remove its entry from the known gaps",
            gap.document, gap.pointer
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::gaps::{self, Gaps};
    use super::super::row::Step;
    use super::*;

    #[test]
    fn a_row_has_its_measurements() {
        let mut row = Row::new("a");
        (row.operations, row.types, row.lines) = (2, 3, 4567);
        row.generation = Some(Cost { wall: 0.25, user: 0.125, peak: 30_000_000 });
        row.conformance =
            Some(Tally { tried: 9, equal: 8, refused: 1, lost: 0, wrong: 0, accepted: 0 });
        row.passed = Some((1, 2));
        row.fail("a", Step::Conformance, "#/x", "refused");
        let verdict = gaps::compare(&Gaps::default(), std::slice::from_ref(&row), None);
        let text = table(&[row], &verdict);
        let cells: Vec<&str> = text.lines().nth(2).expect("a row").split('|').collect();
        let cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
        let expected = "|a|2|3|4,567|0.25 s|0.12 s|30 MB||||9|8|1|0|0|0|1 of 2, 1 failure|";
        assert_eq!(cells.join("|"), expected);
        assert_eq!(messages(&verdict), "error: a at #/x, step conformance: refused");
    }
}
