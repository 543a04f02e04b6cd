//! The expressions of code examples.

use super::types::TypeRef;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, TypeName, VariantName};

/// An expression in a code example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A string literal.
    Text(Text),
    /// Bytes: `b"..".to_vec()`.
    Bytes(Text),
    /// A `String` created from a literal.
    Owned(Text),
    /// The file at a path: `File::open("..")?`.
    File(Text),
    /// A string literal that is parsed into the expected type: `"..".parse()?`.
    Parsed(Text),
    /// A time: `"..".parse::<jiff::Timestamp>()?`.
    Time(Text),
    /// A value that is converted into the expected type: `...into()`.
    Into(Box<Expression>),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// An enum variant: `types::CountryAlpha2::Us`.
    Variant(TypeName, VariantName),
    /// A struct with its required fields, and some optional ones: `types::Address::new(..)`.
    New(TypeName, Vec<Expression>, Vec<(FieldName, Expression)>),
    /// A variant of a union: `types::Customer::Team(..)`.
    Member(TypeName, VariantName, Box<Expression>),
    /// A newtype: `types::Tree(..)`.
    Newtype(TypeName, Box<Expression>),
    /// A value of this type alias, where its type can't be inferred.
    As(TypeName, Box<Expression>),
    /// `Box::new(..)`
    Boxed(Box<Expression>),
    /// `None`
    None,
    /// `Some(..)`
    Some(Box<Expression>),
    /// `vec![..]`
    Vec(Vec<Expression>),
    /// `[..]`
    Array(Vec<Expression>),
    /// A map with these entries: `BTreeMap::from([..])`.
    Map(Vec<Expression>),
    /// A JSON object with these entries: `serde_json::Map::from_iter([..])`.
    JsonObject(Vec<Expression>),
    /// An empty collection of this type, where its type can't be inferred.
    Empty(TypeRef),
    /// `(..)`
    Tuple(Vec<Expression>),
    /// `Default::default()`
    Default,
    /// JSON: `serde_json::json!(..)`.
    Json(Json),
}

impl Expression {
    /// Returns the same expression with the text `bytes` as the content of each file, for code that
    /// is run.
    pub fn without_files(&self) -> Self {
        let one = |value: &Self| Box::new(value.without_files());
        let all = |values: &[Self]| values.iter().map(Self::without_files).collect();
        match self {
            Self::File(_) => Self::Text(Text::from("bytes")),
            Self::New(name, arguments, setters) => {
                let setters = setters.iter().map(|(field, value)| (field.clone(), *one(value)));
                Self::New(name.clone(), all(arguments), setters.collect())
            }
            Self::Member(name, variant, value) => {
                Self::Member(name.clone(), variant.clone(), one(value))
            }
            Self::Newtype(name, value) => Self::Newtype(name.clone(), one(value)),
            Self::As(name, value) => Self::As(name.clone(), one(value)),
            Self::Boxed(value) => Self::Boxed(one(value)),
            Self::Some(value) => Self::Some(one(value)),
            Self::Vec(items) => Self::Vec(all(items)),
            Self::Array(items) => Self::Array(all(items)),
            Self::Map(entries) => Self::Map(all(entries)),
            Self::JsonObject(entries) => Self::JsonObject(all(entries)),
            Self::Tuple(items) => Self::Tuple(all(items)),
            other => other.clone(),
        }
    }

    /// Whether the expression opens a file.
    pub fn has_file(&self) -> bool {
        *self != self.without_files()
    }

    /// Returns the number of values in the expression, including itself.
    pub fn values(&self) -> usize {
        let sum = |of: &[Self]| of.iter().map(Self::values).sum::<usize>();
        1 + match self {
            Self::New(_, arguments, setters) => {
                sum(arguments) + setters.iter().map(|(_, value)| value.values()).sum::<usize>()
            }
            Self::Vec(items)
            | Self::Array(items)
            | Self::Map(items)
            | Self::JsonObject(items)
            | Self::Tuple(items) => sum(items),
            Self::Member(_, _, value)
            | Self::Newtype(_, value)
            | Self::As(_, value)
            | Self::Boxed(value)
            | Self::Some(value) => value.values(),
            _ => 0,
        }
    }
}
