//! Diagnostics on their way to `codegen::render`.

use std::io::IsTerminal as _;

use codegen::diagnostic::{Diagnostic, Severity};
use codegen::render::{self, Style};

use crate::arguments::Arguments;
use crate::outcome::Run;

/// The number of diagnostics of each severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// Counts the diagnostics of `run`.
pub(crate) fn tally(run: &Run) -> Tally {
    let count = |severity| {
        let all = run.diagnostics.as_slice().iter();
        all.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    Tally { errors: count(Severity::Error), warnings: count(Severity::Warning) }
}

/// The diagnostics for people, with the lines of the sources that they speak of.
pub(crate) fn human(run: &Run, arguments: &Arguments) -> String {
    render::text(&run.document, &shown(run, arguments), style())
}

/// The diagnostics for machines, one JSON object a line.
pub(crate) fn json_lines(run: &Run, arguments: &Arguments) -> String {
    render::json_lines(&run.document, &shown(run, arguments))
}

/// What is to be printed: with `--quiet` the errors only.
fn shown(run: &Run, arguments: &Arguments) -> Vec<Diagnostic> {
    let all = run.diagnostics.as_slice().iter();
    all.filter(|diagnostic| !arguments.quiet || diagnostic.severity == Severity::Error)
        .cloned()
        .collect()
}

/// Colours on a terminal, unless the user asked for none (<https://no-color.org>).
fn style() -> Style {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !declined { Style::Coloured } else { Style::Plain }
}
