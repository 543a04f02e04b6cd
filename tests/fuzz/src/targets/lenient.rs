//! Reads the parts of an input that is JSON; what is not there, or is something else, is nothing.

use bigdecimal::BigDecimal;
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

/// The expected text of a value outside of JSON: a string as it is, the digits of a number, and the
/// JSON text of another value.
pub(super) fn sent(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => digits(&number.to_string()),
        other => to_string(other),
    }
}

/// The digits of the number that JSON has, with the same value: `Display` of an `f64` can end in
/// another digit, where two texts are as short and as near.
fn digits(number: &str) -> String {
    let number: BigDecimal = number.parse().expect("JSON's numbers are decimals");
    number.normalized().to_plain_string()
}

/// One of these, by a number of any size; the first for another value.
pub(super) fn one_of<T: Copy>(choices: &[T], value: &Value) -> T {
    let number = value.as_u64().unwrap_or_default();
    choices[usize::try_from(number % choices.len() as u64).unwrap_or_default()]
}
