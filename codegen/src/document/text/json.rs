//! JSON values that an author wrote.

use std::fmt;

use proc_macro2::Literal;
use serde_json::Value;

use super::inline_code;
use super::line::json_escaped;

/// A JSON value that an author wrote. Like [`Text`](super::Text), it doesn't implement `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Value);

impl Json {
    /// Returns the JSON on one line, with hidden characters in its strings escaped, such as
    /// `\u202e`.
    pub fn line(&self) -> String {
        json_escaped(&self.0.to_string())
    }

    /// Returns the JSON as Markdown inline code, in which a string has no quotes.
    pub fn plain_code(&self) -> String {
        match &self.0 {
            Value::String(text) => inline_code(text),
            _ => self.code(),
        }
    }

    /// Returns the JSON as Markdown inline code.
    pub fn code(&self) -> String {
        inline_code(&self.line())
    }

    /// Returns the JSON as a Rust string literal, `"..."`.
    pub fn literal(&self) -> Literal {
        Literal::string(&self.0.to_string())
    }

    /// Returns a boolean, number or string as a Rust literal, and other values as a string literal
    /// of their JSON.
    pub fn scalar_literal(&self) -> Scalar {
        match &self.0 {
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Number(number) => Scalar::Literal(number_literal(number)),
            Value::String(text) => Scalar::Literal(Literal::string(text)),
            _ => Scalar::Literal(self.literal()),
        }
    }

    /// Whether the value is neither an array nor an object.
    pub fn is_scalar(&self) -> bool {
        !self.0.is_array() && !self.0.is_object()
    }

    /// Returns the value of a string.
    pub fn text(&self) -> Option<super::Text> {
        self.0.as_str().map(super::Text::from)
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Returns the value as its author wrote it: for decisions, never for output.
    pub(crate) fn as_written(&self) -> &Value {
        &self.0
    }
}

/// A scalar value in Rust code. (In `proc_macro2`, `true` and `false` are identifiers rather than
/// literals.)
#[derive(Clone, Debug)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A number or a string.
    Literal(Literal),
}

/// Returns the literal of a number. Numbers that fit an `i32` have no suffix.
fn number_literal(number: &serde_json::Number) -> Literal {
    match (number.as_i64(), number.as_u64()) {
        (Some(integer), _) if i32::try_from(integer).is_ok() => Literal::i64_unsuffixed(integer),
        (Some(integer), _) => Literal::i64_suffixed(integer),
        (None, Some(integer)) => Literal::u64_suffixed(integer),
        (None, None) => Literal::f64_suffixed(number.as_f64().unwrap_or(0.0)),
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<&super::Text> for Json {
    fn from(text: &super::Text) -> Self {
        Self(Value::from(text.as_written()))
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        Self(value.clone())
    }
}
