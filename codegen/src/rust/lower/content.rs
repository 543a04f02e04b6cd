//! How the content of a response is read for each media type, and the `AcceptHeader` header.

use super::Lowering;
use crate::api::ir::{Content, Response, SchemaId, Shape};
use crate::document::media_types::{self, Content as Kind, distinct, essence, is_media_type};
use crate::document::text::Text;
use crate::rust::items::{ReaderMethod, TypeRef};

/// A media type of a response, and how its content is read.
#[derive(Clone, Debug)]
pub(super) struct ReadableContent {
    /// The index among the contents of the response.
    pub(super) index: usize,
    /// How the content is read.
    pub(super) reading: ReaderMethod,
    /// The type of the value; for a stream, of the data of an item.
    pub(super) value: TypeRef,
    /// The indexes of the other contents of the response that are read in the same way.
    pub(super) alike: Vec<usize>,
}

impl ReadableContent {
    /// Returns the type of the body.
    pub(super) fn payload(&self) -> TypeRef {
        let value = Box::new(self.value.clone());
        match self.reading {
            ReaderMethod::Events | ReaderMethod::TextEvents | ReaderMethod::WholeEvents => {
                TypeRef::EventStream(value)
            }
            ReaderMethod::Lines | ReaderMethod::Records => TypeRef::JsonLines(value),
            _ => self.value.clone(),
        }
    }

    /// Whether the content of the other media type is read in the same way.
    pub(super) fn has_same_reader(&self, other: &Self) -> bool {
        self.reading == other.reading && self.value == other.value
    }

    /// Replaces a stream by text: error responses are read completely.
    pub(super) fn read_whole(&mut self) {
        if self.reading.is_streamed() {
            (self.reading, self.value) = (ReaderMethod::Text, TypeRef::String);
        }
    }
}

impl Lowering<'_> {
    /// Returns how the content of a media type is read.
    pub(super) fn readable_content(&self, index: usize, content: &Content) -> ReadableContent {
        let (reading, value) = match media_types::content(&content.media_type) {
            Kind::Events => self.events(content),
            Kind::JsonLines => self.lines(ReaderMethod::Lines, content),
            Kind::JsonSequence => self.lines(ReaderMethod::Records, content),
            kind => self.buffered(kind, content),
        };
        ReadableContent { index, reading, value, alike: Vec::new() }
    }

    /// Returns how content is read that is not a stream.
    fn buffered(&self, kind: Kind, content: &Content) -> (ReaderMethod, TypeRef) {
        match kind {
            Kind::Json => return (ReaderMethod::Json, self.json(content.schema)),
            Kind::Text | Kind::Form => return (ReaderMethod::Text, TypeRef::String),
            Kind::Binary | Kind::Multipart => return (ReaderMethod::Bytes, TypeRef::Bytes),
            _ => {}
        }
        // A media type range, or a media type that doesn't imply a type: the schema decides.
        match content.schema.map(|id| &self.api.schema(self.api.target(id)).shape) {
            Some(Shape::String(None)) if !essence(&content.media_type).contains('*') => {
                (ReaderMethod::Text, TypeRef::String)
            }
            Some(Shape::String(_) | Shape::Any) | None => (ReaderMethod::Bytes, TypeRef::Bytes),
            Some(_) => (ReaderMethod::Json, self.json(content.schema)),
        }
    }

    fn json(&self, schema: Option<SchemaId>) -> TypeRef {
        schema.map_or(TypeRef::Json, |schema| self.nullable_type(schema))
    }

    /// Server-sent events. The schema may describe their data or, if `data` is one of its
    /// properties, the events themselves.
    fn events(&self, content: &Content) -> (ReaderMethod, TypeRef) {
        let Some(schema) = content.item_schema.or(content.schema) else {
            return (ReaderMethod::TextEvents, TypeRef::String);
        };
        if let Some(data) = self.only_data(schema) {
            return self.data(data);
        }
        if self.api.is_whole_event(schema) {
            return (ReaderMethod::WholeEvents, self.nullable_type(schema));
        }
        self.data(schema)
    }

    fn data(&self, schema: SchemaId) -> (ReaderMethod, TypeRef) {
        match self.api.schema(self.api.target(schema)).shape {
            Shape::Any | Shape::String(_) => (ReaderMethod::TextEvents, TypeRef::String),
            _ => (ReaderMethod::Events, self.nullable_type(schema)),
        }
    }

    /// Returns the schema of the data of events that have no other property than `id` and `retry`.
    fn only_data(&self, schema: SchemaId) -> Option<SchemaId> {
        let Shape::Object(object) = &self.api.schema(self.api.target(schema)).shape else {
            return None;
        };
        let names: Vec<&str> = object.properties.iter().map(|it| it.name.as_written()).collect();
        let only = names.iter().all(|it| ["data", "id", "retry"].contains(it));
        let data = object.properties.iter().find(|it| it.name == "data")?;
        only.then_some(data.schema)
    }

    /// A sequence of JSON values; bytes if the schema is a string, without `itemSchema`.
    fn lines(&self, reading: ReaderMethod, content: &Content) -> (ReaderMethod, TypeRef) {
        let Some(item) = content.item_schema.or(content.schema) else {
            return (reading, TypeRef::Json);
        };
        match &self.api.schema(self.api.target(item)).shape {
            Shape::Array(items) if content.item_schema.is_none() => {
                (reading, self.nullable_type(*items))
            }
            Shape::String(_) if content.item_schema.is_none() => {
                (ReaderMethod::Bytes, TypeRef::Bytes)
            }
            _ => (reading, self.nullable_type(item)),
        }
    }
}

/// The `Accept` header (RFC 9110, 12.5.1): the media types that an operation can read, collected
/// from its responses.
#[derive(Default)]
pub(super) struct AcceptHeader {
    successes: Vec<Text>,
    failures: Vec<Text>,
}

impl AcceptHeader {
    /// Adds the media types of a success response that are read in the same way as one of those
    /// that the operation returns; the others must be requested explicitly.
    pub(super) fn successes(
        &mut self,
        response: &Response,
        readable: &[ReadableContent],
        given: &[ReadableContent],
    ) {
        let read = readable.iter().filter(|it| given.iter().any(|given| given.has_same_reader(it)));
        read.for_each(|it| add(&mut self.successes, response, it));
    }

    /// Adds the media types of an error response.
    pub(super) fn failures(&mut self, response: &Response, readable: &[ReadableContent]) {
        readable.iter().for_each(|it| add(&mut self.failures, response, it));
    }

    /// Returns the value of the header: all media types, those of success responses first. `None`
    /// if it is the runtime's default, or if the operation reads no body.
    pub(super) fn header(self) -> Option<Text> {
        let mut all = self.successes;
        let others: Vec<Text> = self.failures.into_iter().filter(|it| !all.contains(it)).collect();
        all.extend(others);
        match &all[..] {
            [] => None,
            [only] if only == "application/json" => None,
            several => Some(Text::joined(several, ", ")),
        }
    }
}

fn add(list: &mut Vec<Text>, response: &Response, readable: &ReadableContent) {
    let content = response.contents.get(readable.index);
    let content = content.filter(|it| is_media_type(&essence(&it.media_type)));
    let name = content.map(|it| Text::from(distinct(&it.media_type)));
    list.extend(name.filter(|it| !list.contains(it)));
}
