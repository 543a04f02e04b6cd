//! The byte ranges of the values in a source text, by JSON Pointer.
//!
//! Positions are only computed when a diagnostic needs them, in one pass over the YAML events. JSON
//! is parsed as YAML, since it is a subset.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use crate::document::Source;
use crate::document::load::format::Format;
use crate::document::load::offsets::CharOffsets;
use crate::document::pointer::JsonPointer;

/// The byte ranges of a value in its source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The range of the key, if the value is the member of an object.
    pub key: Option<Range<usize>>,
    /// The range of the value itself.
    pub value: Range<usize>,
    /// Whether the value is a scalar or a collection.
    pub shape: Shape,
}

/// Whether a value is a scalar, which is on one line, or a collection, which may span many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A string, number, boolean or null.
    Scalar,
    /// An array or object.
    Collection,
}

/// The positions of all values in a source text.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    text: &'a str,
    offsets: CharOffsets,
    nodes: Vec<Node>,
}

/// A value, with its positions in characters, as the parser counts them.
#[derive(Debug)]
struct Node {
    key: Option<Span>,
    value: Span,
    members: Members,
}

#[derive(Debug)]
enum Members {
    None,
    Elements(Vec<usize>),
    Named(Vec<(String, usize)>),
    /// The members of another node, for an alias.
    Of(usize),
}

impl<'a> Outline<'a> {
    /// Parses the text of `source`. After a syntax error, the outline contains the values before
    /// the error.
    pub(crate) fn of(source: &'a Source) -> Self {
        let text = match Format::of(source) {
            Format::Json => without_surrogates(&source.text),
            Format::Yaml => Cow::Borrowed(source.text.as_str()),
        };
        let mut builder = Builder::default();
        for event in Parser::new_from_str(&text) {
            match event {
                Ok((Event::DocumentEnd, _)) | Err(_) => break,
                Ok((event, span)) => builder.event(event, span),
            }
        }
        Self { text: &source.text, offsets: CharOffsets::of(&source.text), nodes: builder.nodes }
    }

    /// Returns the location of the value at `pointer`, or of the nearest enclosing value that
    /// exists.
    pub(crate) fn locate(&self, pointer: &JsonPointer) -> Place {
        let Some(mut node) = self.nodes.first() else {
            return Place { key: None, value: 0..0, shape: Shape::Scalar };
        };
        for token in pointer.tokens() {
            match self.members(node, &token).next() {
                Some(member) => node = member,
                None => break,
            }
        }
        self.place(node)
    }

    /// Returns every key at `pointer`: more than one if the last token is a duplicate key.
    pub(crate) fn keys(&self, pointer: &JsonPointer) -> Vec<Range<usize>> {
        let mut nodes: Vec<&Node> = self.nodes.first().into_iter().collect();
        for token in pointer.tokens() {
            nodes = nodes.into_iter().flat_map(|node| self.members(node, &token)).collect();
        }
        nodes.into_iter().filter_map(|node| self.place(node).key).collect()
    }

    fn members<'b>(&'b self, node: &'b Node, token: &str) -> impl Iterator<Item = &'b Node> {
        let members = match node.members {
            Members::Of(index) => &self.nodes[index].members,
            _ => &node.members,
        };
        let indices: Vec<usize> = match members {
            Members::Elements(elements) => {
                let index = token.parse().ok().and_then(|index: usize| elements.get(index));
                index.copied().into_iter().collect()
            }
            Members::Named(named) => {
                named.iter().filter(|(name, _)| name == token).map(|(_, index)| *index).collect()
            }
            Members::None | Members::Of(_) => Vec::new(),
        };
        indices.into_iter().map(|index| &self.nodes[index])
    }

    fn place(&self, node: &Node) -> Place {
        let mut value = self.offsets.bytes(self.text, node.value);
        let shape = match node.members {
            Members::None => Shape::Scalar,
            _ => Shape::Collection,
        };
        // The parser ends a block at the start of the next one, so whitespace is trimmed.
        value.end = value.start + self.text[value.clone()].trim_end().len();
        Place { key: node.key.map(|key| self.offsets.bytes(self.text, key)), value, shape }
    }
}

/// A collection whose events are being read.
enum Frame {
    /// The index of its node and, in an object, the key of the next value.
    Node(usize, Option<(String, Span)>),
    /// A key that is a collection: rejected by the survey, skipped here.
    Key,
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// The node index of each anchor.
    anchors: BTreeMap<usize, usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                self.node(span, Members::None, anchor, || text.into_owned());
            }
            Event::Alias(anchor) => {
                let members = match self.anchors.get(&anchor) {
                    Some(node) => Members::Of(*node),
                    None => Members::None,
                };
                self.node(span, members, 0, String::new);
            }
            Event::SequenceStart(anchor, _) => {
                self.open(span, Members::Elements(Vec::new()), anchor);
            }
            Event::MappingStart(anchor, _) => self.open(span, Members::Named(Vec::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Frame::Node(node, _)) = self.frames.pop() {
                    self.nodes[node].value.end = span.end;
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, span: Span, members: Members, anchor: usize) {
        let frame = match self.node(span, members, anchor, String::new) {
            Some(node) => Frame::Node(node, None),
            None => Frame::Key,
        };
        self.frames.push(frame);
    }

    /// Adds a node and returns its index, or returns `None` for a key, whose string is then
    /// `key_text`.
    fn node(
        &mut self,
        value: Span,
        members: Members,
        anchor: usize,
        key_text: impl FnOnce() -> String,
    ) -> Option<usize> {
        let index = self.nodes.len();
        let mut key = None;
        match self.frames.last_mut() {
            Some(Frame::Key) => return None,
            Some(Frame::Node(parent, next)) => match &mut self.nodes[*parent].members {
                Members::Elements(elements) => elements.push(index),
                Members::Named(named) => match next.take() {
                    Some((name, span)) => {
                        key = Some(span);
                        named.push((name, index));
                    }
                    None => {
                        *next = Some((key_text(), value));
                        return None;
                    }
                },
                Members::None | Members::Of(_) => {}
            },
            None => {}
        }
        self.nodes.push(Node { key, value, members });
        // Anchors are numbered from 1; 0 means none.
        if anchor > 0 {
            self.anchors.insert(anchor, index);
        }
        Some(index)
    }
}

/// Returns a copy of the JSON `text` without escapes of lone surrogates, which YAML doesn't
/// support. All other characters keep their positions.
fn without_surrogates(text: &str) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    for (at, _) in text.match_indices("\\u") {
        let digits = text.as_bytes().get(at + 2..at + 6);
        let surrogate = digits.is_some_and(|digits| {
            matches!(digits, [b'd' | b'D', b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F', _, _])
                && digits.iter().all(u8::is_ascii_hexdigit)
        });
        if surrogate {
            masked.get_or_insert_with(|| text.to_owned()).replace_range(at + 2..at + 6, "0020");
        }
    }
    masked.map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests;
