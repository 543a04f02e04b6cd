//! Rendering of diagnostics for the user: as text with source excerpts, or as JSON Lines.
//!
//! Each source text is parsed at most once, and only if a diagnostic points into it.

mod excerpt;
mod locate;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::document::Document;
use crate::document::diagnostic::{Diagnostic, Severity};
use crate::document::pointer::JsonPointer;
use crate::document::render::excerpt::{Excerpt, printable};
use crate::document::render::locate::{Location, Locator};
use crate::document::text::{json_escaped, truncated};

/// The maximum number of characters of a location.
const MAX_PLACE_LEN: usize = 1_000;

/// The style of text output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without escape codes, for files and pipes.
    Plain,
    /// With ANSI colors, for a terminal.
    Coloured,
}

/// Renders diagnostics as text, each with its code, location, source excerpt, JSON Pointer and
/// help. Control characters in the document are escaped.
pub fn text(document: &Document, diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut locator = Locator::new(document);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let location = locator.locate(diagnostic);
        text.push_str(&renderer.render(&[group(diagnostic, &location)]));
        text.push_str("\n\n");
    }
    text
}

/// Renders diagnostics as JSON, one [`Record`] per line.
pub fn json_lines(document: &Document, diagnostics: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for record in records(document, diagnostics) {
        // Serializing strings and numbers can't fail.
        lines.push_str(&json_escaped(&serde_json::to_string(&record).unwrap_or_default()));
        lines.push('\n');
    }
    lines
}

/// Returns the diagnostics as data for programs.
pub fn records<'a>(document: &'a Document, diagnostics: &'a [Diagnostic]) -> Vec<Record<'a>> {
    let mut locator = Locator::new(document);
    let record = |diagnostic: &'a Diagnostic| {
        let location = locator.locate(diagnostic);
        Record {
            kind: "diagnostic",
            severity: severity(diagnostic.severity),
            code: diagnostic.code.as_str(),
            message: &diagnostic.message,
            pointer: location.pointer.to_string(),
            file: location.file,
            line: location.position.as_ref().map(|position| position.line),
            column: location.position.as_ref().map(|position| position.column),
            help: diagnostic.help.as_deref(),
        }
    };
    diagnostics.iter().map(record).collect()
}

/// A diagnostic with its location.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    /// `diagnostic`, among other records.
    #[serde(rename = "type")]
    kind: &'static str,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    pointer: String,
    file: &'a str,
    /// Starts at 1; `None` without source text.
    line: Option<usize>,
    /// Starts at 1, in characters.
    column: Option<usize>,
    help: Option<&'a str>,
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, location: &Location<'a>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let file = printable(location.file);
    match &location.position {
        None => group = group.element(Origin::path(file)),
        Some(position) => match Excerpt::of(position) {
            Excerpt::Line { text, span } => {
                let snippet = Snippet::source(text).path(file).line_start(position.line);
                group = group.element(snippet.annotation(AnnotationKind::Primary.span(span)));
            }
            Excerpt::Part(part) => {
                let origin = Origin::path(file).line(position.line).char_column(position.column);
                group = group.element(origin).element(Level::NOTE.message(part));
            }
        },
    }
    if diagnostic.span.is_none() || location.pointer != JsonPointer::root() {
        let place = format!("at {}", truncated(&printable(&location.place()), MAX_PLACE_LEN));
        group = group.element(Level::NOTE.message(place));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(printable(help))),
        None => group,
    }
}

#[cfg(test)]
mod tests;
