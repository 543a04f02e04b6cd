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
    /// A string literal that is parsed to the type of its place: `"..".parse()?`.
    Parsed(Text),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// A variant: `types::CountryAlpha2::Us`.
    Variant(TypeName, VariantName),
    /// A struct from its required fields, and some optional ones: `types::Address::new(..)`.
    New(TypeName, Vec<Expression>, Vec<(FieldName, Expression)>),
    /// A member of a union: `types::Customer::Team(..)`.
    Member(TypeName, VariantName, Box<Expression>),
    /// A value of this type alias, where nothing else says so.
    As(TypeName, Box<Expression>),
    /// `Box::new(..)`
    Boxed(Box<Expression>),
    /// `None`
    None,
    /// `Some(..)`
    Some(Box<Expression>),
    /// `vec![..]`
    Vec(Vec<Expression>),
    /// `(..)`
    Tuple(Vec<Expression>),
    /// `Default::default()`
    Default,
    /// JSON: `serde_json::json!(..)`.
    Json(Json),
}
