//! Descriptive fields that are newer than OpenAPI 3.0, moved to private extensions.

use serde_json::Value;

use super::Object;
use super::pass::Parts;
use crate::api::extension;

/// Removes the fields that determine how the document is read, since that has already been done.
pub(super) fn document(document: &mut Object, _: &mut Parts) {
    for spent in ["$self", "jsonSchemaDialect", "$defs", "definitions"] {
        document.shift_remove(spent);
    }
}

/// Moves `summary` (OpenAPI 3.1, Info Object).
pub(super) fn info(info: &mut Object, _: &mut Parts) {
    rename(info, "summary", extension::SUMMARY);
}

/// Moves `identifier` (OpenAPI 3.1, License Object).
pub(super) fn license(license: &mut Object, _: &mut Parts) {
    rename(license, "identifier", extension::LICENSE_IDENTIFIER);
}

/// Moves `summary`, `parent` and `kind` (OpenAPI 3.2, Tag Object).
pub(super) fn tag(tag: &mut Object, _: &mut Parts) {
    rename(tag, "summary", extension::SUMMARY);
    rename(tag, "parent", extension::PARENT);
    rename(tag, "kind", extension::KIND);
}

/// Moves `name` (OpenAPI 3.2, Server Object).
pub(super) fn server(server: &mut Object, _: &mut Parts) {
    rename(server, "name", extension::NAME);
}

/// Moves `summary` (OpenAPI 3.2, Response Object).
pub(super) fn response(response: &mut Object, _: &mut Parts) {
    rename(response, "summary", extension::SUMMARY);
}

/// Renames `dataValue` or `serializedValue` to `value` (OpenAPI 3.2, Example Object).
pub(super) fn example(example: &mut Object, _: &mut Parts) {
    for newer in ["dataValue", "serializedValue"] {
        if let Some(value) = example.shift_remove(newer) {
            example.entry("value").or_insert(value);
        }
    }
}

/// Changes ranges of status codes to upper case (OpenAPI 3.0, Responses Object); some authors write
/// `4xx`.
pub(super) fn responses(responses: &mut Object, _: &mut Parts) {
    let is_range = |key: &str| key.len() == 3 && key.ends_with("xx");
    if !responses.keys().any(|key| is_range(key)) {
        return;
    }
    for (key, response) in std::mem::take(responses) {
        let key = if is_range(&key) { key.to_uppercase() } else { key };
        responses.entry(key).or_insert(response);
    }
}

/// Moves the value at `from` to `to`, unless it is `null`.
pub(super) fn rename(object: &mut Object, from: &str, to: &str) {
    if let Some(value) = object.shift_remove(from).filter(|value| *value != Value::Null) {
        object.insert(to.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_data_of_an_example_is_its_value() {
        let mut given = json!({ "serializedValue": "{}", "dataValue": {} });
        example(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "value": {} }));
    }

    #[test]
    fn ranges_are_written_in_capitals() {
        let mut given = json!({ "4xx": 1, "x-xx": 2, "200": 3 });
        responses(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "4XX": 1, "x-xx": 2, "200": 3 }));
    }

    #[test]
    fn newer_words_are_carried() {
        let mut given = json!({ "name": "a", "parent": "b", "summary": null });
        tag(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "name": "a", "x-codegen:parent": "b" }));
    }
}
