//! Comparison of intended and received values: of the parts of JSON values that survive
//! serialization styles.

use conformance::is_same;
use serde_json::{Map, Value};

/// Returns the part of a value that a style preserves: null and empty values are not sent (RFC
/// 6570, 2.3), and numbers and booleans are sent as text.
fn preserved(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
        Value::String(_) => Some(value.clone()),
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(preserved).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(all) => {
            let all = all.iter().filter_map(|(name, it)| Some((name.clone(), preserved(it)?)));
            let all: Map<String, Value> = all.collect();
            (!all.is_empty()).then_some(Value::Object(all))
        }
    }
}

/// Whether a parameter arrived as intended.
pub(crate) fn parameter_matches(expected: Option<&Value>, arrived: Option<&Value>) -> bool {
    match (expected.and_then(preserved), arrived) {
        (None, arrived) => arrived.and_then(preserved).is_none(),
        (Some(expected), Some(arrived)) => agree(&expected, arrived),
        _ => false,
    }
}

/// Whether a body arrived as intended.
pub(crate) fn body_matches(expected: &Value, arrived: &Value) -> bool {
    match (expected, arrived) {
        (Value::Number(expected), Value::Number(arrived)) => {
            same_double(&expected.to_string(), &arrived.to_string())
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| body_matches(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(name, it): (&String, &Value)| {
                other.get(name).is_some_and(|other| body_matches(it, other))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => is_same(expected, arrived),
    }
}

/// Describes the first difference between the intended and the received fields of a form: `arrived`
/// has the strings of each name (`plain`), and the values of names with brackets (`nested`).
pub(crate) fn form_difference(expected: &Value, arrived: &Value) -> Option<String> {
    // A form without fields arrives as an empty body.
    let none = Map::new();
    let plain = match (arrived.get("plain"), arrived) {
        (Some(Value::Object(plain)), _) => plain,
        (None, Value::Null) => &none,
        (None, Value::Object(body)) if body.is_empty() => &none,
        _ => return Some(difference(Some(expected), Some(arrived))),
    };
    let Some(expected) = expected.as_object() else {
        return Some(difference(Some(expected), Some(arrived)));
    };
    let nested = |name: &str| arrived.get("nested").and_then(|it| it.get(name));
    let of_field = |name: &str, expected: Option<&Value>| {
        let came = plain.get(name).or_else(|| nested(name));
        format!("field `{name}`: {}", difference(expected, came))
    };
    let differs = |(name, value): &(&String, &Value)| {
        let texts = plain.get(*name).and_then(Value::as_array);
        if texts.is_some_and(|texts| field_matches(value, texts)) {
            return None;
        }
        match nested(name) {
            Some(arrived) => nested_difference(name, value, arrived),
            None if is_exploded(value, plain) => None,
            None => Some(of_field(name, Some(value))),
        }
    };
    let fields: Vec<(&String, &Value)> =
        expected.iter().filter(|(_, it)| preserved(it).is_some()).collect();
    // A null or empty value may be sent as an empty field, or not at all.
    let is_meant = |sent: &String, texts: &Value| {
        let is_of = |name: &String| sent == name || sent.starts_with(&format!("{name}["));
        fields.iter().any(|(name, value)| is_of(name) || value.get(sent).is_some())
            || (expected.keys().any(is_of)
                && texts.as_array().is_some_and(|it| it.iter().all(is_void)))
    };
    let unmeant = || plain.iter().find(|(sent, texts)| !is_meant(sent, texts));
    fields.iter().find_map(differs).or_else(|| unmeant().map(|(sent, _)| of_field(sent, None)))
}

/// Describes an intended value and the different received one, shortened to fit one line.
pub(crate) fn difference(expected: Option<&Value>, came: Option<&Value>) -> String {
    let shown = |it: Option<&Value>| {
        let text = it.map_or_else(|| "nothing".to_owned(), Value::to_string);
        if text.chars().count() > 200 {
            text.chars().take(200).chain("...".chars()).collect()
        } else {
            text
        }
    };
    format!("{} arrived as {}", shown(expected), shown(came))
}

/// Whether a string represents null or an empty value.
fn is_void(text: &Value) -> bool {
    ["", "null", "[]", "{}"].iter().any(|it| text == it)
}

/// Whether a field arrived as these strings, all with its name: one for each item of an array, or
/// one for the entire value, as JSON or with a delimiter (OpenAPI 3.1, Encoding Object).
fn field_matches(expected: &Value, texts: &[Value]) -> bool {
    if let [Value::String(text)] = texts
        && text_matches(expected, text)
    {
        return true;
    }
    let Value::Array(items) = expected else { return false };
    let items: Vec<&Value> = items.iter().filter(|it| !it.is_null()).collect();
    let mut pairs = items.iter().zip(texts);
    items.len() == texts.len()
        && pairs.all(|(item, text)| text.as_str().is_some_and(|text| text_matches(item, text)))
}

/// Whether a string represents this value: unchanged, as JSON, or as its parts with a delimiter
/// between them.
fn text_matches(expected: &Value, text: &str) -> bool {
    match expected {
        Value::Array(_) | Value::Object(_) => {
            serde_json::from_str(text).is_ok_and(|it| body_matches(expected, &it))
                || [",", " ", "|"].iter().any(|delimiter| joined(expected, delimiter) == text)
        }
        _ => preserved(expected).is_some_and(|it| agree(&it, &Value::String(text.to_owned()))),
    }
}

/// The parts of a value as strings, with a delimiter between them.
fn joined(value: &Value, delimiter: &str) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(all) => all.iter().flat_map(|(name, it)| [name.clone(), text(it)]).collect(),
        other => vec![text(other)],
    };
    parts.join(delimiter)
}

/// Describes the first difference between a field named `at` and the value of names with brackets:
/// arrays and objects whose parts may be JSON.
fn nested_difference(at: &str, expected: &Value, arrived: &Value) -> Option<String> {
    let differs = || Some(format!("field `{at}`: {}", difference(Some(expected), Some(arrived))));
    match (expected, arrived) {
        (Value::Object(one), _) if one.contains_key("") => {
            let is_same = |one: &Value, it: &Value| nested_difference(at, one, it).is_none();
            (!has_values(one, arrived, is_same)).then(differs).flatten()
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut one = one.iter().filter(|(_, it)| preserved(it).is_some());
            let extra = || {
                let is_extra = |(name, it): &(&String, &Value)| {
                    !is_void(it) && expected.get(name.as_str()).and_then(preserved).is_none()
                };
                let (name, it) = other.iter().find(is_extra)?;
                Some(format!("field `{at}[{name}]`: {}", difference(None, Some(it))))
            };
            one.find_map(|(name, it)| {
                let at = format!("{at}[{name}]");
                match other.get(name) {
                    Some(other) => nested_difference(&at, it, other),
                    None => Some(format!("field `{at}`: {}", difference(Some(it), None))),
                }
            })
            .or_else(extra)
        }
        (Value::Array(one), Value::Array(other)) => {
            let one: Vec<&Value> = one.iter().filter(|it| preserved(it).is_some()).collect();
            if one.len() != other.len() {
                return differs();
            }
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| {
                nested_difference(&format!("{at}[{index}]"), one, other)
            })
        }
        (_, Value::String(text)) if text_matches(expected, text) => None,
        _ => differs(),
    }
}

/// Whether an object arrived as a field for each of its properties (style `form`, exploded).
fn is_exploded(expected: &Value, plain: &Map<String, Value>) -> bool {
    let is_there = |(name, it): (&String, &Value)| {
        let texts = plain.get(name).and_then(Value::as_array);
        texts.is_some_and(|texts| field_matches(it, texts))
    };
    expected
        .as_object()
        .is_some_and(|it| it.iter().filter(|(_, it)| preserved(it).is_some()).all(is_there))
}

/// Whether an object that has a property with an empty name arrived: the server parses `a[]=1` as
/// an item of an array, so only the values of the properties can be compared.
fn has_values(
    expected: &Map<String, Value>,
    arrived: &Value,
    is_same: impl Fn(&Value, &Value) -> bool,
) -> bool {
    let arrived: Vec<&Value> = match arrived {
        Value::Array(items) => items.iter().collect(),
        Value::Object(all) => all.values().collect(),
        _ => return false,
    };
    let preserved: Vec<&Value> = expected.values().filter(|it| preserved(it).is_some()).collect();
    let is_there = |one: &&Value| arrived.iter().any(|it| is_same(one, it));
    // A null or empty value may be sent as an empty string, or not at all.
    let least = arrived.iter().filter(|it| !is_void(it)).count();
    (least..=arrived.len()).contains(&preserved.len()) && preserved.iter().all(is_there)
}

/// Whether the preserved part of a value equals the received value.
fn agree(expected: &Value, arrived: &Value) -> bool {
    match (expected, arrived) {
        // The server reads numbers as doubles (RFC 8259, 6).
        (Value::String(expected), Value::Number(arrived)) => {
            same_double(expected, &arrived.to_string())
        }
        (Value::String(expected), Value::Bool(arrived)) => *expected == arrived.to_string(),
        (Value::String(one), Value::String(other)) => {
            let number = |text: &str| text.parse::<serde_json::Number>().ok().map(Value::Number);
            let same_number = match (number(one), number(other)) {
                (Some(one), Some(other)) => is_same(&one, &other),
                _ => false,
            };
            same_number || is_same(expected, arrived)
        }
        (Value::Object(one), _) if one.contains_key("") => has_values(one, arrived, agree),
        (Value::Array(one), Value::Array(other)) => {
            let other: Vec<&Value> = other.iter().filter(|it| preserved(it).is_some()).collect();
            let mut pairs = one.iter().zip(&other);
            one.len() == other.len() && pairs.all(|(one, other)| agree(one, other))
        }
        // An exploded list with one item is written like the item itself (RFC 6570, 3.2.8).
        (Value::Array(one), _) if one.len() == 1 => agree(&one[0], arrived),
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(name, it): (&String, &Value)| {
                other.get(name).is_some_and(|other| agree(it, other))
            };
            let count = other.values().filter(|it| preserved(it).is_some()).count();
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
    fn values_are_compared_as_styles_preserve_them() {
        let same = |one: Value, other: Value| parameter_matches(Some(&one), Some(&other));
        assert!(same(json!(5), json!("5")) && same(json!(true), json!("true")));
        assert!(same(json!([1, null, "a"]), json!(["1", "a"])));
        assert!(same(json!({"a": 1.0, "b": null}), json!({"a": "1"})));
        assert!(same(json!([1]), json!("1")) && !same(json!([1, 2]), json!("1")));
        assert!(same(json!("2024-01-01T00:00:00Z"), json!("2024-01-01T00:00:00.000Z")));
        assert!(!same(json!("5a"), json!("5")) && !same(json!([1]), json!([1, 1])));
        assert!(!same(json!({"a": 1}), json!({"a": 1, "b": 2})));
        assert!(!same(json!("a+b"), json!("a b")));
        assert!(same(json!(i64::MIN), json!(-9_223_372_036_854_775_807_i64)));
        assert!(!same(json!(i64::MIN.to_string()), json!("-9223372036854775807")));
        assert!(parameter_matches(Some(&json!([])), None) && parameter_matches(None, None));
        assert!(!parameter_matches(Some(&json!("a")), None));
        assert!(!parameter_matches(None, Some(&json!("a"))));
    }

    #[test]
    fn fields_of_forms_are_compared() {
        let arrived = |expected: Value, plain: Value, nested: Value| {
            form_difference(&expected, &json!({"plain": plain, "nested": nested})).is_none()
        };
        let plain = |expected: Value, plain: Value| arrived(expected, plain, json!({}));
        assert!(plain(json!({"a": 1, "b": null}), json!({"a": ["1"]})));
        assert!(plain(json!({"a": 1, "b": null}), json!({"a": ["1"], "b": [""]})));
        assert!(plain(json!({"a": [1, "x"]}), json!({"a": ["1", "x"]})));
        assert!(plain(json!({"a": [1, "x"]}), json!({"a": ["1,x"]})));
        assert!(plain(json!({"a": {"b": 1}}), json!({"a": ["{\"b\":1}"]})));
        assert!(plain(json!({"a": [{"b": 1}]}), json!({"a": ["{\"b\":1}"]})));
        assert!(plain(json!({"a": [1, null, [null]]}), json!({"a": ["1", "[null]"]})));
        assert!(!plain(json!({"a": 1}), json!({"a": ["1", "1"]})));
        assert!(!plain(json!({"a": [1, 2]}), json!({"a": ["1"]})));
        assert!(!plain(json!({"a": "x y"}), json!({"a": ["x+y"]})));
        assert!(!plain(json!({"a": 1}), json!({"a": ["1"], "c": [""]})));
        assert!(!plain(json!({"a": 1}), json!({})));
        assert!(plain(json!({"a": {"b": 1, "c": null}}), json!({"b": ["1"]})));
        assert!(!plain(json!({"a": {"b": 1}}), json!({"b": ["2"]})));
        assert!(!plain(json!({"a": {"b": 1}}), json!({"b": ["1"], "c": ["1"]})));
        let (expected, sent) = (json!({"a": {"b": [1, 2]}}), json!({"a[b][]": ["1", "2"]}));
        assert!(arrived(expected.clone(), sent.clone(), json!({"a": {"b": ["1", "2"]}})));
        assert!(!arrived(expected.clone(), sent.clone(), json!({"a": {"b": ["1"]}})));
        assert!(!arrived(expected, sent, json!({"a": {"b": ["1", "2"], "c": "3"}})));
    }

    #[test]
    fn a_form_without_fields_arrives_as_an_empty_body() {
        for body in [json!({}), json!(null), json!({"plain": {}, "nested": {}})] {
            assert_eq!(form_difference(&json!({"a": null, "b": []}), &body), None, "{body}");
            assert_eq!(
                form_difference(&json!({"a": 1}), &body).as_deref(),
                Some("field `a`: 1 arrived as nothing")
            );
        }
        assert!(form_difference(&json!({}), &json!("text")).is_some());
        assert!(form_difference(&json!({}), &json!({"a": 1})).is_some());
    }

    #[test]
    fn a_property_without_a_name_arrives_as_an_item() {
        let arrived = |expected: Value, nested: Value| {
            let arrived = json!({"plain": {"a[]": ["x"]}, "nested": {"a": nested}});
            form_difference(&json!({"a": expected}), &arrived).is_none()
        };
        assert!(arrived(json!({"": "x"}), json!(["x"])));
        assert!(arrived(json!({"": "x", "b": 1}), json!({"0": "x", "b": "1"})));
        assert!(arrived(json!({"": "", "b": 1}), json!({"0": "", "b": "1"})));
        assert!(!arrived(json!({"": "x"}), json!(["y"])));
        assert!(!arrived(json!({"": "x"}), json!(["x", "y"])));
        assert!(!arrived(json!({"": "x", "b": 1}), json!({"0": "x"})));
        let expected = json!({"": [42], "b": true});
        assert!(parameter_matches(Some(&expected), Some(&json!({"0": [42], "b": "true"}))));
        assert!(!parameter_matches(Some(&expected), Some(&json!({"0": [41], "b": "true"}))));
    }

    #[test]
    fn the_field_that_differs_is_named() {
        let (expected, sent) = (json!({"a": {"b": [1, {"c": 2}]}}), json!({"a[b][]": ["1"]}));
        let nested = json!({"a": {"b": ["1", {"c": "3"}]}});
        assert_eq!(
            form_difference(&expected, &json!({"plain": sent, "nested": nested})).as_deref(),
            Some("field `a[b][1][c]`: 2 arrived as \"3\"")
        );
        let (expected, plain) = (json!({"a": "x", "b": 2}), json!({"a": ["x"], "b": ["3"]}));
        assert_eq!(
            form_difference(&expected, &json!({"plain": plain})).as_deref(),
            Some("field `b`: 2 arrived as [\"3\"]")
        );
        let plain = json!({"a": ["x"], "b": ["2"], "c": [""]});
        assert_eq!(
            form_difference(&expected, &json!({"plain": plain})).as_deref(),
            Some("field `c`: nothing arrived as [\"\"]")
        );
    }

    #[test]
    fn bodies_are_compared_as_they_are() {
        assert!(body_matches(&json!({"a": [1.0, null]}), &json!({"a": [1, null]})));
        assert!(!body_matches(&json!({"a": 1}), &json!({"a": "1"})));
        assert!(!body_matches(&json!({"a": 1, "b": null}), &json!({"a": 1})));
        assert!(!body_matches(&json!([1]), &json!([1, 2])));
    }
}
