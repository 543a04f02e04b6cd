//! The meaning of JSON: numbers are compared by value, to the last digit; date-times by instant;
//! UUIDs by their bits.

use serde_json::{Map, Value};

/// Returns the value of JSON text in normal form: equivalent JSON has equal values.
///
/// # Panics
/// If it is not JSON.
pub(super) fn of(json: &str) -> Value {
    let text = with_numbers_as_text(json);
    let value = serde_json::from_str(&text);
    spelt(value.unwrap_or_else(|error| panic!("{json} is not JSON: {error}")))
}

fn spelt(value: Value) -> Value {
    match value {
        Value::String(text) => meant(text).into(),
        Value::Array(items) => items.into_iter().map(spelt).collect(),
        Value::Object(object) => {
            let mut properties: Vec<_> = object.into_iter().collect();
            // The order of properties is not significant.
            properties.sort_by(|(one, _), (other, _)| one.cmp(other));
            let properties = properties.into_iter().map(|(name, value)| (name, spelt(value)));
            Value::Object(properties.collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn meant(text: String) -> String {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return format!("the instant {instant}");
    }
    match uuid::Uuid::try_parse(&text) {
        Ok(uuid) => format!("the UUID {uuid}"),
        Err(_) => text,
    }
}

/// Replaces each number by a string of its value, since a float would round it.
fn with_numbers_as_text(json: &str) -> String {
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E');
    let mut text = String::new();
    let mut rest = json;
    while let Some(at) = rest.find(|it: char| it == '"' || it == '-' || it.is_ascii_digit()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('"') {
            string_length(rest)
        } else {
            rest.find(|it| !is_of_number(it)).unwrap_or(rest.len())
        };
        let (token, behind) = rest.split_at(length);
        match token.starts_with('"') {
            true => text.push_str(token),
            false => text.push_str(&format!("\"the number {}\"", decimal(token))),
        }
        rest = behind;
    }
    text + rest
}

/// Returns the length of the string at the start of this text.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Returns a number as its digits, without leading and trailing zeros, and the power of ten of the
/// last one.
fn decimal(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = digits.len() - significant.len();
    let exponent: i64 = exponent.parse().unwrap_or(i64::MAX / 2);
    let exponent = exponent + zeros as i64 - fraction.len() as i64;
    match significant.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => format!("{sign}{digits}e{exponent}"),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn spelling_means_nothing() {
        let one = r#"{"a": [1.0, 1e3, -0.0, 0.10], "t": "2024-01-01T02:00:00+02:00", "\"1": "2"}"#;
        let other = r#"{"\"1":"2","t":"2024-01-01T00:00:00Z","a":[1,1000,0,1e-1]}"#;
        assert_eq!(of(one), of(other));
        let uuid = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
        assert_eq!(of(&format!("\"{uuid}\"")), of(&format!("\"{}\"", uuid.to_uppercase())));
    }

    #[test]
    fn every_digit_means_something() {
        for (one, other) in [
            ("18446744073709551615", "18446744073709551616"),
            ("0.5", "0.25"),
            ("1e400", "1e401"),
            ("-1", "1"),
            ("\"1\"", "[\"1\"]"),
            ("1", "\"1\""),
        ] {
            assert_ne!(of(one), of(other));
        }
    }
}
