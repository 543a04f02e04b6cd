//! Keywords that constrain values but that no later stage models: each is removed and recorded as a
//! gap.

use serde_json::{Value, json};

use super::super::Object;
use super::super::pass::Parts;
use super::tuple;
use crate::api::extension;

/// Keywords that don't constrain values, or whose effect has already been applied.
pub(super) const IDLE: &[&str] = &[
    "$defs",
    "definitions",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$vocabulary",
    "$comment",
    "contentSchema",
    "xml",
];

/// Keywords that are recorded by name.
const CONSTRAINTS: &[&str] = &[
    "contains",
    "if",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedItems",
    "$dynamicRef",
    "$recursiveRef",
];

/// Keywords that only modify one of the [`CONSTRAINTS`].
const COMPANIONS: &[&str] = &["minContains", "maxContains", "then", "else"];

/// Removes the keywords that aren't modelled, and records those that constrain values.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    for keyword in IDLE.iter().chain(COMPANIONS) {
        schema.shift_remove(*keyword);
    }
    // openapiv3 ignores the siblings of a `not`.
    let says_something = |not: &Value| !tuple::is_never(&json!({ "not": not }));
    if schema.contains_key("type") && schema.get("not").is_some_and(says_something) {
        schema.shift_remove("not");
        add(schema, "not");
    }
    for keyword in CONSTRAINTS {
        if schema.shift_remove(*keyword).is_some_and(|value| value != Value::Bool(true)) {
            add(schema, keyword);
        }
    }
}

/// Records that a keyword isn't modelled.
pub(in super::super) fn add(schema: &mut Object, keyword: &str) {
    let gaps = schema.entry(extension::GAPS).or_insert_with(|| json!([]));
    if let Value::Array(gaps) = gaps {
        gaps.push(keyword.into());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::desugared;
    use super::*;
    use crate::document::grammar::Kind;

    #[test]
    fn every_keyword_is_in_the_grammar() {
        for keyword in IDLE.iter().chain(CONSTRAINTS).chain(COMPANIONS) {
            assert!(Kind::Schema.object().field(keyword).is_some(), "{keyword}");
        }
    }

    #[test]
    fn unsupported_keywords_are_recorded() {
        assert_eq!(
            desugared(
                json!({ "if": {}, "then": {}, "contains": {}, "minContains": 2, "$id": "a" })
            ),
            json!({ "x-codegen:gaps": ["contains", "if"] })
        );
    }

    #[test]
    fn types_are_kept_with_exclusions() {
        assert_eq!(
            desugared(json!({ "type": "string", "not": { "pattern": "a" } })),
            json!({ "type": "string", "x-codegen:gaps": ["not"] })
        );
        for never in [json!({ "type": "string", "not": {} }), json!({ "not": { "pattern": "a" } })]
        {
            assert_eq!(desugared(never.clone()), never);
        }
    }

    #[test]
    fn keywords_without_effect_are_not_gaps() {
        assert_eq!(desugared(json!({ "unevaluatedItems": true })), json!({}));
    }
}
