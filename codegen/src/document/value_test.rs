//! Tests of the value at a location in a JSON value. They select the member of a union, and belong
//! to neither the OpenAPI nor the Rust vocabulary.

use serde_json::Value;

use crate::document::formats::Form;
use crate::document::text::Json;

/// A test of the value at a location.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Always true.
    Any,
    /// True if there is no value.
    Absent,
    /// True if there is a value.
    Present,
    /// True if there is a value that matches one of these patterns.
    Is(Vec<ValuePattern>),
    /// True if the value is absent or matches one of these patterns.
    May(Vec<ValuePattern>),
}

/// A set of JSON values.
#[derive(Clone, Debug, PartialEq)]
pub enum ValuePattern {
    /// The values of a JSON type.
    Kind(JsonKind),
    /// This string, number or boolean.
    Value(Json),
    /// The strings of this lexical form.
    Form(Form),
    /// All strings except these.
    Except(Vec<Json>),
}

/// The type of a JSON value, where integers are a separate type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// Numbers without a fraction and an exponent.
    Integer,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Arrays.
    Array,
    /// Objects.
    Object,
}

/// Whether a value is of a JSON type (JSON Schema 2020-12 Validation, 6.1.1).
pub(crate) fn has_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            let is_whole = || number.as_f64().is_some_and(|number| number.fract() == 0.0);
            name == "number" || name == "integer" && is_whole()
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}
