//! Request bodies of operations.

use super::{Style, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{TypeName, VariantName};

/// The request body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// The Rust type: the type of its only content, or the enum of its contents.
    pub value: TypeRef,
    /// Whether the body is required.
    pub required: bool,
    /// Its documentation.
    pub docs: String,
    /// The contents: each media type that can be sent, with the type of its value.
    pub contents: Vec<Content>,
    /// The enum with a variant for each content, if there are several.
    pub choice: Option<TypeName>,
    /// How the operation's table passes the body to the request.
    pub sending: BodyMethod,
}

/// How the table of an operation passes the body to the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyMethod {
    /// With the row of the required argument.
    Row,
    /// With statements.
    Statements,
}

/// The content of a request body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The variant, if the body may have several contents.
    pub variant: Option<VariantName>,
    /// The type of its value.
    pub value: TypeRef,
    /// The media type that is sent.
    pub media_type: Text,
    /// How the value is serialized.
    pub encoding: ContentEncoding,
    /// Whether the enum implements `From` the type of the value.
    pub from_value: bool,
}

/// The serialization of a [`Content`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentEncoding {
    /// As JSON, with the media type `application/json`.
    Json,
    /// As JSON, with another media type.
    JsonAs,
    /// As JSON Lines: each item is JSON on one line.
    JsonLines,
    /// As a JSON text sequence.
    JsonSequence,
    /// As `application/x-www-form-urlencoded`, each field in the default encoding of OpenAPI.
    Form,
    /// As `application/x-www-form-urlencoded`: the default encoding of the fields, and the fields
    /// with another one.
    FormEncoded(FieldEncoding, Vec<(Text, FieldEncoding)>),
    /// As multipart with named parts: the names and encodings of the parts that have an encoding.
    Multipart(Vec<(Text, FieldEncoding)>),
    /// As multipart with unnamed parts, each of which is a file.
    Parts,
    /// As text, with the media type `text/plain; charset=utf-8`.
    Text,
    /// As text, with another media type.
    TextAs,
    /// As a file, which may have its own media type.
    File,
}

/// The encoding of a form field: a variant of the runtime's `FieldEncoding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldEncoding {
    /// The default encoding of OpenAPI.
    Plain,
    /// In this style.
    Style(Style),
    /// In this style, without percent-encoding reserved characters (`allowReserved`).
    Reserved(Style),
    /// Serialized in this media type.
    ContentType(Text),
}

impl Body {
    /// Returns the media types, joined for pages and listings.
    pub fn media_types(&self) -> Text {
        Text::joined(self.contents.iter().map(|it| &it.media_type), ", ")
    }
}

impl ContentEncoding {
    /// Returns the encodings that generated code names.
    pub fn field_encodings(&self) -> impl Iterator<Item = &FieldEncoding> {
        let (others, fields) = match self {
            Self::FormEncoded(others, fields) => (Some(others), &fields[..]),
            Self::Multipart(fields) => (None, &fields[..]),
            _ => (None, &[][..]),
        };
        others.into_iter().chain(fields.iter().map(|(_, encoding)| encoding))
    }
}
