//! Deserialization of a value into a type of openapiv3, and the location of the error if that
//! fails.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::api::extension;
use crate::document::pointer::JsonPointer;

/// An error of openapiv3.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The JSON Pointer of the nearest stamped object that encloses the error.
    pub(super) at: JsonPointer,
    /// The message of serde.
    pub(super) message: String,
}

/// Deserializes a value. If that fails, deserializes it again, now tracking the location.
pub(super) fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, Refusal> {
    T::deserialize(value).or_else(|_| {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let at = nearest_stamp(value, error.path());
            Refusal {
                at,
                message: format!(
                    "the crate `openapiv3` can't represent a value in this object: {}",
                    error.into_inner()
                ),
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
