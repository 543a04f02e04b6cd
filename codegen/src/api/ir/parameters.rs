//! Parameter Objects, resolved.

use super::SchemaId;
use crate::document::text::Text;

/// A Parameter Object.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The name in requests.
    pub name: Text,
    /// Its name in an extension (`x-speakeasy-name-override`).
    pub called: Option<Text>,
    /// The location of the parameter (`in`).
    pub location: Location,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// Whether the parameter is required.
    pub required: bool,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of its value.
    pub schema: SchemaId,
    /// The serialization of the value.
    pub encoding: ParameterEncoding,
}

impl Parameter {
    /// Whether it is an optional idempotency key.
    pub(crate) fn is_idempotency_key(&self) -> bool {
        self.is_optional_header("idempotency-key")
    }

    /// Whether it is the optional header that resumes a stream after an event (WHATWG HTML, 9.2.4).
    pub(crate) fn is_last_event_id(&self) -> bool {
        self.is_optional_header("last-event-id")
    }

    fn is_optional_header(&self, name: &str) -> bool {
        self.location == Location::Header
            && !self.required
            && self.name.as_written().eq_ignore_ascii_case(name)
    }
}

/// The location of a [`Parameter`] (OpenAPI 3.1, Parameter Object, `in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Location {
    /// In the path template.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// The serialization of a [`Parameter`]'s value (OpenAPI 3.1, Parameter Object, `style` and
/// `content`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParameterEncoding {
    /// Serialized with a style.
    Style {
        /// The `style`, such as `form`.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// Serialized as this media type (`content`).
    Content(Text),
    /// Serialized as the whole query string, with this media type (OpenAPI 3.2, `in: querystring`).
    Query(Text),
}

/// Whether reserved characters in a value are percent-encoded (OpenAPI 3.1, Parameter Object,
/// `allowReserved`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reserved {
    /// They are percent-encoded.
    Escaped,
    /// They are sent as they are.
    Kept,
}

/// The `style` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
}
