//! What operations send.

use super::{Style, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{TypeName, VariantName};

/// What an operation sends.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type: that of its content, or the enum of its contents.
    pub value: TypeRef,
    /// Whether it must be given.
    pub required: bool,
    /// Its documentation.
    pub docs: String,
    /// The media types that it can be sent as, each with the type of its content.
    pub contents: Vec<Content>,
    /// The enum with a variant for each content, where there are several.
    pub choice: Option<TypeName>,
    /// How the table of the operation sends it.
    pub sending: Sending,
}

/// How the table of an operation sends its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// By the row of the required argument.
    Row,
    /// By statements.
    Statements,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its variant, where there may be several.
    pub variant: Option<VariantName>,
    /// The type of its value.
    pub value: TypeRef,
    /// The media type, as it is sent.
    pub media_type: Text,
    /// How the value is written.
    pub encoding: ContentEncoding,
    /// Whether the enum can be made `From` the value.
    pub from_value: bool,
}

/// How the value of a [`Content`] is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentEncoding {
    /// As JSON, with the media type `application/json`.
    Json,
    /// As JSON, with another media type.
    JsonAs,
    /// As JSON, each item on its line.
    JsonLines,
    /// As a JSON text sequence.
    JsonSequence,
    /// As `application/x-www-form-urlencoded`, each field as OpenAPI says where the document does not.
    Form,
    /// As `application/x-www-form-urlencoded`: the encoding of all fields but those listed, and
    /// theirs.
    FormEncoded(FieldEncoding, Vec<(Text, FieldEncoding)>),
    /// As parts with names, with the encoding of those that have one.
    Multipart(Vec<(Text, FieldEncoding)>),
    /// As parts without names, each a file.
    Parts,
    /// As text, with the media type `text/plain; charset=utf-8`.
    Text,
    /// As text, with another media type.
    TextAs,
    /// As a file, which may say itself of which media type it is.
    File,
}

/// How a field is written: a variant of the runtime's `FieldEncoding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldEncoding {
    /// As OpenAPI says where the document does not.
    Plain,
    /// In this style.
    Style(Style),
    /// In this style, with reserved characters as they are.
    Reserved(Style),
    /// As this media type.
    ContentType(Text),
}

impl Body {
    /// The media types, as a reader of pages and listings sees them.
    pub fn media_types(&self) -> Text {
        Text::joined(self.contents.iter().map(|it| &it.media_type), ", ")
    }
}

impl ContentEncoding {
    /// The encodings that are named in the code.
    pub fn field_encodings(&self) -> impl Iterator<Item = &FieldEncoding> {
        let (others, fields) = match self {
            Self::FormEncoded(others, fields) => (Some(others), &fields[..]),
            Self::Multipart(fields) => (None, &fields[..]),
            _ => (None, &[][..]),
        };
        others.into_iter().chain(fields.iter().map(|(_, encoding)| encoding))
    }
}
