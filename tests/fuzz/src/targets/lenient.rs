//! Reads the parts of an input that is JSON; what is not there, or is something else, is nothing.

use client_runtime::runtime::json::to_string;
use serde_json::Value;

/// The item of an array at this index.
pub(super) fn item(value: &Value, index: usize) -> &Value {
    value.get(index).unwrap_or(&Value::Null)
}

/// The items of an array; none of another value.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A string, or the JSON text of another value.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What is expected of a value outside of JSON: a string as it is, a number in digits, as `Display` of
/// an `f64` writes it, and the JSON text of another value.
pub(super) fn sent(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            // The sign of zero means nothing.
            Some(number) => (number + 0.0).to_string(),
            None => number.to_string(),
        },
        other => to_string(other),
    }
}

/// One of these, by a number of any size; the first for another value.
pub(super) fn one_of<T: Copy>(choices: &[T], value: &Value) -> T {
    let number = value.as_u64().unwrap_or_default();
    choices[usize::try_from(number % choices.len() as u64).unwrap_or_default()]
}
