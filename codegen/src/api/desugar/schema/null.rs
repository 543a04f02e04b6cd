//! The representations of null (in `type`, `enum` or as a union member), rewritten as `nullable`
//! (OpenAPI 3.0, Schema Object).

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use super::gaps;
use crate::api::extension;

/// Rewrites `null` as a value of `enum`.
pub(super) fn in_enum(schema: &mut Object, _: &mut Parts) {
    let Some(Value::Array(values)) = schema.get_mut("enum") else { return };
    let before = values.len();
    values.retain(|value| !value.is_null());
    match (before, values.len()) {
        (before, after) if before == after => {}
        (_, 0) => {
            schema.shift_remove("enum");
            make_null(schema);
        }
        _ => make_nullable(schema),
    }
}

/// Rewrites `null` as the `type` or in a list of types. If a single type remains, it is no longer a
/// list.
pub(super) fn in_type(schema: &mut Object, _: &mut Parts) {
    match schema.get_mut("type") {
        Some(Value::String(name)) if name == "null" => make_null(schema),
        Some(Value::Array(names)) => {
            let before = names.len();
            names.retain(|name| name != "null");
            let was_nullable = names.len() < before;
            match &names[..] {
                [] => return make_null(schema),
                [only] => {
                    let only = only.clone();
                    schema.insert("type".to_owned(), only);
                }
                _ => {}
            }
            if was_nullable {
                // Strictly, each member of the `allOf` would have to allow null too. Authors don't
                // mean that.
                if schema.contains_key("allOf") {
                    gaps::add(schema, "nullable");
                }
                make_nullable(schema);
            }
        }
        _ => {}
    }
}

/// Rewrites a member of `anyOf` or `oneOf` that only allows null, regardless of its annotations.
pub(super) fn in_union(schema: &mut Object, _: &mut Parts) {
    for union in ["oneOf", "anyOf"] {
        let Some(Value::Array(members)) = schema.get_mut(union) else { continue };
        let before = members.len();
        // The only member of a union isn't removed just because it is nullable.
        let is_choice = before > 1;
        members.retain(|member| !(is_null(member) || is_choice && is_only_nullable(member)));
        let after = members.len();
        if after == before {
            continue;
        }
        if after == 0 {
            schema.shift_remove(union);
            make_null(schema);
        } else {
            make_nullable(schema);
        }
    }
}

fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Value| {
        values.as_array().is_some_and(|values| {
            !values.is_empty() && values.iter().all(|value| value.is_null() || value == "null")
        })
    };
    schema.get("type").is_some_and(|types| types == "null" || only_null(types))
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").is_some_and(|values| {
            only_null(values) && values.as_array().is_some_and(|all| all.iter().all(Value::is_null))
        })
        || extension::flag(schema.get(extension::NULL))
}

/// Whether a union member only has `nullable` and annotations. Authors mean "or null", although
/// without a `type`, `nullable` has no effect, so that the member would allow any value (OpenAPI
/// 3.0.4, Schema Object).
fn is_only_nullable(schema: &Value) -> bool {
    let is_note = |key: &str| {
        matches!(key, "nullable" | "title" | "description" | "example" | "default" | "deprecated")
            || key.starts_with("x-")
    };
    schema.get("nullable").is_some_and(|it| *it == true)
        && schema.as_object().is_some_and(|schema| schema.keys().all(|key| is_note(key)))
}

fn make_null(schema: &mut Object) {
    for key in ["type", "nullable", extension::CONSTANT] {
        schema.shift_remove(key);
    }
    schema.insert(extension::NULL.to_owned(), Value::Bool(true));
}

fn make_nullable(schema: &mut Object) {
    if !schema.contains_key(extension::NULL) {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn null_beside_one_type() {
        let nullable = json!({ "type": "string", "nullable": true });
        assert_eq!(desugared(json!({ "type": ["string", "null"] })), nullable);
        assert_eq!(desugared(json!({ "type": ["string"] })), json!({ "type": "string" }));
    }

    #[test]
    fn null_among_values() {
        assert_eq!(
            desugared(json!({ "type": "string", "enum": ["a", null] })),
            json!({ "type": "string", "enum": ["a"], "nullable": true })
        );
    }

    #[test]
    fn only_null() {
        let null = json!({ "x-codegen:null": true });
        for spelling in [
            json!({ "type": "null" }),
            json!({ "type": ["null"] }),
            json!({ "const": null }),
            json!({ "enum": [null] }),
            json!({ "type": "null", "enum": [null], "nullable": true }),
            json!({ "anyOf": [{ "type": "null" }] }),
        ] {
            assert_eq!(desugared(spelling.clone()), null, "{spelling}");
        }
    }

    #[test]
    fn null_as_a_member_of_a_union() {
        for member in [
            json!({ "type": "null", "title": "Nothing" }),
            json!({ "const": null }),
            json!({ "enum": [null] }),
            json!({ "nullable": true, "enum": [null] }),
        ] {
            assert_eq!(
                desugared(json!({ "oneOf": [member, { "type": "string" }] })),
                json!({ "oneOf": [{ "type": "string" }], "nullable": true })
            );
        }
    }

    #[test]
    fn a_member_that_is_only_nullable_is_null() {
        let schema = json!({ "anyOf": [{ "type": "string" }, { "nullable": true, "title": "N" }] });
        let expected = json!({ "anyOf": [{ "type": "string" }], "nullable": true });
        assert_eq!(desugared(schema), expected);
        let alone = json!({ "anyOf": [{ "nullable": true }] });
        assert_eq!(desugared(alone.clone()), alone);
    }

    #[test]
    fn the_string_null_is_not_null() {
        let schema = json!({ "anyOf": [{ "enum": ["null"] }] });
        assert_eq!(desugared(schema.clone()), schema);
    }
}
