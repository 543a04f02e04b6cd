//! What operations answer.

use super::TypeRef;
use crate::document::text::Text;
use crate::rust::names::{ConstantName, FunctionName, TypeName, VariantName};

/// What an operation gives.
#[derive(Clone, Debug)]
pub enum Success {
    /// A value of one type.
    One(TypeRef),
    /// One of several, by status or media type.
    Several(ErrorEnum),
}

/// An enum with one variant for each response that is documented.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// Its name.
    pub name: TypeName,
    /// Its variants.
    pub variants: Vec<ResponseVariant>,
}

impl ErrorEnum {
    /// Whether a variant holds a stream, which can be neither cloned nor compared.
    pub fn has_stream(&self) -> bool {
        self.variants.iter().any(|it| it.payload.is_stream())
    }
}

/// A variant for one documented response.
#[derive(Clone, Debug)]
pub struct ResponseVariant {
    /// Its name.
    pub name: VariantName,
    /// The status as the document writes it: `422`, `4XX` or `default`.
    pub status: String,
    /// The media type, where the response may have others.
    pub media_type: Option<Text>,
    /// What the body holds; [`TypeRef::Unit`] where nothing is read of it.
    pub payload: TypeRef,
    /// Its documentation.
    pub docs: String,
    /// Its documentation on one line.
    pub summary: String,
}

/// How an answer with some statuses is read.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The statuses that it is for.
    pub statuses: Statuses,
    /// The media type that it is for; any where there is none.
    pub media_type: Option<Text>,
    /// How its body is read.
    pub reading: Reading,
    /// Where the value goes.
    pub target: AnswerTarget,
}

/// The statuses of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One.
    Code(u16),
    /// A hundred: `4` is 400 to 499.
    Hundred(u16),
    /// All others.
    Others,
}

/// How a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Not at all.
    Empty,
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As it is.
    Bytes,
    /// As server-sent events with JSON data, while they come in.
    Events,
    /// As server-sent events with text data, while they come in.
    TextEvents,
    /// As server-sent events, each an object with `data`, while they come in.
    WholeEvents,
    /// As JSON values, one a line, while they come in.
    Lines,
    /// As a JSON text sequence, while it comes in.
    Records,
}

impl Reading {
    /// Whether the body is given while it comes in.
    pub fn is_streamed(self) -> bool {
        !matches!(self, Self::Empty | Self::Json | Self::Text | Self::Bytes)
    }
}

/// Where an answer's value goes.
#[derive(Clone, Debug)]
pub enum AnswerTarget {
    /// It is what the operation gives.
    Success,
    /// It is a variant of what the operation gives.
    SuccessVariant(TypeName, VariantName),
    /// It is a variant of the operation's error.
    Error(TypeName, VariantName),
}

/// Another media type that an operation can be asked for.
#[derive(Clone, Debug)]
pub struct Representation {
    /// The method of the call.
    pub method: FunctionName,
    /// The media type.
    pub media_type: Text,
    /// How it is read.
    pub reading: Reading,
    /// What is read: of a stream, the type of an item's data.
    pub value: TypeRef,
}

/// A header field of responses, as a constant.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: ConstantName,
    /// Its name on the wire.
    pub wire: Text,
    /// How its value is written: a constructor of the runtime's `Header`.
    pub form: &'static str,
    /// The type of its value.
    pub value: TypeRef,
    /// Its documentation.
    pub docs: String,
}
