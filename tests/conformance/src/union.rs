//! A union according to the document, for the law of unions: the members that a value is valid
//! against, and the members that its discriminator names. It uses nothing but the document.

use std::collections::BTreeMap;

use codegen::internals::rust::members::UnionType;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value};

use crate::equal::is_same;
use crate::oracle::Oracle;
use crate::place::{self, Alternative};
use crate::schemas::at_reference;
use crate::site::{constraints, constraints_of_all};

/// The depth to which a member is searched for listed values that a value has.
const MAX_DEPTH: usize = 4;

/// A union and its members.
pub(crate) struct Union<'d> {
    document: &'d Value,
    /// The location in the document.
    pub(crate) place: String,
    /// The Schema Object.
    pub(crate) schema: &'d Value,
    /// The validator of the entire schema.
    pub(crate) validator: Validator,
    /// The members of the variants, in order.
    pub(crate) members: Vec<Member<'d>>,
    /// The Discriminator Object.
    discriminator: Option<&'d Map<String, Value>>,
}

/// A member of a union, with its variant.
pub(crate) struct Member<'d> {
    /// The name of the variant.
    pub(crate) variant: String,
    /// The location of the schema.
    pub(crate) place: String,
    /// The schema; `None` for a type in a list of types.
    pub(crate) schema: Option<&'d Value>,
    /// The validator of the member.
    pub(crate) validator: Validator,
    /// The names of the components that it refers to.
    names: Vec<String>,
}

impl<'d> Union<'d> {
    /// Creates the union of a type.
    ///
    /// # Errors
    /// The schema of the union or of a member is not in the document, or the validator does not
    /// support it.
    pub(crate) fn new(
        document: &'d Value,
        oracle: &Oracle<'_>,
        of: &UnionType,
    ) -> Result<Self, String> {
        let pointer = of.pointer.as_str();
        let missing = |pointer: &str| format!("`#{pointer}` is not in the document");
        let place = place::in_dialect(document, pointer).ok_or_else(|| missing(pointer))?;
        let schema = document.pointer(&place).ok_or_else(|| missing(pointer))?;
        let alternatives = place::alternatives(document, &place);
        let member = |variant: &codegen::internals::rust::members::UnionVariant| {
            let own = variant.pointer.as_str();
            let at = place::member(document, &alternatives, pointer, own);
            let at = at.ok_or_else(|| missing(own))?;
            let schema = document.pointer(&at).ok_or_else(|| missing(own))?;
            let validator = match schema.as_str() {
                Some(name) => oracle.of_type(&place, name),
                None => oracle.validator(&at),
            };
            Ok::<_, String>(Member {
                variant: variant.name.clone(),
                schema: Some(schema).filter(|it| !it.is_string()),
                validator: validator?,
                names: names(&alternatives, &at),
                place: at,
            })
        };
        let members = of.variants.iter().map(member).collect::<Result<_, String>>()?;
        let discriminator = place::discriminator(document, &place);
        let validator = oracle.validator(&place)?;
        Ok(Self { document, place, schema, validator, members, discriminator })
    }

    /// Whether a value is valid, ignoring that it may match several members.
    pub(crate) fn is_valid(&self, value: &Value) -> bool {
        is_valid_member(&self.validator, value)
    }

    /// Returns the members that a value is valid against, among those that its discriminator
    /// allows.
    pub(crate) fn fitting(&self, value: &Value) -> Vec<&Member<'d>> {
        let possible = self.possible(value);
        let fits = |(index, member): &(usize, &Member<'d>)| {
            possible.contains(index) && is_valid_member(&member.validator, value)
        };
        self.members.iter().enumerate().filter(fits).map(|(_, member)| member).collect()
    }

    /// Returns the members that the discriminator of a value allows: the named ones, or, if it
    /// names none, the ones that no discriminator value can name (OpenAPI 3.1, Discriminator
    /// Object). Only objects have a discriminator value.
    fn possible(&self, value: &Value) -> Vec<usize> {
        let all = (0..self.members.len()).collect();
        let Some(discriminator) = self.discriminator.filter(|_| value.is_object()) else {
            return all;
        };
        let named = self.named(value);
        if !named.is_empty() {
            return named;
        }
        match discriminator.contains_key("defaultMapping") {
            true => all,
            false => {
                all.into_iter().filter(|index| self.members[*index].names.is_empty()).collect()
            }
        }
    }

    /// Returns the members that the discriminator value of an object names.
    fn named(&self, value: &Value) -> Vec<usize> {
        let tag = || {
            let property = self.discriminator?.get("propertyName")?.as_str()?;
            Some((property, value.get(property)?))
        };
        let Some((property, tag)) = tag() else { return Vec::new() };
        let mapping = self.discriminator.map(mapping).unwrap_or_default();
        let is_named = |member: &Member<'d>| {
            let mapped = member.names.iter().filter_map(|it| mapping.get(it));
            let tags: Vec<&String> = mapped.flatten().collect();
            match self.listed(member, property, value) {
                _ if tags.iter().any(|it| is_tag(it, tag)) => true,
                Some(values) => values.contains(&tag),
                None if tags.is_empty() => member.names.iter().any(|it| is_tag(it, tag)),
                None => false,
            }
        };
        (0..self.members.len()).filter(|index| is_named(&self.members[*index])).collect()
    }

    fn listed(&self, member: &Member<'d>, property: &str, value: &Value) -> Option<Vec<&'d Value>> {
        let parts = constraints(self.document, member.schema?, value)?;
        let property = parts.property(property);
        constraints_of_all(self.document, &property, &Value::Null)?.listed()
    }

    /// Whether the member of a variant forbids the property at `at` of a value: its schema, or one
    /// inside it that applies to the value, is closed.
    pub(crate) fn forbids(&self, variant: &str, value: &Value, at: &str) -> bool {
        let Some(member) = self.members.iter().find(|it| it.variant == variant) else {
            return false;
        };
        let Some((parent, name)) = at.rsplit_once('/') else { return false };
        let name = name.replace("~1", "/").replace("~0", "~");
        member.validator.iter_errors(value).any(|it| is_closed(&it, parent, &name))
    }

    /// Whether a value identifies its member by a listed value inside it.
    pub(crate) fn is_tagged(&self, value: &Value) -> bool {
        let has_tag = |member: &Member<'d>| {
            member.schema.is_some_and(|it| {
                has_listed(self.document, &[it], value, MAX_DEPTH) || self.has_narrowed(it, value)
            })
        };
        !self.named(value).is_empty() || self.members.iter().any(has_tag)
    }

    /// Whether a property that a member declares has a value that a schema next to the union lists:
    /// together they act as a discriminator.
    fn has_narrowed(&self, member: &'d Value, value: &Value) -> bool {
        let mut own = Vec::new();
        add_parts(self.document, member, &mut own);
        let mut all = Vec::new();
        add_parts(self.document, self.schema, &mut all);
        let schema_of =
            |part: &&'d Map<String, Value>, name: &str| part.get("properties")?.get(name);
        value.as_object().into_iter().flatten().any(|(name, value)| {
            let declared: Vec<&Value> = all.iter().filter_map(|it| schema_of(it, name)).collect();
            own.iter().any(|it| schema_of(it, name).is_some())
                && lists(self.document, &declared, value)
        })
    }
}

/// Whether a value is valid, ignoring that it may match several members of a `oneOf`.
fn is_valid_member(validator: &Validator, value: &Value) -> bool {
    let several = |it: jsonschema::ValidationError<'_>| {
        matches!(it.kind(), ValidationErrorKind::OneOfMultipleValid { .. })
    };
    validator.iter_errors(value).all(several)
}

/// Whether an error, or a nested one, is about an unexpected property with this name of an object
/// at `parent`.
fn is_closed(error: &ValidationError<'_>, parent: &str, name: &str) -> bool {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            error.instance_path().as_str() == parent && unexpected.iter().any(|it| it == name)
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.iter().flatten().any(|it| is_closed(it, parent, name))
        }
        _ => false,
    }
}

/// Returns the components that an alternative, or the schema at a location, refers to.
fn names(alternatives: &[Alternative], place: &str) -> Vec<String> {
    let alternative = alternatives.iter().find(|it| it.place == place);
    let targets = alternative.map(|it| it.targets()).unwrap_or_default();
    targets.iter().map(String::as_str).chain([place]).filter_map(place::component_name).collect()
}

/// Returns the mapping's discriminator values for each component.
fn mapping(discriminator: &Map<String, Value>) -> BTreeMap<String, Vec<String>> {
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = discriminator.get("mapping").and_then(Value::as_object);
    for (tag, target) in entries.into_iter().flatten() {
        let target = target.as_str().or_else(|| target.get("$ref")?.as_str());
        let Some(target) = target else { continue };
        let name = target.rsplit('/').next().unwrap_or(target);
        tags.entry(name.to_owned()).or_default().push(tag.clone());
    }
    tags
}

/// Whether a value equals this discriminator value, which a mapping writes as text.
fn is_tag(tag: &str, value: &Value) -> bool {
    match value {
        Value::String(text) => text == tag,
        Value::Number(_) | Value::Bool(_) => {
            serde_json::from_str::<Value>(tag).is_ok_and(|it| is_same(&it, value))
        }
        _ => false,
    }
}

/// Whether a property of a value, or a nested one, has a value that a schema lists for it.
fn has_listed(document: &Value, schemas: &[&Value], value: &Value, look: usize) -> bool {
    if look == 0 {
        return false;
    }
    let mut parts = Vec::new();
    schemas.iter().for_each(|it| add_parts(document, it, &mut parts));
    let all = |keyword: &'static str| parts.iter().filter_map(move |it| it.get(keyword));
    let within = |schemas: &[&Value], value: &Value| {
        lists(document, schemas, value) || has_listed(document, schemas, value, look - 1)
    };
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let schemas: Vec<&Value> = all("properties").filter_map(|it| it.get(name)).collect();
            within(&schemas, value)
        }),
        Value::Array(items) => items.first().is_some_and(|value| {
            let first = all("prefixItems").filter_map(|it| it.get(0));
            within(&first.chain(all("items")).collect::<Vec<_>>(), value)
        }),
        _ => false,
    }
}

/// Whether one of the schemas lists a value.
fn lists(document: &Value, schemas: &[&Value], value: &Value) -> bool {
    let mut parts = Vec::new();
    schemas.iter().for_each(|it| add_parts(document, it, &mut parts));
    parts.iter().any(|part| {
        let constant = part.get("const").into_iter();
        let listed = part.get("enum").and_then(Value::as_array).into_iter().flatten();
        constant.chain(listed).any(|it| is_same(it, value))
    })
}

/// Collects a schema and all schemas that it refers to, combines or chooses from.
fn add_parts<'d>(document: &'d Value, schema: &'d Value, parts: &mut Vec<&'d Map<String, Value>>) {
    let Value::Object(keywords) = schema else { return };
    if parts.iter().any(|it| std::ptr::eq(*it, keywords)) {
        return;
    }
    parts.push(keywords);
    let referred = keywords.get("$ref").and_then(Value::as_str);
    if let Some(target) = referred.and_then(|it| at_reference(document, it)) {
        add_parts(document, target, parts);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for member in keywords.get(keyword).and_then(Value::as_array).into_iter().flatten() {
            add_parts(document, member, parts);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use codegen::internals::document::pointer::JsonPointer;
    use codegen::internals::rust::members::UnionVariant;
    use serde_json::json;

    use super::*;

    /// Creates a union type with these variants, each with the location of its member.
    pub(crate) fn union_type(pointer: &str, variants: &[(&str, &str)]) -> UnionType {
        let pointer_of = |it: &str| JsonPointer::parse(it).expect("a pointer");
        let variant = |(name, pointer): &(&str, &str)| UnionVariant {
            name: (*name).to_owned(),
            pointer: pointer_of(pointer),
        };
        UnionType {
            path: "types::X".to_owned(),
            pointer: pointer_of(pointer),
            direction: None,
            variants: variants.iter().map(variant).collect(),
        }
    }

    fn fitting(document: &Value, of: &UnionType, value: &Value) -> (Vec<String>, bool) {
        let document = crate::dialect::convert(document);
        let oracle = Oracle::new(&document).expect("an oracle");
        let union = Union::new(&document, &oracle, of).expect("a union");
        let fitting = union.fitting(value).iter().map(|it| it.variant.clone()).collect();
        (fitting, union.is_tagged(value))
    }

    #[test]
    fn a_tag_selects_the_members_that_a_value_is_compared_with() {
        let document = json!({"components": {"schemas": {
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
                "discriminator": {
                    "propertyName": "kind", "mapping": {"miaow": "#/components/schemas/Cat"}
                }
            },
            "Cat": {"type": "object", "properties": {"lives": {"type": "integer"}}},
            "Dog": {"type": "object"}
        }}});
        let of = union_type(
            "/components/schemas/Pet",
            &[("Cat", "/components/schemas/Cat"), ("Dog", "/components/schemas/Dog")],
        );
        let fitting = |value| fitting(&document, &of, &value);
        assert_eq!(fitting(json!({"kind": "miaow"})), (vec!["Cat".to_owned()], true));
        assert_eq!(fitting(json!({"kind": "Dog", "lives": "x"})), (vec!["Dog".to_owned()], true));
        assert_eq!(fitting(json!({"kind": "miaow", "lives": "x"})), (Vec::new(), true));
        assert_eq!(fitting(json!({"kind": "new"})), (Vec::new(), false));
        assert_eq!(fitting(json!({})), (Vec::new(), false));
    }

    /// The members of a member have a tag, too, but without the outer union's.
    #[test]
    fn the_discriminator_is_not_one_of_a_member() {
        let document = json!({"components": {"schemas": {
            "Item": {
                "oneOf": [{"$ref": "#/components/schemas/Message"}, {"$ref": "#/components/schemas/Call"}],
                "discriminator": {"propertyName": "type"}
            },
            "Message": {"type": "object", "properties": {"type": {"enum": ["message"]}}},
            "Call": {"oneOf": [{"type": "object"}], "discriminator": {"propertyName": "kind"}}
        }}});
        let of = union_type(
            "/components/schemas/Item",
            &[("Message", "/components/schemas/Message"), ("Call", "/components/schemas/Call")],
        );
        let fitting = |value| fitting(&document, &of, &value);
        assert_eq!(fitting(json!({"type": "message"})), (vec!["Message".to_owned()], true));
        assert_eq!(fitting(json!({"type": "Call"})), (vec!["Call".to_owned()], true));
        // The value is not tagged, so it belongs to no member.
        assert_eq!(fitting(json!({})), (Vec::new(), false));
    }

    #[test]
    fn a_listed_value_inside_of_a_member_is_a_tag() {
        let document = json!({"components": {"schemas": {"Grant": {"anyOf": [
            {"type": "object", "required": ["of"], "properties": {
                "of": {"type": "object", "properties": {"type": {"const": "file"}}}
            }},
            {"type": "string"}
        ]}}}});
        let place = "/components/schemas/Grant";
        let (first, second) = (format!("{place}/anyOf/0"), format!("{place}/anyOf/1"));
        let of = union_type(place, &[("File", &first), ("Text", &second)]);
        let tagged = |value| fitting(&document, &of, &value).1;
        assert!(tagged(json!({"of": {"type": "file"}})));
        assert!(!tagged(json!({"of": {"type": "new"}})) && !tagged(json!("file")));
    }

    #[test]
    fn a_value_listed_beside_the_union_is_a_tag_of_the_members_that_have_the_property() {
        let document = json!({"components": {"schemas": {
            "Answer": {"allOf": [
                {"oneOf": [
                    {"type": "object", "properties": {"ok": {"type": "boolean"}}},
                    {"type": "object", "properties": {"pages": {"type": "integer"}}}
                ]},
                {"properties": {"ok": {"enum": [false]}, "version": {"const": 1}}}
            ]}
        }}});
        let place = "/components/schemas/Answer";
        let (first, second) =
            (format!("{place}/allOf/0/oneOf/0"), format!("{place}/allOf/0/oneOf/1"));
        let of = union_type(place, &[("Ok", &first), ("Pages", &second)]);
        let tagged = |value| fitting(&document, &of, &value).1;
        assert!(tagged(json!({"ok": false, "pages": "x"})));
        assert!(!tagged(json!({"ok": true, "pages": "x"})));
        assert!(!tagged(json!({"version": 1, "pages": "x"})));
    }

    #[test]
    fn a_closed_object_behind_a_choice_forbids_what_it_does_not_have() {
        let document = json!({"components": {"schemas": {
            "Tool": {"oneOf": [{"$ref": "#/components/schemas/Search"}, {"type": "string"}]},
            "Search": {"type": "object", "properties": {
                "open": {"type": "object", "properties": {"id": {"type": "string"}}},
                "setup": {"anyOf": [{"$ref": "#/components/schemas/Setup"}, {"type": "null"}]}
            }},
            "Setup": {"type": "object", "additionalProperties": false, "properties": {"on": {}}}
        }}});
        let place = "/components/schemas/Tool";
        let (first, second) = (format!("{place}/oneOf/0"), format!("{place}/oneOf/1"));
        let of = union_type(place, &[("Search", &first), ("Text", &second)]);
        let document = crate::dialect::convert(&document);
        let oracle = Oracle::new(&document).expect("an oracle");
        let union = Union::new(&document, &oracle, &of).expect("a union");
        let value = json!({"setup": {"on": 1, "new": 2}, "open": {"new": 2}});
        assert!(union.forbids("Search", &value, "/setup/new"));
        assert!(!union.forbids("Search", &value, "/setup/on"));
        assert!(!union.forbids("Search", &value, "/open/new"));
        assert!(!union.forbids("Text", &value, "/setup/new"));
    }

    #[test]
    fn a_list_of_types_is_a_union() {
        let document =
            json!({"components": {"schemas": {"Id": {"type": ["string", "integer", "null"]}}}});
        let place = "/components/schemas/Id";
        let (first, second) = (format!("{place}/type/0"), format!("{place}/type/1"));
        let of = union_type(place, &[("String", &first), ("Integer", &second)]);
        assert_eq!(fitting(&document, &of, &json!(7)), (vec!["Integer".to_owned()], false));
    }
}
