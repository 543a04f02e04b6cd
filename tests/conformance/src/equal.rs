//! Compares an original value with its round-tripped version: numbers by value, date-times by
//! instant, UUIDs by their bits, everything else exactly.

use serde_json::{Number, Value};

use crate::site::escaped;

/// A difference between two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The location, as a JSON Pointer (RFC 6901).
    pub(crate) pointer: String,
    /// The description of the difference.
    pub(crate) reason: String,
}

/// Returns the first difference between the input and the output.
pub(crate) fn difference(before: &Value, after: &Value) -> Option<Difference> {
    let (pointer, reason) = differ(before, after, "")?;
    Some(Difference { pointer, reason })
}

/// Whether two values have the same meaning.
pub fn is_same(one: &Value, other: &Value) -> bool {
    difference(one, other).is_none()
}

fn differ(before: &Value, after: &Value, at: &str) -> Option<(String, String)> {
    let changed = || Some((at.to_owned(), format!("{} became {}", short(before), short(after))));
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            for (name, value) in one {
                let inside = format!("{at}/{}", escaped(name));
                match other.get(name) {
                    None => return Some((inside, format!("{} was removed", short(value)))),
                    Some(after) => {
                        if let Some(difference) = differ(value, after, &inside) {
                            return Some(difference);
                        }
                    }
                }
            }
            let (name, value) = other.iter().find(|(name, _)| !one.contains_key(*name))?;
            Some((format!("{at}/{}", escaped(name)), format!("{} was added", short(value))))
        }
        (Value::Array(one), Value::Array(other)) => {
            if one.len() != other.len() {
                let reason = format!("{} items became {}", one.len(), other.len());
                return Some((at.to_owned(), reason));
            }
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| differ(one, other, &format!("{at}/{index}")))
        }
        (Value::Number(one), Value::Number(other)) if same_number(one, other) => None,
        (Value::String(one), Value::String(other)) if same_text(one, other) => None,
        _ if before == after => None,
        _ => changed(),
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    let whole = |it: &Number| it.as_i64().map(i128::from).or(it.as_u64().map(i128::from));
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(whole), None) => is_exactly(other, whole),
        (None, Some(whole)) => is_exactly(one, whole),
        (None, None) => one.as_f64() == other.as_f64(),
    }
}

/// Whether a number with a fraction or exponent equals an integer, to the last digit: it is the
/// float nearest to the integer, or the decimal number nearest to the float.
#[expect(clippy::cast_possible_truncation, reason = "truncated values are not equal")]
fn is_exactly(number: &Number, whole: i128) -> bool {
    number.as_f64().is_some_and(|it| {
        it.fract() == 0.0 && (it as i128 == whole || it.to_string().parse() == Ok(whole))
    })
}

fn same_text(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // A leap second is a distinct instant, even if a parser reads another one.
    let instant =
        |text: &str| text.parse::<jiff::Timestamp>().ok().filter(|_| !text.contains(":60"));
    let uuid = |text: &str| uuid::Uuid::try_parse(text).ok();
    instant(one).is_some_and(|it| Some(it) == instant(other))
        || uuid(one).is_some_and(|it| Some(it) == uuid(other))
}

/// Returns the start of a value's text.
pub(crate) fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 60 {
        format!("{}..", text.chars().take(58).collect::<String>())
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_compared_and_not_their_spelling() {
        let before = json!({"n": 1.0, "t": "2024-01-01T02:00:00+02:00", "u": 1e3});
        let after = json!({"u": 1000, "n": 1, "t": "2024-01-01T00:00:00Z"});
        assert_eq!(difference(&before, &after), None);
        let leap = json!("2016-12-31T23:59:60Z");
        assert!(difference(&leap, &json!("2016-12-31T23:59:59Z")).is_some());
    }

    #[test]
    fn the_last_digit_of_an_integer_is_compared() {
        let rounded = json!(18_446_744_073_709_551_615.0);
        assert!(difference(&json!(18_446_744_073_709_551_615_u64), &rounded).is_some());
        assert_eq!(difference(&json!(1_u64 << 60), &json!(1_152_921_504_606_846_976.0)), None);
        let written_out = json!(12_345_678_901_234_567_000_u64);
        assert_eq!(difference(&json!(1.234_567_890_123_456_7e19), &written_out), None);
    }

    #[test]
    fn a_difference_has_a_pointer() {
        let found = difference(&json!({"a/b": [1, {"c": 1}]}), &json!({"a/b": [1, {}]}));
        let found = found.expect("a difference");
        assert_eq!((&*found.pointer, &*found.reason), ("/a~1b/1/c", "1 was removed"));
    }
}
