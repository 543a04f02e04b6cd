//! Parameter Objects, resolved.

use super::SchemaId;
use crate::document::pointer::JsonPointer;
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
    /// The parameter of the client that is sent if a call doesn't set this one.
    pub on_client: Option<ClientParameterKey>,
}

/// The index of a [`ClientParameter`] in the [`Api`](super::Api).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientParameterKey(pub usize);

/// A parameter that is set on the client, for all operations that have it (`x-speakeasy-globals`).
#[derive(Clone, Debug)]
pub(crate) struct ClientParameter {
    /// The JSON Pointer to its entry in the author's document.
    pub pointer: JsonPointer,
    /// The name in requests.
    pub name: Text,
    /// Its name in an extension (`x-speakeasy-name-override`).
    pub called: Option<Text>,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// The schema of its value: that of the first operation that has it.
    pub schema: SchemaId,
}

impl Parameter {
    /// Whether every call must set it, so that it is an argument of the operation's function.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && self.on_client.is_none()
    }

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
    /// Serialized as the entire query string, with this media type (OpenAPI 3.2,
    /// `in: querystring`).
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
