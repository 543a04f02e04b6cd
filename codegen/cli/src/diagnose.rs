//! Diagnostics on their way to `codegen::internals::document::render`.

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

/// The diagnostics for people, with the lines of the sources that they speak of.
pub(crate) fn human(run: &Run, request: &Request) -> String {
    listed(&run.document, &shown(run, request))
}

/// Where the errors of `run` are explained; empty without errors.
pub(crate) fn explanation(run: &Run, invocation: &Invocation) -> String {
    let all = run.diagnostics.as_slice().iter().filter(|it| it.severity == Severity::Error);
    let codes: BTreeSet<Code> = all.map(|it| it.code).collect();
    let Some(first) = codes.first() else { return String::new() };
    let which = if codes.len() == 1 { "this error" } else { "an error" };
    format!("for more information about {which}, run `{} explain {first}`\n\n", invocation.program)
}

/// Diagnostics about `document`, the first of each kind, for people.
pub(crate) fn listed(document: &Document, all: &[Diagnostic]) -> String {
    let (first, rest) = first_of_each(all);
    render::text(document, &first, style()) + &more(&rest)
}

/// The errors of what failed, without colours.
pub(crate) fn errors(failure: &Failure) -> String {
    let errors = failure.diagnostics.as_slice().iter();
    let errors: Vec<_> = errors.filter(|it| it.severity == Severity::Error).cloned().collect();
    render::text(&failure.document, &errors, Style::Plain)
}

/// The errors of a configuration whose texts are `sources`, without colours.
pub(crate) fn mistakes(sources: Vec<Source>, diagnostics: Diagnostics) -> String {
    let document = Document { value: Value::Null, sources, origins: Vec::new() };
    errors(&Failure { document, diagnostics })
}

/// An error about the text `source`, without colours.
pub(crate) fn mistake(source: Source, problem: Diagnostic) -> String {
    mistakes(vec![source], std::iter::once(problem).collect())
}

/// The most diagnostics of one code and severity that people are shown.
const SHOWN: usize = 20;

/// How many diagnostics of each code and severity are not shown.
type Rest = BTreeMap<(Severity, Code), usize>;

/// What is shown, in order, and how many of each kind are left.
fn first_of_each(all: &[Diagnostic]) -> (Vec<Diagnostic>, Rest) {
    let mut seen = Rest::new();
    let mut first = Vec::new();
    for diagnostic in all {
        let count = seen.entry((diagnostic.severity, diagnostic.code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            first.push(diagnostic.clone());
        }
    }
    let left = seen.into_iter().filter_map(|(kind, count)| {
        count.checked_sub(SHOWN).filter(|left| *left > 0).map(|left| (kind, left))
    });
    (first, left.collect())
}

/// A line for each kind of which there are more.
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
        text.push_str("`--message-format json` lists them all");
        if rest.keys().any(|(severity, _)| *severity == Severity::Warning) {
            text.push_str(", `--accept CODE` hides those of a kind");
        }
        text.push_str("\n\n");
    }
    text
}

/// The diagnostics for machines, one JSON object a line.
pub(crate) fn json_lines(run: &Run, request: &Request) -> String {
    render::json_lines(&run.document, &shown(run, request))
}

/// What is to be printed: with `--quiet` the errors only.
fn shown(run: &Run, request: &Request) -> Vec<Diagnostic> {
    let all = run.diagnostics.as_slice().iter();
    all.filter(|diagnostic| !request.quiet || diagnostic.severity == Severity::Error)
        .cloned()
        .collect()
}

/// Colours on a terminal, unless the user asked for none (<https://no-color.org>).
fn style() -> Style {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !declined { Style::Coloured } else { Style::Plain }
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::pointer::JsonPointer;

    use super::*;

    #[test]
    fn what_is_not_shown_is_counted() {
        let root = JsonPointer::root();
        let mut all = vec![Diagnostic::warning(Code::BestFitUnion, &root, "w"); SHOWN + 3];
        all.push(Diagnostic::error(Code::NameClash, &root, "e"));
        let (first, rest) = first_of_each(&all);
        assert_eq!(first.len(), SHOWN + 1);
        assert_eq!(first.last().map(|it| it.severity), Some(Severity::Error));
        let text = more(&rest);
        assert!(text.starts_with("... 3 more warnings [best-fit-union]\n"), "{text}");
        assert_eq!(more(&first_of_each(&all[..2]).1), "");
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
