//! Response Objects, resolved.

use super::{Api, Shape};
use super::{Operation, SchemaId};
use crate::document::text::Text;

/// A Response Object.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// The status codes of the response.
    pub status: Status,
    /// The description, in CommonMark.
    pub description: Text,
    /// The possible media types, in the order of the document.
    pub contents: Vec<Content>,
    /// Its header fields, in the order of the document.
    pub headers: Vec<ResponseHeader>,
    /// Its links, in the order of the document.
    pub links: Vec<Link>,
}

/// The Media Type Object of a [`Response`].
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// The media type or range, such as `application/json`.
    pub media_type: Text,
    /// The schema of the entire content.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a stream (OpenAPI 3.2, `itemSchema`).
    pub item_schema: Option<SchemaId>,
}

/// A Header Object of a [`Response`].
#[derive(Clone, Debug)]
pub(crate) struct ResponseHeader {
    /// The name of the header field.
    pub name: Text,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// The schema of its value.
    pub schema: SchemaId,
    /// The serialization of the value.
    pub encoding: HeaderEncoding,
}

/// The serialization of a [`ResponseHeader`]'s value (OpenAPI 3.1, Header Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderEncoding {
    /// With the style `simple`.
    Simple,
    /// As JSON (`content: application/json`).
    Json,
    /// As another media type.
    Text,
}

/// A Link Object of a [`Response`].
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The name of the link.
    pub name: Text,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// The `operationId` or the `operationRef` of the linked operation.
    pub operation: Text,
    /// The arguments of the linked operation: values or runtime expressions, by name.
    pub parameters: Vec<(Text, Text)>,
}

/// The status codes of a [`Response`] (OpenAPI 3.1, Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Status {
    /// A single status code.
    Code(u16),
    /// A range such as `4XX`: all status codes from 400 to 499.
    Range(u16),
    /// `default`: all status codes that aren't declared.
    Default,
}

impl Status {
    /// Returns the first digit, or `None` for `default`.
    pub(crate) fn hundreds(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code / 100),
            Self::Range(hundreds) => Some(hundreds),
            Self::Default => None,
        }
    }

    /// Whether a response with this status never has a body, even if one is documented (RFC 9110,
    /// 6.4.1).
    pub(crate) fn has_no_body(self) -> bool {
        matches!(self, Self::Code(204 | 205 | 304) | Self::Range(1) | Self::Code(100..=199))
    }
}

impl Operation {
    /// Whether a response is a successful one: its status is `2XX`. If the operation has no such
    /// response, `1XX` and `3XX` are successful, and if it has none of these either, `default`.
    pub(crate) fn is_success(&self, response: &Response) -> bool {
        let any = |hundreds: &[u16]| {
            let listed =
                |it: &Response| it.status.hundreds().is_some_and(|it| hundreds.contains(&it));
            self.responses.iter().any(listed)
        };
        match response.status.hundreds() {
            Some(2) => true,
            Some(1 | 3) => !any(&[2]),
            Some(_) => false,
            None => !any(&[1, 2, 3]),
        }
    }

    /// Whether a response is an error. `default` may be both an error and successful, if the
    /// operation has no other response for errors.
    pub(crate) fn is_failure(&self, response: &Response) -> bool {
        let is_default = response.status == Status::Default;
        let failures = |it: &Response| matches!(it.status.hundreds(), Some(4 | 5));
        !self.is_success(response) || is_default && !self.responses.iter().any(failures)
    }

    /// Returns the first successful response with a body.
    pub(crate) fn main_success(&self) -> Option<&Response> {
        let has_body = |it: &&Response| !it.contents.is_empty() && !it.status.has_no_body();
        self.responses.iter().filter(|it| self.is_success(it)).find(has_body)
    }
}

impl Api {
    /// Whether the schema of a server-sent event describes the entire event rather than only its
    /// data: an object with `data`, and either with `event` or without properties that aren't
    /// fields of an event.
    pub(crate) fn is_whole_event(&self, id: SchemaId) -> bool {
        match &self.schema(self.target(id)).shape {
            Shape::Object(object) => {
                let has = |name: &str| object.properties.iter().any(|it| it.name == name);
                let fields = ["data", "event", "id", "retry"];
                let other =
                    object.properties.iter().any(|it| !fields.contains(&it.name.as_written()));
                has("data") && (has("event") || !other)
            }
            Shape::Union(union) => {
                let mut members = union.members.iter().map(|it| it.schema);
                !union.members.is_empty() && members.all(|it| it != id && self.is_whole_event(it))
            }
            _ => false,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
