//! The expressions of examples.

use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, TypeName, VariantName};

/// An expression of an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A string literal.
    Text(Text),
    /// Bytes: `Vec::from("..")`.
    Bytes(Text),
    /// A `String` of a literal.
    Owned(Text),
    /// A string literal that is parsed to the expected type: `"..".parse()?`.
    Parsed(Text),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// A variant: `types::CountryAlpha2::Us`.
    Variant(TypeName, VariantName),
    /// A struct, constructed from its required and some optional fields: `types::Address::new(..)`.
    New(TypeName, Vec<Expression>, Vec<(FieldName, Expression)>),
    /// A member of a union: `types::Customer::Team(..)`.
    Member(TypeName, VariantName, Box<Expression>),
    /// A newtype: `types::Tree(..)`.
    Newtype(TypeName, Box<Expression>),
    /// A value of this type alias, if its type can't be inferred.
    As(TypeName, Box<Expression>),
    /// `Box::new(..)`.
    Boxed(Box<Expression>),
    /// `None`.
    None,
    /// `Some(..)`.
    Some(Box<Expression>),
    /// `vec![..]`.
    Vec(Vec<Expression>),
    /// `(..)`.
    Tuple(Vec<Expression>),
    /// `Default::default()`.
    Default,
    /// JSON: `serde_json::json!(..)`.
    Json(Json),
}

impl Expression {
    /// Returns the number of values in it, including itself.
    pub fn values(&self) -> usize {
        let sum = |of: &[Self]| of.iter().map(Self::values).sum::<usize>();
        1 + match self {
            Self::New(_, arguments, setters) => {
                sum(arguments) + setters.iter().map(|(_, value)| value.values()).sum::<usize>()
            }
            Self::Vec(items) | Self::Tuple(items) => sum(items),
            Self::Member(_, _, value)
            | Self::Newtype(_, value)
            | Self::As(_, value)
            | Self::Boxed(value)
            | Self::Some(value) => value.values(),
            _ => 0,
        }
    }
}
