//! Keywords of JSON Schema 2020-12 about object members that OpenAPI 3.0 doesn't have.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use super::gaps;
use crate::api::extension;

/// Rewrites `unevaluatedProperties` as `additionalProperties` if the schema isn't composed of
/// others (JSON Schema 2020-12 Core, 11.3).
pub(super) fn unevaluated(schema: &mut Object, _: &mut Parts) {
    let Some(rest) = schema.shift_remove("unevaluatedProperties") else { return };
    if rest == Value::Bool(true) {
        return;
    }
    let composed = ["allOf", "anyOf", "oneOf", "if", "dependentSchemas"];
    if composed.iter().any(|keyword| schema.contains_key(*keyword)) {
        gaps::add(schema, "unevaluatedProperties");
    } else {
        schema.entry("additionalProperties").or_insert(rest);
    }
}

/// Moves `patternProperties` to a private extension, as component keys (JSON Schema 2020-12 Core,
/// 10.3.2.2).
pub(super) fn patterns(schema: &mut Object, parts: &mut Parts) {
    let Some(Value::Object(patterns)) = schema.get_mut("patternProperties").map(Value::take) else {
        return;
    };
    schema.shift_remove("patternProperties");
    let keys: Object = patterns
        .into_iter()
        .filter_map(|(pattern, schema)| Some((pattern, parts.key(schema)?.into())))
        .collect();
    if !keys.is_empty() {
        schema.insert(extension::PATTERN_PROPERTIES.to_owned(), keys.into());
    }
}

/// Moves `propertyNames` to a private extension, as a component key (JSON Schema 2020-12 Core,
/// 10.3.2.4).
pub(super) fn names(schema: &mut Object, parts: &mut Parts) {
    let Some(names) = schema.shift_remove("propertyNames") else { return };
    let says_something = |names: &Object| names.keys().any(|key| key != extension::POINTER);
    if names.as_object().is_some_and(says_something)
        && let Some(key) = parts.key(names)
    {
        schema.insert(extension::PROPERTY_NAMES.to_owned(), key.into());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn patterns_and_names_are_named_by_key() {
        assert_eq!(
            desugared(json!({
                "patternProperties": { "^x-": { "x-codegen:pointer": "/p" } },
                "propertyNames": { "$ref": "#/components/schemas/N" },
            })),
            json!({
                "x-codegen:pattern-properties": { "^x-": "x-codegen:/p" },
                "x-codegen:property-names": "N",
            })
        );
    }

    #[test]
    fn names_that_may_be_anything_say_nothing() {
        let schema = json!({ "propertyNames": { "x-codegen:pointer": "/a" } });
        assert_eq!(desugared(schema), json!({}));
    }

    #[test]
    fn unevaluated_properties_are_additional_without_composition() {
        assert_eq!(
            desugared(json!({ "unevaluatedProperties": false })),
            json!({ "additionalProperties": false })
        );
        assert_eq!(
            desugared(json!({ "unevaluatedProperties": false, "allOf": [] })),
            json!({ "allOf": [], "x-codegen:gaps": ["unevaluatedProperties"] })
        );
    }
}
