//! JSON values that an author wrote.

use std::fmt;

use proc_macro2::Literal;
use serde_json::Value;

use super::inline_code;
use super::line::json_escaped;

/// A JSON value that an author wrote. Like [`Text`](super::Text), it does not implement `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Value);

impl Json {
    /// The JSON on one line: hidden characters of its strings are escaped, as in `\u202e`.
    pub fn line(&self) -> String {
        json_escaped(&self.0.to_string())
    }

    /// The JSON as inline code of Markdown; a string without its quotes.
    pub fn plain_code(&self) -> String {
        match &self.0 {
            Value::String(text) => inline_code(text),
            _ => self.code(),
        }
    }

    /// The JSON as inline code of Markdown.
    pub fn code(&self) -> String {
        inline_code(&self.line())
    }

    /// The JSON as a literal of Rust, `"..."`.
    pub fn literal(&self) -> Literal {
        Literal::string(&self.0.to_string())
    }

    /// A boolean, a number or a string as a literal of Rust; other values as a literal of their
    /// JSON.
    pub fn scalar_literal(&self) -> Scalar {
        match &self.0 {
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Number(number) => Scalar::Literal(number_literal(number)),
            Value::String(text) => Scalar::Literal(Literal::string(text)),
            _ => Scalar::Literal(self.literal()),
        }
    }

    /// Whether it is neither an array nor an object.
    pub fn is_scalar(&self) -> bool {
        !self.0.is_array() && !self.0.is_object()
    }

    /// The text that it is, where it is a string.
    pub fn text(&self) -> Option<super::Text> {
        self.0.as_str().map(super::Text::from)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// The value as its author wrote it: for decisions, never for output.
    pub(crate) fn as_written(&self) -> &Value {
        &self.0
    }
}

/// A scalar of Rust. (`true` and `false` are identifiers, and no literals, of `proc_macro2`.)
#[derive(Clone, Debug)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A number or a string.
    Literal(Literal),
}

/// Numbers that an `i32` holds have no suffix.
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
