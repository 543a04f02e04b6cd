//! What operations answer.

use super::{BodyEncoding, TypeRef};
use crate::names::{TypeName, VariantName};

/// What an operation gives.
#[derive(Clone, Debug)]
pub enum Success {
    /// A value of one type.
    One(TypeRef),
    /// One of several, by status.
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

/// A variant for one documented response.
#[derive(Clone, Debug)]
pub struct ResponseVariant {
    /// Its name.
    pub name: VariantName,
    /// The status as the document writes it: `422`, `4XX` or `default`.
    pub status: String,
    /// What the body holds.
    pub payload: TypeRef,
    /// Its documentation.
    pub docs: String,
}

/// How an answer with some statuses is read.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The statuses that it is for.
    pub statuses: Statuses,
    /// How its body is read.
    pub encoding: BodyEncoding,
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
}
