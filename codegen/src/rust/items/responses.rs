//! What operations answer.

use super::{Derive, HeaderForm, Reading, TypeRef};
use crate::document::text::Text;
use crate::rust::names::{ConstantName, FunctionName, TypeName, VariantName};

/// What an operation gives.
#[derive(Clone, Debug)]
pub enum Success {
    /// A value of one type.
    One(TypeRef),
    /// One of several, by status or media type.
    Several(ResponseEnum),
}

/// The failures of an operation that the document describes.
#[derive(Clone, Debug)]
pub enum Failure {
    /// None: the error type is `Infallible`.
    Infallible,
    /// Some, by status or media type.
    Documented(ResponseEnum),
}

impl Failure {
    /// The enum of the failures, where there are some.
    pub fn documented(&self) -> Option<&ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }

    /// The enum of the failures, to be changed.
    pub fn documented_mut(&mut self) -> Option<&mut ResponseEnum> {
        match self {
            Self::Infallible => None,
            Self::Documented(of) => Some(of),
        }
    }
}

/// An enum with one variant for each response that is documented.
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
    /// The status as the document writes it: `422`, `4XX` or `default`.
    pub status: String,
    /// The media type, where the response may have others.
    pub media_type: Option<Text>,
    /// The media types that are read as its payload.
    pub content_types: Vec<Text>,
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

/// Where an answer's value goes.
#[derive(Clone, Debug)]
pub enum AnswerTarget {
    /// It is what the operation gives.
    Success,
    /// It is a variant of what the operation gives.
    SuccessVariant(TypeName, VariantName),
    /// It is a variant of the operation's error.
    Error(TypeName, VariantName),
    /// There is none: the document does not describe the status.
    Undocumented,
    /// There is none: the response is read as a whole.
    Whole,
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
    /// How its value is written.
    pub form: HeaderForm,
    /// The type of its value.
    pub value: TypeRef,
    /// Its documentation.
    pub docs: String,
}
