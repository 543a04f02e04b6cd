//! [`Spelling`]: a way to write a schema that has the same meaning as another one.

use serde_json::{Value, json};

use super::Keywords;

/// A way to write a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the only member of an `allOf`.
    AllOf,
    /// As the only member of an `anyOf`.
    AnyOf,
    /// As the only member of a `oneOf`.
    OneOf,
    /// With an `allOf` whose only member allows every value.
    EmptyMember,
    /// With each required property in an `allOf` member of its own.
    RequiredMembers,
    /// With half of its properties in an `allOf` member.
    PropertiesMember,
    /// With its enum again in an `allOf` member, in another order.
    RepeatedEnum,
    /// With an `anyOf` in which each member only has a description.
    DescribedMembers,
    /// With its type in a list.
    TypeList,
    /// With `null` as a member of an `anyOf`, instead of in its list of types.
    NullMember,
    /// With its keywords in reverse order.
    Reversed,
}

impl Spelling {
    pub(super) const ALL: [Self; 11] = [
        Self::AllOf,
        Self::AnyOf,
        Self::OneOf,
        Self::EmptyMember,
        Self::RequiredMembers,
        Self::PropertiesMember,
        Self::RepeatedEnum,
        Self::DescribedMembers,
        Self::TypeList,
        Self::NullMember,
        Self::Reversed,
    ];

    /// Whether the OpenAPI version of a document has the keywords.
    pub(super) fn is_allowed(self, document: &Value) -> bool {
        let version = document.get("openapi").and_then(Value::as_str).unwrap_or_default();
        !(version.starts_with("3.0") && matches!(self, Self::TypeList | Self::NullMember))
    }

    /// Returns a schema in this spelling, or unchanged if it has none.
    pub(super) fn of(self, mut schema: Keywords) -> Keywords {
        // A `$dynamicRef` depends on the schemas around it.
        if schema.contains_key("$dynamicRef") || schema.contains_key("$id") {
            return schema;
        }
        let is_simple = !["$ref", "allOf", "anyOf", "oneOf", "not", "discriminator"]
            .iter()
            .any(|keyword| schema.contains_key(*keyword));
        let around = |keyword: &str, schema: Keywords| {
            Keywords::from_iter([(keyword.to_owned(), json!([schema]))])
        };
        let add = |schema: &mut Keywords, keyword: &str, members: Vec<Value>| {
            schema.insert(keyword.to_owned(), members.into());
        };
        match self {
            Self::AllOf => return around("allOf", schema),
            Self::AnyOf => return around("anyOf", schema),
            Self::OneOf => return around("oneOf", schema),
            Self::Reversed => return schema.into_iter().rev().collect(),
            _ if !is_simple => {}
            Self::EmptyMember => add(&mut schema, "allOf", vec![json!({})]),
            Self::RequiredMembers if schema.contains_key("properties") => {
                if let Some(Value::Array(names)) = schema.shift_remove("required") {
                    let members = names.iter().map(|name| json!({ "required": [name] }));
                    add(&mut schema, "allOf", members.collect());
                }
            }
            Self::PropertiesMember => {
                let keeps = ["required", "additionalProperties", "patternProperties", "enum"];
                let is_divisible = !keeps.iter().any(|keyword| schema.contains_key(*keyword));
                if let Some(Value::Object(properties)) = schema.get_mut("properties")
                    && is_divisible
                    && properties.len() > 1
                {
                    let (all, half) = (std::mem::take(properties), properties.len().div_ceil(2));
                    let (first, second): (Vec<_>, Vec<_>) =
                        all.into_iter().enumerate().partition(|(index, _)| *index < half);
                    properties.extend(first.into_iter().map(|(_, it)| it));
                    let others: Keywords = second.into_iter().map(|(_, it)| it).collect();
                    let mut member =
                        Keywords::from_iter([("properties".to_owned(), others.into())]);
                    let kind = schema.get("type").cloned();
                    member.extend(kind.map(|kind| ("type".to_owned(), kind)));
                    add(&mut schema, "allOf", vec![member.into()]);
                }
            }
            Self::RepeatedEnum => {
                if let Some(Value::Array(values)) = schema.get("enum") {
                    let values: Vec<&Value> = values.iter().rev().collect();
                    let member = json!({ "enum": values });
                    add(&mut schema, "allOf", vec![member]);
                }
            }
            Self::DescribedMembers => {
                let members = vec![json!({ "description": "One." }), json!({ "title": "Other" })];
                add(&mut schema, "anyOf", members);
            }
            Self::TypeList => {
                if let Some(kind @ Value::String(_)) = schema.get_mut("type") {
                    *kind = Value::Array(vec![kind.take()]);
                }
            }
            Self::NullMember => schema = null_member(schema),
            Self::RequiredMembers => {}
        }
        schema
    }
}

/// Returns `anyOf: [S, {type: null}]` for a schema that allows `null` by its list of types.
fn null_member(mut schema: Keywords) -> Keywords {
    let Some(Value::Array(types)) = schema.get("type") else { return schema };
    let types: Vec<Value> = types.iter().filter(|it| **it != "null").cloned().collect();
    let [only] = &types[..] else { return schema };
    let is_listed = schema.contains_key("enum") || schema.contains_key("const");
    if types.len() == schema["type"].as_array().map_or(0, Vec::len) || is_listed {
        return schema;
    }
    schema.insert("type".to_owned(), only.clone());
    let is_annotation = |keyword: &str| {
        let annotations = [
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
        ];
        annotations.contains(&keyword) || keyword.starts_with("x-")
    };
    let (mut annotations, rest): (Keywords, Keywords) =
        schema.into_iter().partition(|(keyword, _)| is_annotation(keyword));
    annotations.insert("anyOf".to_owned(), json!([rest, { "type": "null" }]));
    annotations
}
