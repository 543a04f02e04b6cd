//! One value into one type of openapiv3, and where in the author's document that fails.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::api::extension;
use crate::document::pointer::JsonPointer;

/// What openapiv3 does not take.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The nearest object around it that knows its place in the author's document.
    pub(super) at: JsonPointer,
    /// What serde says.
    pub(super) message: String,
}

/// Decodes a value. Only when that fails it is done again, to find out where.
pub(super) fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, Refusal> {
    T::deserialize(value).or_else(|_| {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let at = nearest_stamp(value, error.path());
            Refusal {
                at,
                message: format!("openapiv3 can't represent this: {}", error.into_inner()),
            }
        })
    })
}

fn nearest_stamp(value: &Value, path: &serde_path_to_error::Path) -> JsonPointer {
    let stamp = |value: &Value| extension::pointer(value.get(extension::POINTER));
    let mut nearest = stamp(value);
    let mut here = Some(value);
    for segment in path {
        here = here.and_then(|value| match segment {
            Segment::Map { key } => value.get(key),
            Segment::Seq { index } => value.get(*index),
            _ => Some(value),
        });
        nearest = here.and_then(stamp).or(nearest);
    }
    nearest.unwrap_or_default()
}
