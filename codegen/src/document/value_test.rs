//! Tests of what is at a place in a JSON value. They select the member of a union, and are neither
//! OpenAPI nor Rust.

use serde_json::Value;

use crate::document::formats::Form;
use crate::document::text::Json;

/// A test of what is at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Holds always.
    Any,
    /// Nothing is there.
    Absent,
    /// A value is there.
    Present,
    /// A value is there, of one of these sorts.
    Is(Vec<Sort>),
    /// Nothing is there, or a value of one of these sorts.
    May(Vec<Sort>),
}

/// A sort of JSON values.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// Those of a JSON type.
    Kind(JsonKind),
    /// This string, number or boolean.
    Value(Json),
    /// Strings of this lexical form.
    Form(Form),
    /// All strings but these.
    Except(Vec<Json>),
}

/// The types of JSON values, with whole numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// Numbers written without fraction and exponent.
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
pub(crate) fn is_of(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            let whole = || number.as_f64().is_some_and(|number| number.fract() == 0.0);
            name == "number" || name == "integer" && whole()
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}
