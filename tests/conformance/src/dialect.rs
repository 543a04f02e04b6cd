//! Converts the schemas of the original document to JSON Schema 2020-12 for an independent
//! validator: OpenAPI 3.0's `nullable` and boolean exclusive bounds, integer formats, and the
//! constraints of discriminators.

mod direction;
mod discriminator;
mod member;

pub(crate) use direction::{is_of_direction, of_direction};

use codegen::internals::document::formats::{self, Format};
use codegen::internals::document::grammar::keywords::{Schemas, keywords};
use serde_json::{Map, Value, json};

/// The mark of an added schema, whose first member is the original one.
pub(crate) const ADDED: &str = "x-conformance-added";

/// The mark of the bounds of an integer format, which the original schema does not have.
pub(crate) const INTEGER_FORMAT: &str = "x-conformance-integer-format";

/// The mark of a schema whose `type` the original schema does not have.
pub(crate) const IMPLIED: &str = "x-conformance-implied-type";

/// The mark of a schema that is a member of a union, or a part of one.
pub(crate) const MEMBER: &str = "x-conformance-member";

/// Returns the document with every Schema Object converted to JSON Schema 2020-12.
pub(crate) fn convert(document: &Value) -> Value {
    let mut converted = document.clone();
    if let Some(schemas) =
        converted.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
    {
        schemas.values_mut().for_each(schema);
    }
    for key in ["$defs", "definitions"] {
        if let Some(schemas) = converted.get_mut(key).and_then(Value::as_object_mut) {
            schemas.values_mut().for_each(schema);
        }
    }
    elsewhere(&mut converted);
    discriminator::constrain(&mut converted);
    member::mark(&mut converted);
    converted
}

/// Converts the schemas of parameters, bodies and headers, at a key `schema` or `itemSchema`.
fn elsewhere(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(elsewhere),
        Value::Object(members) => {
            for (key, member) in members {
                match key.as_str() {
                    "schemas" | "example" | "examples" | "$defs" | "definitions" => {}
                    "schema" | "itemSchema" => schema(member),
                    _ => elsewhere(member),
                }
            }
        }
        _ => {}
    }
}

fn schema(value: &mut Value) {
    if let Value::Object(members) = value {
        implied_object(members);
    }
    part(value);
}

/// Adds `type: object` to a schema that lists properties without a type: authors mean objects, and
/// the generated types assume it.
fn implied_object(members: &mut Map<String, Value>) {
    const TYPE_KEYWORDS: [&str; 7] = ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"];
    let names = members.get("properties").and_then(Value::as_object).map_or(0, Map::len);
    let required = members.get("required").and_then(Value::as_array).map_or(0, Vec::len);
    if names + required > 0 && !TYPE_KEYWORDS.iter().any(|keyword| members.contains_key(*keyword)) {
        members.insert("type".to_owned(), "object".into());
        members.insert(IMPLIED.to_owned(), true.into());
    }
}

/// Converts a schema or a member of an `allOf`.
fn part(value: &mut Value) {
    let Value::Object(members) = value else { return };
    // References are resolved against the document, regardless of a schema's `$id`.
    members.remove("$id");
    members.remove("$schema");
    members.remove("id");
    for key in ["anyOf", "oneOf"] {
        if let Some(inner) = members.get_mut(key).and_then(Value::as_array_mut)
            && inner.len() > 1
        {
            inner.iter_mut().for_each(only_nullable);
        }
    }
    for keyword in keywords() {
        let Some(inner) = members.get_mut(keyword.name) else { continue };
        match (keyword.schemas, inner) {
            (Schemas::One, inner) => schema(inner),
            (Schemas::List, Value::Array(inner)) => {
                inner.iter_mut().for_each(if keyword.name == "allOf" { part } else { schema });
            }
            (Schemas::Named, Value::Object(inner)) => inner.values_mut().for_each(schema),
            _ => {}
        }
    }
    exclusive(members, "exclusiveMinimum", "minimum");
    exclusive(members, "exclusiveMaximum", "maximum");
    integer_format(members);
    remove_duplicates(members);
    if members.remove("nullable") == Some(Value::Bool(true)) {
        let marks = ["readOnly", "writeOnly"].map(|mark| members.remove_entry(mark));
        let other = Value::Object(std::mem::take(members));
        members.insert("anyOf".to_owned(), json!([with_null(other), {"type": "null"}]));
        members.insert(ADDED.to_owned(), true.into());
        members.extend(marks.into_iter().flatten());
    }
}

/// Changes a union member with only `nullable` to null: this is what authors mean, and the
/// generated types assume it.
fn only_nullable(member: &mut Value) {
    const NOTES: [&str; 6] =
        ["nullable", "title", "description", "example", "default", "deprecated"];
    let is_note = |key: &String| NOTES.contains(&key.as_str()) || key.starts_with("x-");
    let Some(members) = member.as_object() else { return };
    if members.get("nullable") == Some(&Value::Bool(true)) && members.keys().all(is_note) {
        *member = json!({"type": "null"});
    }
}

/// Removes duplicates from `required`: the validator counts them.
fn remove_duplicates(members: &mut Map<String, Value>) {
    let Some(names) = members.get_mut("required").and_then(Value::as_array_mut) else { return };
    let mut seen = Vec::new();
    names.retain(|name| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
}

/// Returns the schema with `null` in its `enum`, if it has one.
fn with_null(mut schema: Value) -> Value {
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(|value| !value.is_null());
    }
    schema
}

/// Converts the boolean flag next to a bound (OpenAPI 3.0) to a separate bound (JSON Schema
/// 2020-12).
fn exclusive(members: &mut Map<String, Value>, flag: &str, bound: &str) {
    match members.get(flag) {
        Some(Value::Bool(true)) => {
            members.remove(flag);
            if let Some(limit) = members.remove(bound) {
                members.insert(flag.to_owned(), limit);
            }
        }
        Some(Value::Bool(false)) => {
            members.remove(flag);
        }
        _ => {}
    }
}

/// Adds the bounds of an integer format as a separate member, so that their violations can be
/// distinguished from violations of the original bounds.
fn integer_format(members: &mut Map<String, Value>) {
    let integer = match members.get("type") {
        Some(Value::String(name)) => name == "integer",
        Some(Value::Array(names)) => names.iter().any(|name| name == "integer"),
        _ => false,
    };
    let format = members.get("format").filter(|_| integer).and_then(Value::as_str);
    let Some(range) = format.and_then(formats::find).and_then(Format::range) else { return };
    let number =
        |it: &i128| i64::try_from(*it).map(Value::from).or(u64::try_from(*it).map(Value::from));
    if let (Ok(least), Ok(most)) = (number(range.start()), number(range.end())) {
        let bounds = json!({"minimum": least, "maximum": most, INTEGER_FORMAT: true});
        if let Some(all) = members.entry("allOf").or_insert_with(|| json!([])).as_array_mut() {
            all.push(bounds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(mut value: Value) -> Value {
        schema(&mut value);
        value
    }

    #[test]
    fn openapi_3_0_keywords_become_json_schema_keywords() {
        assert_eq!(
            converted(json!({"minimum": 1, "exclusiveMinimum": true, "nullable": false})),
            json!({"exclusiveMinimum": 1})
        );
        assert_eq!(
            converted(json!({"type": "object", "required": ["a", "b", "a"]})),
            json!({"type": "object", "required": ["a", "b"]})
        );
        assert_eq!(
            converted(json!({"type": "string", "enum": ["a", null], "nullable": true})),
            json!({
                "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}], ADDED: true
            })
        );
    }

    #[test]
    fn schemas_with_properties_are_objects() {
        assert_eq!(
            converted(json!({"properties": {"a": {"required": ["b"]}}})),
            json!({
                "properties": {"a": {"required": ["b"], "type": "object", IMPLIED: true}},
                "type": "object", IMPLIED: true
            })
        );
        let all = json!({"allOf": [{"properties": {"a": {}}}]});
        assert_eq!(converted(all.clone()), all);
    }

    #[test]
    fn a_format_of_integers_is_checked() {
        assert_eq!(
            converted(json!({"type": "integer", "format": "uint8", "maximum": 9})),
            json!({"type": "integer", "format": "uint8", "maximum": 9, "allOf": [
                {"minimum": 0, "maximum": 255, INTEGER_FORMAT: true}
            ]})
        );
        let of_strings = json!({"type": "integer", "format": "uuid"});
        assert_eq!(converted(of_strings.clone()), of_strings);
    }
}
