//! Valid values at the edge of what a Rust type holds. The validator tells whether a value is valid.

use serde_json::{Value, json};

use super::Edit;
use crate::site::Site;

/// Points in time, dates and bytes that few types hold (RFC 3339, 5.6 and 5.7; RFC 4648, 4).
const TEXTS: [&str; 10] = [
    "2016-12-31T23:59:60Z",
    "2024-01-01T10:00:00.1234567890123Z",
    "9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z",
    "0000-01-01",
    "9999-12-31",
    "AB==",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
];

/// The changes that move the value of a place to an edge.
pub(super) fn edges(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    let values = match site.value {
        Value::String(_) if site.schema.all("format").next().is_some() => {
            TEXTS.iter().map(|it| json!(it)).collect()
        }
        Value::Number(_) => vec![
            json!(i64::MIN),
            json!(u64::MAX),
            json!(1e30),
            json!(-1e30),
            json!(i64::from(i32::MAX) + 1),
            json!(1.0),
            json!(f64::MAX),
        ],
        _ => return,
    };
    for value in values {
        edits.push(Edit { reported: None, ..site.edit("edge", None, Some(value)) });
    }
}
