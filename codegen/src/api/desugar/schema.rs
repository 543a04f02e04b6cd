//! The passes over a Schema Object: rewrite JSON Schema 2020-12 as OpenAPI 3.0.

mod annotation;
mod bounds;
mod constant;
mod content;
mod gaps;
mod null;
mod numbers;
mod object;
mod siblings;
mod tuple;
mod type_list;

use serde_json::Value;

use super::Object;
use super::discriminator;
use super::pass::Pass;
use crate::api::extension;

/// The passes in order: some create constructs that later ones rewrite.
pub(super) const PASSES: &[Pass] = &[
    siblings::desugar,
    constant::desugar,
    null::in_enum,
    null::in_type,
    null::in_union,
    type_list::desugar,
    tuple::desugar,
    object::unevaluated,
    object::patterns,
    object::names,
    discriminator::default_mapping,
    content::desugar,
    bounds::desugar,
    numbers::desugar,
    annotation::desugar,
    gaps::desugar,
];

/// Whether a keyword doesn't constrain values.
pub(super) fn is_idle(keyword: &str) -> bool {
    keyword == extension::POINTER || gaps::IDLE.contains(&keyword)
}

pub(super) use gaps::add as add_gap;

/// Whether no pass would change the schema, which is the case for most schemas. It inspects each
/// keyword only once.
pub(super) fn is_plain(schema: &Object) -> bool {
    schema.iter().all(|(keyword, value)| match keyword.as_str() {
        "type" => value.as_str().is_some_and(|name| name != "null"),
        "enum" => value.as_array().is_some_and(|values| !values.contains(&Value::Null)),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            value.is_u64()
        }
        "minimum" | "maximum" | "multipleOf" => value.is_i64(),
        "title" | "description" | "format" | "pattern" => value.is_string(),
        "$ref" => schema.len() == 1,
        "properties"
        | "items"
        | "additionalProperties"
        | "allOf"
        | "example"
        | "default"
        | "nullable"
        | "readOnly"
        | "writeOnly"
        | "deprecated"
        | "uniqueItems" => true,
        "required" => value.is_array(),
        "not" => !schema.contains_key("type"),
        other => other.starts_with("x-"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::pass::Parts;
    use super::*;

    /// Returns a schema after all passes.
    pub(super) fn desugared(mut schema: Value) -> Value {
        let object = schema.as_object_mut().expect("an object");
        let mut parts = Parts::default();
        PASSES.iter().for_each(|pass| pass(object, &mut parts));
        schema
    }

    #[test]
    fn a_plain_schema_is_left_as_it_is() {
        let plain = json!({ "type": "string", "enum": ["a"], "maxLength": 1, "x-a": null });
        assert!(is_plain(plain.as_object().expect("an object")));
        assert_eq!(desugared(plain.clone()), plain);
    }

    #[test]
    fn each_keyword_with_a_pass_is_not_plain() {
        for schema in [
            json!({ "const": 1 }),
            json!({ "type": ["string", "null"] }),
            json!({ "enum": [null] }),
            json!({ "anyOf": [] }),
            json!({ "$ref": "#/a", "title": "b" }),
            json!({ "exclusiveMinimum": 1 }),
            json!({ "maxLength": 1.0 }),
            json!({ "if": {} }),
            json!({ "discriminator": {} }),
        ] {
            assert!(!is_plain(schema.as_object().expect("an object")), "{schema}");
        }
    }

    #[test]
    fn all_passes_leave_a_desugared_schema_alone() {
        let once = desugared(json!({
            "type": ["string", "integer", "null"],
            "title": "T",
            "minLength": 1,
            "exclusiveMinimum": 3,
            "examples": ["a"],
            "x-codegen:pointer": "/a",
        }));
        assert_eq!(desugared(once.clone()), once);
    }
}
