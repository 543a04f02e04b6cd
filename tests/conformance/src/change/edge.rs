//! Valid values at the limits of Rust types. The validator decides whether a value is valid.

use serde_json::{Value, json};

use super::Edit;
use crate::site::Site;

/// The nesting depth of free-form values.
const DEPTH: usize = 60;

/// Date-times, dates and bytes that few types can represent (RFC 3339, 5.6, 5.7 and Appendix A; RFC
/// 4648, 4), and the shortest and most unusual strings of the other formats.
const TEXTS: [&str; 36] = [
    "2016-12-31T23:59:60Z",
    "2024-01-01T10:00:00.1234567890123Z",
    "9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z",
    "2024-02-29T23:59:59.999999999+23:59",
    "1969-12-31T23:59:59.5-23:59",
    "0000-01-01",
    "9999-12-31",
    "2024-02-29",
    "00:00:00Z",
    "23:59:60Z",
    "23:59:59.123456789012+23:59",
    "P0D",
    "P3W",
    "P1Y2M3DT4H5M6S",
    "",
    "AB==",
    "AAA=",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "a@b",
    "\"a b\"@example.com",
    "a",
    "xn--bcher-kva.example",
    "0.0.0.0",
    "255.255.255.255",
    "::",
    "::ffff:192.0.2.1",
    "urn:a:b",
    "mailto:a@b",
    "http://[2001:db8::1]:80/?#",
    "#",
    "/",
    "0#",
    "{+a}",
];

/// Adds the changes that move the value at a location to a limit.
pub(super) fn edges(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    let values = match site.value {
        Value::String(_) if site.schema.all("format").next().is_some() => {
            TEXTS.iter().map(|it| json!(it)).collect()
        }
        Value::Number(_) => numbers(site),
        _ if site.schema.types().is_none() && site.schema.listed().is_none() => {
            vec![nested(|it| json!([it])), nested(|it| json!({"": it}))]
        }
        _ => return,
    };
    for value in values {
        edits.push(Edit { reported: None, ..site.edit("edge", None, Some(value)) });
    }
}

/// Returns the limits of the number types and of the schema.
fn numbers(site: &Site<'_, '_>) -> Vec<Value> {
    const INTEGERS: [i64; 12] = [
        i64::MIN,
        i64::MAX,
        i32::MIN as i64 - 1,
        i32::MIN as i64,
        i32::MAX as i64,
        i32::MAX as i64 + 1,
        u32::MAX as i64,
        u32::MAX as i64 + 1,
        (1 << 24) + 1,
        (1 << 53) - 1,
        1 << 53,
        (1 << 53) + 1,
    ];
    const REAL: [f64; 11] = [
        1e30,
        -1e30,
        1.0,
        -0.0,
        0.1,
        1.0e-7,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        12_345_678_901_234_567_890.0,
        f32::MAX as f64,
    ];
    let mut values = vec![json!(u64::MAX), json!(i64::MAX as u64 + 1)];
    values.extend(INTEGERS.map(Value::from));
    values.extend(REAL.map(Value::from));
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
        for bound in site.schema.all(keyword) {
            values.push(bound.clone());
            let near =
                bound.as_i64().into_iter().flat_map(|it| [it.checked_sub(1), it.checked_add(1)]);
            values.extend(near.flatten().map(Value::from));
        }
    }
    values
}

/// Nests a value repeatedly.
fn nested(around: fn(Value) -> Value) -> Value {
    (0..DEPTH).fold(json!(1), |value, _| around(value))
}
