//! The content of responses: the reader and the type of each media type, and the `Accept` header.

use super::Lowering;
use crate::api::ir::{Content, Response, SchemaId, Shape};
use crate::document::media_types::{self, Content as Kind, distinct, essence, is_media_type};
use crate::document::text::Text;
use crate::rust::items::{Reading, TypeRef};

/// A media type of a response, with its reader.
#[derive(Clone, Debug)]
pub(super) struct Readable {
    /// Its index among the media types of the response.
    pub(super) index: usize,
    /// The reader of the body.
    pub(super) reading: Reading,
    /// The type of the value; for a stream, the type of an item's data.
    pub(super) value: TypeRef,
}

impl Readable {
    /// Returns the type of the body.
    pub(super) fn payload(&self) -> TypeRef {
        let value = Box::new(self.value.clone());
        match self.reading {
            Reading::Events | Reading::TextEvents | Reading::WholeEvents => {
                TypeRef::EventStream(value)
            }
            Reading::Lines | Reading::Records => TypeRef::JsonLines(value),
            _ => self.value.clone(),
        }
    }

    /// Returns `true` if another media type has the same reader and type.
    pub(super) fn is_read_as(&self, other: &Self) -> bool {
        self.reading == other.reading && self.value == other.value
    }

    /// Reads text instead of a stream: the body of an error is read to its end.
    pub(super) fn read_whole(&mut self) {
        if self.reading.is_streamed() {
            (self.reading, self.value) = (Reading::Text, TypeRef::String);
        }
    }
}

impl Lowering<'_> {
    /// Returns the reader and type of a media type of a response.
    pub(super) fn readable_content(&self, index: usize, content: &Content) -> Readable {
        let (reading, value) = match media_types::content(&content.media_type) {
            Kind::Events => self.events(content),
            Kind::JsonLines => self.lines(Reading::Lines, content),
            Kind::JsonSequence => self.lines(Reading::Records, content),
            kind => self.whole(kind, content),
        };
        Readable { index, reading, value }
    }

    /// Returns the reader and type of content that isn't streamed.
    fn whole(&self, kind: Kind, content: &Content) -> (Reading, TypeRef) {
        match kind {
            Kind::Json => return (Reading::Json, self.json(content.schema)),
            Kind::Text | Kind::Form => return (Reading::Text, TypeRef::String),
            Kind::Binary | Kind::Multipart => return (Reading::Bytes, TypeRef::Bytes),
            _ => {}
        }
        // A media type range, or an unknown media type: the schema decides.
        match content.schema.map(|id| &self.api.schema(self.api.target(id)).shape) {
            Some(Shape::String(None)) if !essence(&content.media_type).contains('*') => {
                (Reading::Text, TypeRef::String)
            }
            Some(Shape::String(_) | Shape::Any) | None => (Reading::Bytes, TypeRef::Bytes),
            Some(_) => (Reading::Json, self.json(content.schema)),
        }
    }

    fn json(&self, schema: Option<SchemaId>) -> TypeRef {
        schema.map_or(TypeRef::Json, |schema| self.nullable_type(schema))
    }

    /// Returns the reader and type of server-sent events. A schema may describe their data or, with
    /// a property `data`, the events themselves.
    fn events(&self, content: &Content) -> (Reading, TypeRef) {
        let Some(schema) = content.item_schema.or(content.schema) else {
            return (Reading::TextEvents, TypeRef::String);
        };
        if let Some(data) = self.only_data(schema) {
            return self.data(data);
        }
        if self.api.is_whole_event(schema) {
            return (Reading::WholeEvents, self.nullable_type(schema));
        }
        self.data(schema)
    }

    fn data(&self, schema: SchemaId) -> (Reading, TypeRef) {
        match self.api.schema(self.api.target(schema)).shape {
            Shape::Any | Shape::String(_) => (Reading::TextEvents, TypeRef::String),
            _ => (Reading::Events, self.nullable_type(schema)),
        }
    }

    /// Returns the schema of the data of events that have no other relevant properties.
    fn only_data(&self, schema: SchemaId) -> Option<SchemaId> {
        let Shape::Object(object) = &self.api.schema(self.api.target(schema)).shape else {
            return None;
        };
        let names: Vec<&str> = object.properties.iter().map(|it| it.name.as_written()).collect();
        let only = names.iter().all(|it| ["data", "id", "retry"].contains(it));
        let data = object.properties.iter().find(|it| it.name == "data")?;
        only.then_some(data.schema)
    }

    /// Returns the reader and type of a sequence of JSON values; bytes if the schema says no more
    /// than that it is binary.
    fn lines(&self, reading: Reading, content: &Content) -> (Reading, TypeRef) {
        let Some(item) = content.item_schema.or(content.schema) else {
            return (reading, TypeRef::Json);
        };
        match &self.api.schema(self.api.target(item)).shape {
            Shape::Array(items) if content.item_schema.is_none() => {
                (reading, self.nullable_type(*items))
            }
            Shape::String(_) if content.item_schema.is_none() => (Reading::Bytes, TypeRef::Bytes),
            _ => (reading, self.nullable_type(item)),
        }
    }
}

/// The `Accept` header: the media types that an operation can read (RFC 9110, 12.5.1).
#[derive(Default)]
pub(super) struct Accept {
    successes: Vec<Text>,
    failures: Vec<Text>,
}

impl Accept {
    /// Adds the media types of a success with the same reader as one in the operation's output; the
    /// others must be requested explicitly.
    pub(super) fn successes(
        &mut self,
        response: &Response,
        readable: &[Readable],
        given: &[Readable],
    ) {
        let read = readable.iter().filter(|it| given.iter().any(|given| given.is_read_as(it)));
        read.for_each(|it| add(&mut self.successes, response, it));
    }

    /// Adds the media types of an error response.
    pub(super) fn failures(&mut self, response: &Response, readable: &[Readable]) {
        readable.iter().for_each(|it| add(&mut self.failures, response, it));
    }

    /// Returns the value of the header: all media types, those of successes first. `None` if it is
    /// the runtime's default, or if the operation doesn't read a body.
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

fn add(list: &mut Vec<Text>, response: &Response, readable: &Readable) {
    let content = response.contents.get(readable.index);
    let content = content.filter(|it| is_media_type(&essence(&it.media_type)));
    let name = content.map(|it| Text::from(distinct(&it.media_type)));
    list.extend(name.filter(|it| !list.contains(it)));
}
