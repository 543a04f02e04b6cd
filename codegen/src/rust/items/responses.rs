//! Responses of operations.

use super::{Derive, HeaderForm, ReaderMethod, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{ConstantName, FunctionName, TypeName, VariantName};

/// The success type of an operation.
#[derive(Clone, Debug)]
pub enum Success {
    /// A single type.
    One(TypeRef),
    /// An enum with a variant for each status or media type.
    Several(ResponseEnum),
}

/// The documented error responses of an operation.
#[derive(Clone, Debug)]
pub enum Failure {
    /// None: the error type is `Infallible`.
    Infallible,
    /// An enum with a variant for each status or media type.
    Documented(ResponseEnum),
}

impl Failure {
    /// Returns the enum of the error responses, if there are any.
    pub fn documented(&self) -> Option<&ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }

    /// Returns the enum of the error responses mutably, if there are any.
    pub fn documented_mut(&mut self) -> Option<&mut ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }
}

/// An enum with a variant for each documented response.
#[derive(Clone, Debug)]
pub struct ResponseEnum {
    /// Its name.
    pub name: TypeName,
    /// The traits that it derives.
    pub derives: &'static [Derive],
    /// Its variants.
    pub variants: Vec<ResponseVariant>,
}

/// The variant of a documented response.
#[derive(Clone, Debug)]
pub struct ResponseVariant {
    /// Its name.
    pub name: VariantName,
    /// The status as the document writes it: `422`, `4XX` or `default`.
    pub status: String,
    /// The media type, if the response may have several.
    pub media_type: Option<Text>,
    /// The media types whose bodies are read as its payload.
    pub content_types: Vec<Text>,
    /// The type of the body; [`TypeRef::Unit`] if the body is ignored.
    pub payload: TypeRef,
    /// Its documentation.
    pub docs: String,
    /// Its documentation on one line.
    pub summary: String,
}

/// How responses with certain statuses are read.
#[derive(Clone, Debug)]
pub struct ResponseReader {
    /// The statuses that it matches.
    pub statuses: Statuses,
    /// The media type that it matches; `None` matches any.
    pub media_type: Option<Text>,
    /// How the body is read.
    pub reading: ReaderMethod,
    /// Where the value is returned.
    pub target: ResponseTarget,
}

/// The statuses of an [`ResponseReader`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One status.
    Code(u16),
    /// A range of 100 statuses: `4` is 400 to 499.
    Range(u16),
    /// All other statuses.
    Others,
}

/// Where the value of a response is returned.
#[derive(Clone, Debug)]
pub enum ResponseTarget {
    /// As the success value.
    Success,
    /// As a variant of the success type.
    SuccessVariant(TypeName, VariantName),
    /// As a variant of the error type.
    Error(TypeName, VariantName),
    /// Nowhere: the document does not describe the status.
    Undocumented,
    /// Nowhere: the response is read completely.
    Whole,
}

/// Another media type of the response that callers can request.
#[derive(Clone, Debug)]
pub struct Representation {
    /// The method of the call.
    pub method: FunctionName,
    /// The media type.
    pub media_type: Text,
    /// How it is read.
    pub reading: ReaderMethod,
    /// The type of the value; for a stream, of the data of an item.
    pub value: TypeRef,
}

impl Representation {
    /// Returns the output of a call that requests it.
    pub fn output(&self) -> TypeRef {
        let value = self.value.clone();
        match self.reading {
            ReaderMethod::Empty | ReaderMethod::Json | ReaderMethod::Text | ReaderMethod::Bytes => {
                value
            }
            ReaderMethod::Events | ReaderMethod::TextEvents | ReaderMethod::WholeEvents => {
                TypeRef::EventStream(Box::new(value))
            }
            ReaderMethod::Lines | ReaderMethod::Records => TypeRef::JsonLines(Box::new(value)),
        }
    }
}

/// A response header, as a constant.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: ConstantName,
    /// Its name on the wire.
    pub wire: Text,
    /// How its value is serialized.
    pub form: HeaderForm,
    /// The type of its value.
    pub value: TypeRef,
    /// Its documentation.
    pub docs: String,
}
