//! Reads the parts of a JSON input leniently: missing parts and parts of another type are empty.

use bigdecimal::BigDecimal;
use client_runtime::runtime::json::to_string;
use serde_json::Value;

/// Returns the item of an array at this index.
pub(super) fn item(value: &Value, index: usize) -> &Value {
    value.get(index).unwrap_or(&Value::Null)
}

/// Returns the items of an array; empty for another value.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Returns a string, or the JSON text of another value.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the expected text of a value outside JSON: a string as it is, the digits of a number, or
/// the JSON text of another value.
pub(super) fn sent(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => digits(&number.to_string()),
        other => to_string(other),
    }
}

/// Returns the digits of the number in JSON, with the same value: `Display` of an `f64` can end
/// with another digit if two decimal numbers are equally short and near.
fn digits(number: &str) -> String {
    let number: BigDecimal = number.parse().expect("JSON's numbers are decimals");
    number.normalized().to_plain_string()
}

/// Returns the choice at a number of any size, modulo the number of choices; the first one for
/// another value.
pub(super) fn one_of<T: Copy>(choices: &[T], value: &Value) -> T {
    let number = value.as_u64().unwrap_or_default();
    choices[usize::try_from(number % choices.len() as u64).unwrap_or_default()]
}
