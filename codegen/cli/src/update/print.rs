//! The report of `update`, as text or JSON.

use std::fmt::Write as _;
use std::path::Path;

use codegen::internals::document::render;
use codegen::internals::review::diff::Difference;
use serde_json::{Value, json};

use super::release::Release;
use super::{Outcome, Update};
use crate::arguments::MessageFormat;
use crate::diagnose;
use crate::outcome::{Exit, Report};
use codegen::internals::library::count;

/// Returns the report of `outcome`.
pub(super) fn report(outcome: &Outcome, format: MessageFormat) -> Report {
    let (messages, results) = match (outcome, format) {
        (Outcome::Current { document }, MessageFormat::Human) => {
            let document = document.display();
            (String::new(), format!("nothing to do: `{document}` is up to date\n"))
        }
        (Outcome::Current { .. }, MessageFormat::Json) => {
            (String::new(), format!("{}\n", json!({ "type": "summary", "outcome": "current" })))
        }
        (Outcome::Updated(update), MessageFormat::Human) => {
            (diagnose::listed(&update.document, &update.diagnostics), described(update))
        }
        (Outcome::Updated(update), MessageFormat::Json) => {
            let lines = render::json_lines(&update.document, &update.diagnostics);
            (String::new(), format!("{lines}{}\n", summary(update)))
        }
    };
    let exit = match outcome {
        Outcome::Current { .. } => Exit::Fine,
        Outcome::Updated(update) => update.exit(),
    };
    Report { messages, results, failure: String::new(), exit }
}

fn described(update: &Update) -> String {
    let mut text = match &update.difference {
        Some(difference) => format!("{}\n", difference.to_text()),
        None => String::new(),
    };
    if !update.gaps.is_empty() {
        let _ = writeln!(text, "{} in `fidelity.txt`:", count(update.gaps.len(), "new gap"));
        for gap in &update.gaps {
            let _ = writeln!(text, "  {gap}");
        }
        text.push('\n');
    }
    let Release { from, current, to, choice } = &update.version;
    match choice {
        Some(choice) => {
            let _ = writeln!(text, "version {to} after {from}, chosen by {}", choice.by);
        }
        None if from == to => {
            let _ = writeln!(text, "version {from} is unchanged");
        }
        None if current == to => {
            let _ = writeln!(
                text,
                "version {to} is unchanged, and not released yet; the last release is {from}"
            );
        }
        None => {
            let _ = writeln!(text, "version {to} after {from}");
        }
    }
    let files = update.files;
    let _ = writeln!(
        text,
        "{}: {} written, {} unchanged, {} removed; {}",
        update.output.display(),
        count(files.written, "file"),
        files.unchanged,
        files.removed,
        count(update.diagnostics.len(), "new warning"),
    );
    for path in &update.written {
        let _ = writeln!(text, "{} written", path.display());
    }
    text
}

fn summary(update: &Update) -> Value {
    let Release { from, to, choice, .. } = &update.version;
    let verdict = update.difference.as_ref().and_then(Difference::verdict);
    let written = update.written.iter().map(|path: &_| Path::to_string_lossy(path));
    json!({
        "type": "summary",
        "outcome": "updated",
        "verdict": verdict.map(|it| it.name()),
        "version": from,
        "release": to,
        "chosen": choice.is_some(),
        "new_warnings": update.diagnostics.len(),
        "new_gaps": update.gaps,
        "output": update.output.to_string_lossy(),
        "written": written.collect::<Vec<_>>(),
    })
}
