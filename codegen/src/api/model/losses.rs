//! Detection of losses: compares a desugared document with its `openapiv3` model.

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::document::pointer::JsonPointer;

/// Returns the locations in a desugared document whose values `api`, its model, lost or changed,
/// with a description of each loss. They include keywords that no version of OpenAPI has.
///
/// # Panics
///
/// Panics if `api` can't be serialized as JSON.
#[must_use]
pub fn losses(given: &Value, api: &OpenAPI) -> Vec<(JsonPointer, String)> {
    let kept = match serde_json::to_value(api) {
        Ok(kept) => kept,
        Err(error) => panic!("openapiv3 does not serialize to JSON: {error}"),
    };
    let mut lost = Vec::new();
    compare(given, &kept, &JsonPointer::root(), &mut lost);
    lost
}

/// Adds the locations of values in `given` that aren't in `kept`, unless they are empty.
fn compare(given: &Value, kept: &Value, at: &JsonPointer, lost: &mut Vec<(JsonPointer, String)>) {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => {
            for (key, value) in given {
                match kept.get(key) {
                    Some(kept) => compare(value, kept, &at.child(key), lost),
                    None if is_trivial(value) => {}
                    None => lost.push((at.child(key), "is missing".to_owned())),
                }
            }
        }
        (Value::Array(given), Value::Array(kept)) if given.len() == kept.len() => {
            for (index, (given, kept)) in given.iter().zip(kept).enumerate() {
                compare(given, kept, &at.child(index), lost);
            }
        }
        (Value::Number(given), Value::Number(kept)) if given.as_f64() == kept.as_f64() => {}
        (given, kept) if given == kept => {}
        (given, kept) => lost.push((at.clone(), format!("{given} became {kept}"))),
    }
}

fn is_trivial(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn missing_and_changed_values_are_reported() {
        let mut given = json!({
            "openapi": "3.0.3",
            "info": { "title": "Pets", "version": "1" },
            "paths": {},
            "unknown": 1,
            "unknownToo": [],
        });
        let api: OpenAPI = serde_json::from_value(given.clone()).expect("a document");
        given["info"]["version"] = json!("2");
        let named: Vec<_> =
            losses(&given, &api).into_iter().map(|(at, what)| format!("{at} {what}")).collect();
        assert_eq!(named, ["#/info/version \"2\" became \"1\"", "#/unknown is missing"]);
    }
}
