//! Parameter Objects, resolved.

use super::SchemaId;
use crate::document::text::Text;

/// A Parameter Object.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its name on the wire.
    pub name: Text,
    /// Its name in an extension (`x-speakeasy-name-override`).
    pub called: Option<Text>,
    /// Where it goes.
    pub location: Location,
    /// What it is for, in CommonMark.
    pub description: Option<Text>,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of its value.
    pub schema: SchemaId,
    /// How its value is written.
    pub encoding: ParameterEncoding,
}

impl Parameter {
    /// Whether it is an optional idempotency key.
    pub(crate) fn is_idempotency_key(&self) -> bool {
        self.location == Location::Header
            && !self.required
            && self.name.as_written().eq_ignore_ascii_case("idempotency-key")
    }
}

/// Where a [`Parameter`] goes (OpenAPI 3.1, Parameter Object, `in`).
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

/// How a [`Parameter`]'s value is written (OpenAPI 3.1, Parameter Object, `style` and `content`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParameterEncoding {
    /// By a style.
    Style {
        /// The `style`, such as `form`.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// As the text of this media type (`content`).
    Content(Text),
    /// As the whole query, in this media type (OpenAPI 3.2, `in: querystring`).
    Query(Text),
}

/// What becomes of reserved characters in a value (OpenAPI 3.1, Parameter Object,
/// `allowReserved`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reserved {
    /// They are escaped.
    Escaped,
    /// They stay as they are.
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
