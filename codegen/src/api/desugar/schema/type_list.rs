//! A list of types (JSON Schema 2020-12 Validation, 6.1.1), rewritten as a union with one member
//! per type. Next to an `allOf`, or a union that only constrains values, it is a member of an
//! `allOf`.

use serde_json::{Value, json};

use super::super::Object;
use super::super::pass::Parts;
use super::gaps;
use crate::api::extension;
use crate::document::formats::{self, Kind};
use crate::document::grammar::Kind as ObjectKind;
use crate::document::grammar::keywords::{Keyword, Schemas};
use crate::document::value_test::has_type;

/// Rewrites a `type` that lists several types.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    if !schema.get("type").is_some_and(Value::is_array) {
        return;
    }
    let Some(Value::Array(names)) = schema.shift_remove("type") else { return };
    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| names.iter().any(|name| has_type(value, name)));
        return;
    }
    if ["anyOf", "oneOf"].iter().any(|keyword| schema.get(*keyword).is_some_and(tells_types)) {
        gaps::add(schema, "type");
        return;
    }
    let members: Vec<Object> =
        names.iter().map(|name| take_keywords(schema, name, &names)).collect();
    remove_taken(schema, &names);
    if is_anything(&names) && members.iter().all(Object::is_empty) {
        return;
    }
    let at = schema.get(extension::POINTER).and_then(Value::as_str).unwrap_or_default();
    let member = |(index, (name, keywords)): (usize, (&&str, Object))| {
        let mut member = Object::new();
        member.insert("type".to_owned(), json!(name));
        member.extend(keywords);
        member.insert(extension::POINTER.to_owned(), format!("{at}/type/{index}").into());
        Value::Object(member)
    };
    let members: Vec<Value> = names.iter().zip(members).enumerate().map(member).collect();
    let is_free = !["allOf", "anyOf", "oneOf"].iter().any(|keyword| schema.contains_key(*keyword));
    match schema.get_mut("allOf") {
        Some(Value::Array(all)) => all.push(json!({ "anyOf": members })),
        _ if is_free => drop(schema.insert("anyOf".to_owned(), members.into())),
        _ => drop(schema.insert("allOf".to_owned(), json!([{ "anyOf": members }]))),
    }
}

/// Whether the members of a union do more than constrain the values of the listed types.
fn tells_types(members: &Value) -> bool {
    let is_told = |keyword: &String| match keyword.as_str() {
        "$ref" | "$dynamicRef" | "type" | "enum" | "const" | "nullable" | "format" => true,
        keyword => {
            let field = ObjectKind::Schema.object().field(keyword);
            field.is_some_and(|it| Keyword::of(it).schemas != Schemas::None)
        }
    };
    let members = members.as_array().into_iter().flatten().filter_map(Value::as_object);
    members.flat_map(Object::keys).any(is_told)
}

/// Whether the list contains all types, so that it doesn't constrain values.
fn is_anything(names: &[&str]) -> bool {
    ["string", "number", "boolean", "object", "array"].iter().all(|name| names.contains(name))
}

/// Returns the keywords of `schema` that apply to values of the type `name`.
fn take_keywords(schema: &Object, name: &str, names: &[&str]) -> Object {
    let about = |keyword: &str, value: &Value| match keyword {
        "format" => format_type(value, names) == Some(name),
        _ => type_of(keyword).is_some_and(|it| it == name || (it, name) == ("number", "integer")),
    };
    let taken = schema.iter().filter(|(keyword, value)| about(keyword, value));
    taken.map(|(keyword, value)| (keyword.clone(), value.clone())).collect()
}

/// Removes the keywords that were moved to a member, and those for types that aren't in the list.
fn remove_taken(schema: &mut Object, names: &[&str]) {
    schema.retain(|keyword, value| match keyword.as_str() {
        "format" => format_type(value, names).is_none(),
        keyword => type_of(keyword).is_none(),
    });
}

/// Returns the type that a keyword applies to. Keywords that don't constrain values apply to none.
fn type_of(keyword: &str) -> Option<&'static str> {
    let field = ObjectKind::Schema.object().field(keyword)?;
    field.about.filter(|_| !gaps::IDLE.contains(&keyword))
}

/// Returns the listed type that a `format` applies to.
fn format_type<'a>(format: &Value, names: &[&'a str]) -> Option<&'a str> {
    let format = format.as_str().unwrap_or_default();
    let candidates: &[&str] = match formats::find(format).map(|it| it.kind) {
        Some(Kind::Integer) => &["integer", "number", "string"],
        Some(Kind::Number) => &["number", "integer", "string"],
        // The registry defines `decimal` for both, and in a list with both, authors mean the
        // number.
        _ if format == "decimal" => &["number", "integer", "string"],
        Some(Kind::String) | None => &["string"],
    };
    candidates.iter().find_map(|candidate| names.iter().find(|name| *name == candidate).copied())
}

#[cfg(test)]
mod tests {
    use super::super::tests::desugared;
    use super::*;

    #[test]
    fn each_type_keeps_its_keywords() {
        let schema = desugared(json!({
            "type": ["string", "integer", "null"],
            "description": "d",
            "default": 1,
            "format": "int64",
            "minLength": 1,
            "minimum": 2,
            "minItems": 3,
            "x-codegen:pointer": "/a",
        }));
        assert_eq!(
            schema,
            json!({
                "description": "d",
                "default": 1,
                "nullable": true,
                "x-codegen:pointer": "/a",
                "anyOf": [
                    { "type": "string", "minLength": 1, "x-codegen:pointer": "/a/type/0" },
                    {
                        "type": "integer", "format": "int64", "minimum": 2,
                        "x-codegen:pointer": "/a/type/1",
                    },
                ],
            })
        );
    }

    #[test]
    fn enum_values_imply_their_types() {
        assert_eq!(
            desugared(json!({ "type": ["string", "integer"], "enum": ["a", 1, true] })),
            json!({ "enum": ["a", 1] })
        );
    }

    #[test]
    fn a_type_list_next_to_all_of_is_a_member() {
        let schema = desugared(json!({
            "type": ["string", "integer"], "minimum": 1, "allOf": [{ "title": "A" }],
            "x-codegen:pointer": "/a",
        }));
        let types = json!([
            { "type": "string", "x-codegen:pointer": "/a/type/0" },
            { "type": "integer", "minimum": 1, "x-codegen:pointer": "/a/type/1" },
        ]);
        assert_eq!(
            schema,
            json!({
                "allOf": [{ "title": "A" }, { "anyOf": types }], "x-codegen:pointer": "/a",
            })
        );
    }

    #[test]
    fn all_types_are_any_value() {
        let all = json!(["string", "number", "boolean", "object", "array", "null"]);
        assert_eq!(
            desugared(json!({ "type": all, "title": "T" })),
            json!({
                "title": "T", "nullable": true,
            })
        );
    }

    #[test]
    fn a_union_next_to_a_type_list_is_more_specific() {
        assert_eq!(
            desugared(json!({ "type": ["string", "object"], "oneOf": [{ "type": "string" }] })),
            json!({ "oneOf": [{ "type": "string" }], "x-codegen:gaps": ["type"] })
        );
    }
}
