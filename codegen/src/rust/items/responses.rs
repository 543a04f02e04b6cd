//! Responses of operations.

use super::{Derive, HeaderForm, Reading, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{ConstantName, FunctionName, TypeName, VariantName};

/// The output of an operation.
#[derive(Clone, Debug)]
pub enum Success {
    /// A value of one type.
    One(TypeRef),
    /// A value of one of several types, by status or media type.
    Several(ResponseEnum),
}

/// The documented errors of an operation.
#[derive(Clone, Debug)]
pub enum Failure {
    /// No errors: the error type is `Infallible`.
    Infallible,
    /// Errors, by status or media type.
    Documented(ResponseEnum),
}

impl Failure {
    /// Returns the enum of the errors, if there are any.
    pub fn documented(&self) -> Option<&ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }

    /// Returns the enum of the errors mutably, if there are any.
    pub fn documented_mut(&mut self) -> Option<&mut ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }
}

/// An enum with one variant for each documented response.
#[derive(Clone, Debug)]
pub struct ResponseEnum {
    /// Its name.
    pub name: TypeName,
    /// The traits that it derives.
    pub derives: &'static [Derive],
    /// Its variants.
    pub variants: Vec<ResponseVariant>,
}

/// A variant for one documented response.
#[derive(Clone, Debug)]
pub struct ResponseVariant {
    /// Its name.
    pub name: VariantName,
    /// The status, as written in the document: `422`, `4XX` or `default`.
    pub status: String,
    /// The media type, if the response may have others.
    pub media_type: Option<Text>,
    /// The type of the body; [`TypeRef::Unit`] if the body isn't read.
    pub payload: TypeRef,
    /// Its documentation.
    pub docs: String,
    /// Its documentation on one line.
    pub summary: String,
}

/// The decoding of the responses with certain statuses.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The statuses that it applies to.
    pub statuses: Statuses,
    /// The media type that it applies to; `None` for any.
    pub media_type: Option<Text>,
    /// The reader of the body.
    pub reading: Reading,
    /// The destination of the value.
    pub target: AnswerTarget,
}

/// The statuses of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One status code.
    Code(u16),
    /// A range: `4` is 400 to 499.
    Hundred(u16),
    /// All other statuses.
    Others,
}

/// The destination of the value of a response.
#[derive(Clone, Debug)]
pub enum AnswerTarget {
    /// The output of the operation.
    Success,
    /// A variant of the output.
    SuccessVariant(TypeName, VariantName),
    /// A variant of the operation's error.
    Error(TypeName, VariantName),
    /// None: the document doesn't describe the status.
    Undocumented,
    /// None: the response is returned as a whole.
    Whole,
}

/// Another media type that callers can request.
#[derive(Clone, Debug)]
pub struct Representation {
    /// The method of the call.
    pub method: FunctionName,
    /// The media type.
    pub media_type: Text,
    /// The reader of the body.
    pub reading: Reading,
    /// The type of the value; for a stream, the type of an item's data.
    pub value: TypeRef,
}

/// A header field of responses, as a constant.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: ConstantName,
    /// Its name on the wire.
    pub wire: Text,
    /// The representation of its value.
    pub form: HeaderForm,
    /// The type of its value.
    pub value: TypeRef,
    /// Its documentation.
    pub docs: String,
}
