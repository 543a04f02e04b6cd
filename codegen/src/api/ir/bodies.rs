//! Request Body Objects, resolved.

use super::{Reserved, SchemaId, Style};
use crate::document::text::Text;

/// A Request Body Object.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// Whether a request must have a body.
    pub required: bool,
    /// The media types that the server accepts, in the order of the document.
    pub contents: Vec<RequestContent>,
}

/// A Media Type Object of a request.
#[derive(Clone, Debug)]
pub(crate) struct RequestContent {
    /// The media type or range, such as `application/json` or `image/*`.
    pub name: Text,
    /// The schema of the entire content.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a sequence (OpenAPI 3.2, `itemSchema`).
    pub items: Option<SchemaId>,
    /// The encodings of single properties, by name.
    pub encodings: Vec<(Text, PropertyEncoding)>,
}

/// An Encoding Object: the encoding of a property in a form or multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyEncoding {
    /// Encoded like a query parameter. If there is a style, the media type is ignored (OpenAPI 3.1,
    /// Encoding Object).
    Style {
        /// The `style`, or `form` if only one of the other two fields is set.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// Encoded as this media type, or one of several separated by commas.
    ContentType(Text),
}
