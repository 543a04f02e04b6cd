//! Whether what arrived is what was meant: takes two JSON values and compares what styles keep of them.

use conformance::is_same;
use serde_json::{Map, Value};

/// What a style keeps of a value: null and what is empty is not sent (RFC 6570, 2.3), and numbers and
/// truth values are texts.
fn kept(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
        Value::String(_) => Some(value.clone()),
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(kept).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(all) => {
            let all = all.iter().filter_map(|(name, it)| Some((name.clone(), kept(it)?)));
            let all: Map<String, Value> = all.collect();
            (!all.is_empty()).then_some(Value::Object(all))
        }
    }
}

/// Whether a parameter arrived as it was meant.
pub(crate) fn parameter_arrived(meant: Option<&Value>, arrived: Option<&Value>) -> bool {
    match (meant.and_then(kept), arrived) {
        (None, arrived) => arrived.and_then(kept).is_none(),
        (Some(meant), Some(arrived)) => agree(&meant, arrived),
        _ => false,
    }
}

/// Whether a body arrived as it was meant.
pub(crate) fn body_arrived(meant: &Value, arrived: &Value) -> bool {
    match (meant, arrived) {
        (Value::Number(meant), Value::Number(arrived)) => {
            same_double(&meant.to_string(), &arrived.to_string())
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| body_arrived(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(name, it): (&String, &Value)| {
                other.get(name).is_some_and(|other| body_arrived(it, other))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => is_same(meant, arrived),
    }
}

/// Whether what is kept of a value is what arrived.
fn agree(meant: &Value, arrived: &Value) -> bool {
    match (meant, arrived) {
        // The server's numbers are doubles (RFC 8259, 6).
        (Value::String(meant), Value::Number(arrived)) => same_double(meant, &arrived.to_string()),
        (Value::String(meant), Value::Bool(arrived)) => *meant == arrived.to_string(),
        (Value::String(one), Value::String(other)) => {
            let number = |text: &str| text.parse::<serde_json::Number>().ok().map(Value::Number);
            let same_number = match (number(one), number(other)) {
                (Some(one), Some(other)) => is_same(&one, &other),
                _ => false,
            };
            same_number || is_same(meant, arrived)
        }
        (Value::Array(one), Value::Array(other)) => {
            let other: Vec<&Value> = other.iter().filter(|it| kept(it).is_some()).collect();
            let mut pairs = one.iter().zip(&other);
            one.len() == other.len() && pairs.all(|(one, other)| agree(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(name, it): (&String, &Value)| {
                other.get(name).is_some_and(|other| agree(it, other))
            };
            let count = other.values().filter(|it| kept(it).is_some()).count();
            one.len() == count && one.iter().all(is_there)
        }
        _ => false,
    }
}

fn same_double(one: &str, other: &str) -> bool {
    let double = |text: &str| text.parse::<f64>().ok();
    double(one).is_some() && double(one) == double(other)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_styles_keep_is_compared() {
        let same = |one: Value, other: Value| parameter_arrived(Some(&one), Some(&other));
        assert!(same(json!(5), json!("5")) && same(json!(true), json!("true")));
        assert!(same(json!([1, null, "a"]), json!(["1", "a"])));
        assert!(same(json!({"a": 1.0, "b": null}), json!({"a": "1"})));
        assert!(same(json!("2024-01-01T00:00:00Z"), json!("2024-01-01T00:00:00.000Z")));
        assert!(!same(json!("5a"), json!("5")) && !same(json!([1]), json!([1, 1])));
        assert!(!same(json!({"a": 1}), json!({"a": 1, "b": 2})));
        assert!(!same(json!("a+b"), json!("a b")));
        assert!(same(json!(i64::MIN), json!(-9_223_372_036_854_775_807_i64)));
        assert!(!same(json!(i64::MIN.to_string()), json!("-9223372036854775807")));
        assert!(parameter_arrived(Some(&json!([])), None) && parameter_arrived(None, None));
        assert!(!parameter_arrived(Some(&json!("a")), None));
        assert!(!parameter_arrived(None, Some(&json!("a"))));
    }

    #[test]
    fn bodies_are_compared_as_they_are() {
        assert!(body_arrived(&json!({"a": [1.0, null]}), &json!({"a": [1, null]})));
        assert!(!body_arrived(&json!({"a": 1}), &json!({"a": "1"})));
        assert!(!body_arrived(&json!({"a": 1, "b": null}), &json!({"a": 1})));
        assert!(!body_arrived(&json!([1]), &json!([1, 2])));
    }
}
