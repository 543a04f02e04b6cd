//! A survey of a YAML file, which finds the first construct that an OpenAPI document must not have
//! and that `serde_yaml` would hide or fail on.
//!
//! It reads the parser's events without building a tree, so that a file with a nesting depth of
//! 100,000 is rejected after a few hundred events instead of in a parser that takes quadratic time.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::document::Source;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::budget::{MAX_DEPTH, MAX_NODES};
use crate::document::load::offsets::CharOffsets;
use crate::document::pointer::JsonPointer;

/// An error: its code, message and help.
struct Rejection(Code, String, Option<&'static str>);

/// The role of an event in its collection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Key,
    Value,
}

/// A collection whose events are being read.
enum Frame<'a> {
    /// A sequence, with the number of elements so far.
    Sequence(usize),
    /// A mapping, with the key of the last member and the role of the next event.
    Mapping(Cow<'a, str>, Role),
}

impl Frame<'_> {
    const MAPPING: Self = Self::Mapping(Cow::Borrowed(""), Role::Key);
}

/// Surveys the text of `source`.
///
/// Returns a `syntax`, `unsupported-yaml` (tags, `<<`, collections as keys, numbers that JSON
/// doesn't support, several documents) or `too-large` error.
pub(super) fn survey(source: &Source) -> Result<(), Diagnostic> {
    let mut survey = Survey { frames: Vec::new(), documents: 0, nodes: 0 };
    for event in Parser::new_from_str(&source.text) {
        let (span, rejection) = match event {
            Ok((event, span)) => (span, survey.event(event)),
            Err(error) => (Span::empty(*error.marker()), Err(scan_error(error.info()))),
        };
        rejection.map_err(|rejection| diagnostic(source, &survey.pointer(), rejection, span))?;
    }
    Ok(())
}

struct Survey<'a> {
    frames: Vec<Frame<'a>>,
    documents: usize,
    nodes: usize,
}

impl<'a> Survey<'a> {
    fn event(&mut self, event: Event<'a>) -> Result<(), Rejection> {
        match event {
            Event::DocumentStart(_) => self.document(),
            Event::Alias(_) => self.node(None).map(|_| ()),
            Event::Scalar(text, style, _, tag) => {
                match (self.node(tag.as_deref())?, style) {
                    (Role::Key, ScalarStyle::Plain) if text == "<<" => return Err(merge_key()),
                    (Role::Value, ScalarStyle::Plain) => number(&text)?,
                    _ => {}
                }
                if let Some(Frame::Mapping(key, Role::Value)) = self.frames.last_mut() {
                    *key = text;
                }
                Ok(())
            }
            Event::SequenceStart(_, tag) => self.open(tag.as_deref(), Frame::Sequence(0)),
            Event::MappingStart(_, tag) => self.open(tag.as_deref(), Frame::MAPPING),
            Event::SequenceEnd | Event::MappingEnd => {
                self.frames.pop();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn document(&mut self) -> Result<(), Rejection> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "the file has more than one YAML document";
        Err(unsupported(message, "move the document before this line to another file"))
    }

    fn open(&mut self, tag: Option<&Tag>, frame: Frame<'a>) -> Result<(), Rejection> {
        if self.node(tag)? == Role::Key {
            return Err(unsupported("a key must be a string", "write the key as one word"));
        }
        self.frames.push(frame);
        if self.frames.len() > MAX_DEPTH {
            return Err(too_deep());
        }
        Ok(())
    }

    /// Counts a node and returns its role.
    fn node(&mut self, tag: Option<&Tag>) -> Result<Role, Rejection> {
        self.nodes += 1;
        // Keys are counted too, so at least half of the nodes are values.
        if self.nodes > 2 * MAX_NODES {
            let message = format!("the document has more than {MAX_NODES} values");
            return Err(Rejection(Code::TooLarge, message, None));
        }
        let role = match self.frames.last_mut() {
            Some(Frame::Mapping(_, next)) => {
                let role = *next;
                *next = if role == Role::Key { Role::Value } else { Role::Key };
                role
            }
            Some(Frame::Sequence(elements)) => {
                *elements += 1;
                Role::Value
            }
            None => Role::Value,
        };
        match tag {
            None => Ok(role),
            Some(Tag { handle, suffix }) => {
                let handle = if handle == "tag:yaml.org,2002:" { "!!" } else { handle.as_str() };
                let message = format!("the YAML tag `{handle}{suffix}` is not supported");
                Err(unsupported(message, "remove the tag; quote the value to make it a string"))
            }
        }
    }

    /// Returns the location of the last value.
    fn pointer(&self) -> JsonPointer {
        // Ten tokens are enough to find a value that is nested too deeply.
        self.frames.iter().take(10).fold(JsonPointer::root(), |at, frame| match frame {
            Frame::Sequence(elements) => at.child(elements.saturating_sub(1)),
            Frame::Mapping(key, _) if key.is_empty() => at,
            Frame::Mapping(key, _) => at.child(key),
        })
    }
}

fn merge_key() -> Rejection {
    unsupported(
        "the merge key `<<` is not part of YAML 1.2, and OpenAPI tools disagree about it",
        "write the members out, or use `allOf` with a `$ref`",
    )
}

/// Rejects a plain scalar that YAML reads as a number that JSON doesn't support.
fn number(text: &str) -> Result<(), Rejection> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let special = matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN");
    let overflows = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.parse::<f64>().is_ok_and(f64::is_infinite);
    if special || overflows {
        let message = format!("JSON has no way to write the number `{text}`");
        return Err(unsupported(message, "quote it to make it a string, or leave it out"));
    }
    Ok(())
}

fn unsupported(message: impl Into<String>, help: &'static str) -> Rejection {
    Rejection(Code::UnsupportedYaml, message.into(), Some(help))
}

fn too_deep() -> Rejection {
    let message = format!("the document nests deeper than {MAX_DEPTH} levels");
    Rejection(Code::TooLarge, message, None)
}

fn scan_error(message: &str) -> Rejection {
    match message {
        // The message of the parser's own limit on flow collections.
        "recursion limit exceeded" => too_deep(),
        _ => {
            let help = if message.contains("tab") {
                "indent with spaces"
            } else {
                "check the indentation and the quotes of this line and of the one before it"
            };
            Rejection(Code::Syntax, format!("this is not valid YAML: {message}"), Some(help))
        }
    }
}

fn diagnostic(
    source: &Source,
    at: &JsonPointer,
    Rejection(code, message, help): Rejection,
    span: Span,
) -> Diagnostic {
    let bytes = CharOffsets::of(&source.text).bytes(&source.text, span);
    let diagnostic = Diagnostic::error(code, at, message).span(&source.file, bytes);
    match help {
        Some(_) if code == Code::Syntax && source.text.trim_start().starts_with('<') => {
            diagnostic.help("this looks like HTML or XML; a document is YAML or JSON")
        }
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests;
