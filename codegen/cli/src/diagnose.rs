//! Filtering, counting and rendering of diagnostics, with `codegen::internals::document::render`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal as _;

use codegen::internals::Failure;
use codegen::internals::document::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use codegen::internals::document::render::{self, Style};
use codegen::internals::document::{Document, Source};
use serde_json::Value;

use crate::arguments::Request;
use crate::invocation::Invocation;
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

/// Renders the diagnostics as human-readable text, with the lines of the sources that they refer
/// to.
pub(crate) fn human(run: &Run, request: &Request) -> String {
    listed(&run.document, &printed(run, request))
}

/// The hint to the command that explains the errors of `run`; empty without errors.
pub(crate) fn explanation(run: &Run, invocation: &Invocation) -> String {
    let all = run.diagnostics.as_slice().iter().filter(|it| it.severity == Severity::Error);
    let codes: BTreeSet<Code> = all.map(|it| it.code).collect();
    let Some(first) = codes.first() else { return String::new() };
    let which = if codes.len() == 1 { "this error" } else { "an error" };
    format!("for more information about {which}, run `{} explain {first}`\n\n", invocation.program)
}

/// Renders diagnostics about `document` as human-readable text, the first of each kind.
pub(crate) fn listed(document: &Document, all: &[Diagnostic]) -> String {
    let (first, rest) = first_of_each_code(all);
    render::text(document, &first, style()) + &more(&rest)
}

/// Renders the errors of a failure, without colors.
pub(crate) fn errors(failure: &Failure) -> String {
    let errors = failure.diagnostics.as_slice().iter();
    let errors: Vec<_> = errors.filter(|it| it.severity == Severity::Error).cloned().collect();
    render::text(&failure.document, &errors, Style::Plain)
}

/// Renders the errors of a configuration with the source texts `sources`, without colors.
pub(crate) fn problems(sources: Vec<Source>, diagnostics: Diagnostics) -> String {
    let document = Document { value: Value::Null, sources, origins: Vec::new() };
    errors(&Failure { document, diagnostics })
}

/// Renders an error about the source text `source`, without colors.
pub(crate) fn problem(source: Source, problem: Diagnostic) -> String {
    problems(vec![source], std::iter::once(problem).collect())
}

/// The maximum number of diagnostics of one code and severity that are shown to people.
const MAX_SHOWN: usize = 20;

/// The number of hidden diagnostics of each code and severity.
type Rest = BTreeMap<(Severity, Code), usize>;

/// Returns the diagnostics that are shown, in order, and the number of hidden ones of each kind.
fn first_of_each_code(all: &[Diagnostic]) -> (Vec<Diagnostic>, Rest) {
    let mut seen = Rest::new();
    let mut first = Vec::new();
    for diagnostic in all {
        let count = seen.entry((diagnostic.severity, diagnostic.code)).or_default();
        *count += 1;
        if *count <= MAX_SHOWN {
            first.push(diagnostic.clone());
        }
    }
    let left = seen.into_iter().filter_map(|(kind, count)| {
        count.checked_sub(MAX_SHOWN).filter(|left| *left > 0).map(|left| (kind, left))
    });
    (first, left.collect())
}

/// One line for each kind that has hidden diagnostics.
fn more(rest: &Rest) -> String {
    let mut text = String::new();
    for ((severity, code), count) in rest {
        let noun = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let plural = if *count == 1 { "" } else { "s" };
        text.push_str(&format!("... {count} more {noun}{plural} [{code}]\n"));
    }
    if !text.is_empty() {
        text.push_str("`--message-format json` lists all of them");
        if rest.keys().any(|(severity, _)| *severity == Severity::Warning) {
            text.push_str(", `--accept CODE` hides those with a code");
        }
        text.push_str("\n\n");
    }
    text
}

/// Renders the diagnostics for programs, one JSON object per line.
pub(crate) fn json_lines(run: &Run, request: &Request) -> String {
    render::json_lines(&run.document, &printed(run, request))
}

/// Returns the diagnostics that are printed: with `--quiet`, only errors.
fn printed(run: &Run, request: &Request) -> Vec<Diagnostic> {
    let all = run.diagnostics.as_slice().iter();
    all.filter(|diagnostic| !request.quiet || diagnostic.severity == Severity::Error)
        .cloned()
        .collect()
}

/// Colors on a terminal, unless the user has disabled them (<https://no-color.org>).
fn style() -> Style {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !declined { Style::Coloured } else { Style::Plain }
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::pointer::JsonPointer;

    use super::*;

    #[test]
    fn hidden_diagnostics_are_counted() {
        let root = JsonPointer::root();
        let mut all = vec![Diagnostic::warning(Code::BestFitUnion, &root, "w"); MAX_SHOWN + 3];
        all.push(Diagnostic::error(Code::NameClash, &root, "e"));
        let (first, rest) = first_of_each_code(&all);
        assert_eq!(first.len(), MAX_SHOWN + 1);
        assert_eq!(first.last().map(|it| it.severity), Some(Severity::Error));
        let text = more(&rest);
        assert!(text.starts_with("... 3 more warnings [best-fit-union]\n"), "{text}");
        assert_eq!(more(&first_of_each_code(&all[..2]).1), "");
    }

    #[test]
    fn an_error_names_the_command_that_explains_it() {
        let explained = |codes: &[Code]| {
            let mut run = crate::sample::run(crate::outcome::Outcome::Refused);
            let error = |code: &Code| Diagnostic::error(*code, &JsonPointer::root(), "e");
            codes.iter().for_each(|code| run.diagnostics.push(error(code)));
            explanation(&run, &Invocation::INSTALLED)
        };
        assert_eq!(explained(&[]), "", "warnings only");
        assert_eq!(
            explained(&[Code::WrongType, Code::WrongType]),
            "for more information about this error, run `openapi-crate explain wrong-type`\n\n"
        );
        assert_eq!(
            explained(&[Code::WrongType, Code::Syntax]),
            "for more information about an error, run `openapi-crate explain syntax`\n\n"
        );
    }
}
