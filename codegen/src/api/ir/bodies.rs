//! Request Body Objects, resolved.

use super::{Reserved, SchemaId, Style};
use crate::document::text::Text;

/// A Request Body Object.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// What it holds, in CommonMark.
    pub description: Option<Text>,
    /// Whether it must be sent.
    pub required: bool,
    /// The media types that the server takes, in the order of the document.
    pub contents: Vec<RequestContent>,
}

/// A Media Type Object of a request.
#[derive(Clone, Debug)]
pub(crate) struct RequestContent {
    /// The media type or range, such as `application/json` or `image/*`.
    pub name: Text,
    /// The schema of the whole content.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a sequence (OpenAPI 3.2, `itemSchema`).
    pub items: Option<SchemaId>,
    /// How single properties are written, by their names.
    pub encodings: Vec<(Text, PropertyEncoding)>,
}

/// An Encoding Object: how a property of a form or a multipart body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyEncoding {
    /// Like a query parameter. Where a style is given, the media type does not count
    /// (OpenAPI 3.1, Encoding Object, `style`).
    Style {
        /// The `style`; `form` where only one of the others is given.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// As this media type, or one of several that are separated by commas.
    ContentType(Text),
}
