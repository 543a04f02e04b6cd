//! Request bodies of operations.

use super::{Style, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{TypeName, VariantName};

/// The request body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type: that of its content, or the enum of its contents.
    pub value: TypeRef,
    /// Whether it is required.
    pub required: bool,
    /// Its documentation.
    pub docs: String,
    /// The media types that it can be sent as, each with the type of its content.
    pub contents: Vec<Content>,
    /// The enum with a variant for each content, if there are several.
    pub choice: Option<TypeName>,
    /// The way in which the table of the operation sends it.
    pub sending: Sending,
}

/// The way in which the table of an operation sends its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// With the row of the required argument.
    Row,
    /// With statements.
    Statements,
}

/// The content of a request body with one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its variant, if there may be several.
    pub variant: Option<VariantName>,
    /// The type of its value.
    pub value: TypeRef,
    /// The media type to send.
    pub media_type: Text,
    /// The encoding of the value.
    pub encoding: ContentEncoding,
    /// Whether the enum implements `From` for the value.
    pub from_value: bool,
}

/// The encoding of the value of a [`Content`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentEncoding {
    /// JSON, with the media type `application/json`.
    Json,
    /// JSON, with another media type.
    JsonAs,
    /// JSON Lines: each item on its own line.
    JsonLines,
    /// A JSON text sequence.
    JsonSequence,
    /// `application/x-www-form-urlencoded`, with the default encoding of each field.
    Form,
    /// `application/x-www-form-urlencoded`, with the encoding of all fields except those listed,
    /// and the encodings of these.
    FormEncoded(FieldEncoding, Vec<(Text, FieldEncoding)>),
    /// Named parts, with the encodings of those that have one.
    Multipart(Vec<(Text, FieldEncoding)>),
    /// Unnamed parts, each of them a file.
    Parts,
    /// Text, with the media type `text/plain; charset=utf-8`.
    Text,
    /// Text, with another media type.
    TextAs,
    /// A file, which may have its own media type.
    File,
}

/// The encoding of a field: a variant of the runtime's `FieldEncoding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldEncoding {
    /// The default of OpenAPI.
    Plain,
    /// This style.
    Style(Style),
    /// This style, with reserved characters unescaped.
    Reserved(Style),
    /// This media type.
    ContentType(Text),
}

impl Body {
    /// Returns the media types, as shown in pages and listings.
    pub fn media_types(&self) -> Text {
        Text::joined(self.contents.iter().map(|it| &it.media_type), ", ")
    }
}

impl ContentEncoding {
    /// Returns the encodings that the code mentions.
    pub fn field_encodings(&self) -> impl Iterator<Item = &FieldEncoding> {
        let (others, fields) = match self {
            Self::FormEncoded(others, fields) => (Some(others), &fields[..]),
            Self::Multipart(fields) => (None, &fields[..]),
            _ => (None, &[][..]),
        };
        others.into_iter().chain(fields.iter().map(|(_, encoding)| encoding))
    }
}
