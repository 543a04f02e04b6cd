//! Parsing a source text into a tree of values: JSON with `serde_json`, everything else with
//! `serde_yaml`, both with the same limits.

use serde::de::DeserializeSeed;
use serde_json::Value;

use crate::document::Source;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::format::Format;
use crate::document::load::offsets::boundary;
use crate::document::load::position::Outline;
use crate::document::load::survey::survey;
use crate::document::load::tree::{State, Tree, TreeError};
use crate::document::pointer::JsonPointer;

/// Parses the text of `source`.
///
/// Returns a `syntax`, `unsupported-yaml`, `duplicate-key` or `too-large` error with a span.
pub(super) fn parse(source: &Source) -> Result<Value, Diagnostic> {
    match Format::of(source) {
        Format::Json => json(source),
        Format::Yaml => yaml(source),
    }
}

fn json(source: &Source) -> Result<Value, Diagnostic> {
    let text = source.text.as_str();
    let mut state = State::for_text(text.len());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree::root(&mut state).deserialize(&mut deserializer);
    let error = match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let offset = offset(text, error.line(), error.column());
    Err(problem(source, state.fault, &error.to_string(), Some(offset)))
}

fn yaml(source: &Source) -> Result<Value, Diagnostic> {
    survey(source)?;
    let text = source.text.as_str();
    let mut state = State::for_text(text.len());
    let error = match Tree::root(&mut state).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let offset = error.location().map(|location| location.index());
    Err(problem(source, state.fault, &error.to_string(), offset))
}

fn problem(
    source: &Source,
    fault: Option<TreeError>,
    message: &str,
    offset: Option<usize>,
) -> Diagnostic {
    match fault {
        // Without an outline, which would be as expensive as parsing the source text that is too
        // large.
        Some(fault) if fault.code == Code::TooLarge => too_large(source, &fault.message, offset),
        Some(fault) => syntax_error(source, fault),
        // The parsers' own limits on nesting and aliases get the same message as ours.
        None if message.contains("limit exceeded") => {
            let message = "the document is nested too deeply, or its aliases repeat too much of it";
            too_large(source, message, offset)
        }
        None => syntax(source, message, offset),
    }
}

fn too_large(source: &Source, message: &str, offset: Option<usize>) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::TooLarge, &JsonPointer::root(), message);
    let offset = boundary(&source.text, offset.unwrap_or(0));
    diagnostic.span(&source.file, offset..offset)
}

fn syntax(source: &Source, message: &str, offset: Option<usize>) -> Diagnostic {
    // The parser's position is removed, since the diagnostic shows the position of its span.
    let message = message.split(" at line ").next().unwrap_or(message);
    let (language, help) = match Format::of(source) {
        Format::Json => ("JSON", "check the commas, quotes and brackets here and just before"),
        Format::Yaml => ("YAML", "check the indentation and the quotes of this line"),
    };
    let diagnostic = Diagnostic::error(
        Code::Syntax,
        &JsonPointer::root(),
        format!("this is not valid {language}: {message}"),
    );
    let offset = boundary(&source.text, offset.unwrap_or(0));
    diagnostic.help(help).span(&source.file, offset..offset)
}

fn syntax_error(source: &Source, fault: TreeError) -> Diagnostic {
    let at = fault.pointer();
    let outline = Outline::of(source);
    let diagnostic = Diagnostic::error(fault.code, &at, fault.message);
    if fault.code != Code::DuplicateKey {
        return diagnostic.span(&source.file, outline.locate(&at).value);
    }
    let keys = outline.keys(&at);
    let (Some(first), Some(second)) = (keys.first(), keys.get(1)) else {
        return diagnostic;
    };
    let line = source.text[..first.start].matches('\n').count() + 1;
    diagnostic
        .help(format!("it first appears on line {line}; remove or rename one of the two"))
        .span(&source.file, second.clone())
}

/// Converts a line and column of `serde_json`, which count from 1 in bytes, to a byte offset.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    boundary(text, before + column.saturating_sub(1))
}

#[cfg(test)]
mod tests;
