//! The locations in a value, with the constraints of its schema.

use serde_json::Value;

use crate::dialect::MEMBER;
use crate::schemas::{Choose, Conjunction, Keywords, at_reference};

/// The depth to which a value is compared with a schema to choose a member of a union.
const MAX_DEPTH: usize = 6;

/// The length of the longest tuple that has its own type.
const MAX_TUPLE_ITEMS: usize = 8;

/// A location in a value.
#[derive(Clone, Debug)]
pub(crate) struct Site<'d, 'v> {
    /// The JSON Pointer to the location (RFC 6901).
    pub(crate) pointer: String,
    pub(crate) value: &'v Value,
    pub(crate) schema: Conjunction<'d>,
    /// Whether validity at the location depends on a union, an `if`, a pattern of names, or the
    /// position in a long tuple.
    pub(crate) in_union: bool,
    /// Whether the value may select the member of a union.
    pub(crate) may_select: Select,
}

/// Whether a value may select the member of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Select {
    /// The value is inside a member of a union.
    Member,
    /// The value is not inside a union.
    Nothing,
}

impl Site<'_, '_> {
    fn has_long_tuple(&self) -> bool {
        let prefixes = self.schema.all("prefixItems").filter_map(Value::as_array);
        let rest = usize::from(self.schema.all("items").all(|it| *it != Value::Bool(false)));
        prefixes.map(Vec::len).max().is_some_and(|longest| longest + rest > MAX_TUPLE_ITEMS)
    }
}

/// Returns every location of `value`, starting with the root.
pub(crate) fn sites<'d, 'v>(
    document: &'d Value,
    schema: &'d Value,
    value: &'v Value,
) -> Vec<Site<'d, 'v>> {
    let mut sites = Vec::new();
    let around = EnclosingSchemas { in_union: false, may_select: Select::Nothing };
    visit(document, &[schema], value, String::new(), around, &mut sites);
    sites
}

/// The schemas that enclose a location.
#[derive(Clone, Copy)]
struct EnclosingSchemas {
    in_union: bool,
    may_select: Select,
}

fn visit<'d, 'v>(
    document: &'d Value,
    schemas: &[&'d Value],
    value: &'v Value,
    pointer: String,
    around: EnclosingSchemas,
    sites: &mut Vec<Site<'d, 'v>>,
) {
    if schemas.is_empty() || sites.len() > 2000 {
        return;
    }
    let mut choose = ByValue { document, value };
    let Some(schema) = Conjunction::of(document, schemas, &mut choose) else { return };
    let in_union = around.in_union || schema.alternatives;
    let is_member = in_union || schema.all(MEMBER).next().is_some();
    let may_select = if is_member { Select::Member } else { around.may_select };
    let site = Site { pointer: pointer.clone(), value, schema, in_union, may_select };
    sites.push(site.clone());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let mut schemas = site.schema.property(name);
                let mut in_union = in_union;
                if schemas.is_empty() {
                    schemas.extend(site.schema.all("additionalProperties"));
                    in_union |= site.schema.all("patternProperties").next().is_some();
                }
                let pointer = format!("{pointer}/{}", escaped(name));
                visit(
                    document,
                    &schemas,
                    member,
                    pointer,
                    EnclosingSchemas { in_union, may_select },
                    sites,
                );
            }
        }
        Value::Array(items) => {
            let in_union = in_union || site.has_long_tuple();
            for (index, item) in items.iter().enumerate() {
                let first = site.schema.all("prefixItems").filter_map(|it| it.get(index));
                let mut schemas: Vec<&Value> = first.collect();
                if schemas.is_empty() {
                    schemas.extend(site.schema.all("items"));
                }
                let pointer = format!("{pointer}/{index}");
                visit(
                    document,
                    &schemas,
                    item,
                    pointer,
                    EnclosingSchemas { in_union, may_select },
                    sites,
                );
            }
        }
        _ => {}
    }
}

/// Returns the constraints of a schema on a value, with the members of unions that the value
/// appears to match.
pub(crate) fn constraints<'d>(
    document: &'d Value,
    schema: &'d Value,
    value: &Value,
) -> Option<Conjunction<'d>> {
    constraints_of_all(document, &[schema], value)
}

/// Returns the constraints of several schemas together on a value.
pub(crate) fn constraints_of_all<'d>(
    document: &'d Value,
    schemas: &[&'d Value],
    value: &Value,
) -> Option<Conjunction<'d>> {
    Conjunction::of(document, schemas, &mut ByValue { document, value })
}

/// Escapes a name as a segment of a JSON Pointer.
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Chooses the member that a value appears to match.
struct ByValue<'d, 'v> {
    document: &'d Value,
    value: &'v Value,
}

impl<'d> Choose<'d> for ByValue<'d, '_> {
    fn member(&mut self, _: &'d Keywords, members: &'d [Value]) -> Option<&'d Value> {
        members.iter().find(|member| fits(self.document, member, self.value, MAX_DEPTH))
    }

    fn then(&mut self, condition: &'d Value) -> bool {
        fits(self.document, condition, self.value, MAX_DEPTH)
    }
}

/// Whether a value appears to match a schema: by types, listed values and required properties.
fn fits(document: &Value, schema: &Value, value: &Value, look: usize) -> bool {
    let Value::Object(keywords) = schema else { return *schema != Value::Bool(false) };
    if look == 0 {
        return true;
    }
    let within = |schema: &Value| fits(document, schema, value, look - 1);
    let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
    let referred = keywords.get("$ref").and_then(Value::as_str);
    referred.and_then(|it| at_reference(document, it)).is_none_or(within)
        && list("allOf").is_none_or(|all| all.iter().all(within))
        && list("anyOf").is_none_or(|any| any.iter().any(within))
        && list("oneOf").is_none_or(|any| any.iter().any(within))
        && keywords.get("type").is_none_or(|types| is_of(types, value))
        && keywords.get("const").is_none_or(|it| it == value)
        && list("enum").is_none_or(|values| values.contains(value))
        && contents_fit(document, keywords, value, look)
}

fn contents_fit(document: &Value, keywords: &Keywords, value: &Value, look: usize) -> bool {
    match value {
        Value::Object(members) => {
            let required = keywords.get("required").and_then(Value::as_array);
            let has = |name: &Value| name.as_str().is_some_and(|it| members.contains_key(it));
            let listed = keywords.get("properties");
            let strict = keywords.get("additionalProperties") == Some(&Value::Bool(false));
            required.is_none_or(|names| names.iter().all(has))
                && members.iter().all(|(name, member)| match listed.and_then(|all| all.get(name)) {
                    Some(schema) => fits(document, schema, member, look - 1),
                    None => !strict,
                })
        }
        Value::Array(items) => keywords
            .get("items")
            .is_none_or(|schema| items.iter().all(|item| fits(document, schema, item, look - 1))),
        _ => true,
    }
}

/// Whether a value has one of the JSON types in `type`.
fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
        Value::Number(number) => {
            let whole = || number.as_f64().is_some_and(|it| it.fract() == 0.0);
            name == "number" || name == "integer" && whole()
        }
    };
    match types {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}
