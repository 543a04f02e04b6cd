//! Extensions of other generators in a document, for names and pagination.

use std::collections::BTreeSet;

use codegen::internals::document::vendor;
use serde_json::Value;

/// Returns the keys in the document that name or group operations and schemas, or leave them out.
pub(super) fn naming(document: &Value) -> Vec<&'static str> {
    found(document, vendor::naming())
}

/// Returns the keys in the document that describe pagination.
pub(super) fn pagination(document: &Value) -> Vec<&'static str> {
    found(document, vendor::paginating())
}

fn found(document: &Value, wanted: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut keys = BTreeSet::new();
    let mut pending = vec![document];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                keys.extend(object.keys().map(String::as_str));
                pending.extend(object.values());
            }
            Value::Array(list) => pending.extend(list),
            _ => {}
        }
    }
    wanted.filter(|key| keys.contains(key)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_keys_are_found_at_any_depth() {
        let document = json!({"paths": {"/a": {"get": {
            "x-speakeasy-group": "a",
            "x-pagination": {},
            "tags": [{"x-fern-ignore": true}],
            "description": "x-polar-pagination",
        }}}});
        assert_eq!(naming(&document), ["x-speakeasy-group", "x-fern-ignore"]);
        assert_eq!(pagination(&document), ["x-pagination"]);
    }
}
