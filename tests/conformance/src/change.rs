//! Changes to valid values: creates variants of a value that a newer server may send, that are
//! invalid, or that are at the limits of a type.

mod adversary;
mod edge;
mod size;
mod violation;

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::random::Random;
use crate::schemas::is_null;
use crate::site::{Select, Site, sites};

/// A value with one change.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The description of the change.
    pub(crate) what: &'static str,
    /// The location that a decoder must report, as a JSON Pointer; `None` if any location is fine.
    pub(crate) pointer: Option<String>,
    /// Whether the type at that location is weaker than the schema by design: unions keep unknown
    /// values.
    pub(crate) weaker: bool,
    /// The changed value.
    pub(crate) value: Value,
}

/// Returns a random change that a newer server may make to `value`.
pub(crate) fn newer_server_change(
    document: &Value,
    schema: &Value,
    value: &Value,
    random: &mut Random,
) -> Option<Change> {
    one(value, edits(&sites(document, schema, value), newer_server_edits), random)
}

/// Returns a random change that usually makes `value` invalid; the caller validates it.
pub(crate) fn mistake(
    document: &Value,
    schema: &Value,
    value: &Value,
    random: &mut Random,
) -> Option<Change> {
    one(value, edits(&sites(document, schema, value), mistakes), random)
}

/// The edits that have been tried for each schema, so that a frequently used schema is tried once.
pub(crate) type Tried = HashSet<(&'static str, usize, Option<String>, String)>;

/// Returns changes that violate each constraint in turn, at most `most` that were not tried yet;
/// the caller validates them.
pub(crate) fn violations(
    document: &Value,
    schema: &Value,
    value: &Value,
    (tried, most): (&mut Tried, usize),
    random: &mut Random,
) -> Vec<Change> {
    untried(
        value,
        edits(&sites(document, schema, value), violation::violations),
        (tried, most),
        random,
    )
}

/// Returns changes that move values to the limits of types, at most `most` that were not tried yet;
/// the caller validates them.
pub(crate) fn edges(
    document: &Value,
    schema: &Value,
    value: &Value,
    (tried, most): (&mut Tried, usize),
    random: &mut Random,
) -> Vec<Change> {
    untried(value, edits(&sites(document, schema, value), edge::edges), (tried, most), random)
}

/// Returns changes that may make a value match another member of a union, or none, at most `most`
/// that were not tried yet.
pub(crate) fn adversary(
    document: &Value,
    schema: &Value,
    value: &Value,
    (tried, most): (&mut Tried, usize),
    random: &mut Random,
) -> Vec<Change> {
    let edits = edits(&sites(document, schema, value), adversary::changes);
    untried(value, edits, (tried, most), random)
}

/// Returns values with one long array for each schema that was not tried yet, at most `most`.
pub(crate) fn long(
    document: &Value,
    schema: &Value,
    value: &Value,
    (tried, most): (&mut Tried, usize),
) -> Vec<Value> {
    let sites = sites(document, schema, value);
    let arrays = sites.iter().filter(|it| it.value.as_array().is_some_and(|it| !it.is_empty()));
    let is_new = |site: &&Site<'_, '_>| tried.insert(("long", address(site), None, String::new()));
    arrays.filter(is_new).take(most).filter_map(|site| size::long(value, site)).collect()
}

/// Returns a value that is nested in values of the same schema, `depth` levels deep.
pub(crate) fn deep(document: &Value, schema: &Value, value: &Value, depth: usize) -> Option<Value> {
    size::deep(value, &sites(document, schema, value), depth)
}

/// Returns changes of constants and discriminator values, at most `most` that were not tried yet.
pub(crate) fn new_constants(
    document: &Value,
    schema: &Value,
    value: &Value,
    (tried, most): (&mut Tried, usize),
    random: &mut Random,
) -> Vec<Change> {
    untried(value, edits(&sites(document, schema, value), constants), (tried, most), random)
}

fn untried(
    value: &Value,
    mut edits: Vec<Edit>,
    (tried, most): (&mut Tried, usize),
    random: &mut Random,
) -> Vec<Change> {
    let mut changes = Vec::new();
    while changes.len() < most && !edits.is_empty() {
        let edit = edits.swap_remove(random.below(edits.len()));
        let becomes = edit.becomes.as_ref().map(Value::to_string).unwrap_or_default();
        if tried.insert((edit.what, edit.schema, edit.member.clone(), becomes)) {
            changes.extend(changed(value, &edit));
        }
    }
    changes
}

/// An edit at a location.
struct Edit {
    what: &'static str,
    /// The schema of the location, by its memory address.
    schema: usize,
    /// The location.
    at: String,
    /// The location to be reported.
    reported: Option<String>,
    weaker: bool,
    /// The property to change; `None` for the location itself.
    member: Option<String>,
    /// The new value; `None` to remove it.
    becomes: Option<Value>,
}

fn edits(sites: &[Site<'_, '_>], of: fn(&Site<'_, '_>, &mut Vec<Edit>)) -> Vec<Edit> {
    let mut edits = Vec::new();
    sites.iter().for_each(|site| of(site, &mut edits));
    edits
}

/// Applies one random edit; each kind is equally likely.
fn one(value: &Value, edits: Vec<Edit>, random: &mut Random) -> Option<Change> {
    let mut kinds: Vec<&str> = edits.iter().map(|edit| edit.what).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kind = *random.pick(&kinds)?;
    let of_kind: Vec<Edit> = edits.into_iter().filter(|edit| edit.what == kind).collect();
    changed(value, random.pick(&of_kind)?)
}

fn changed(value: &Value, edit: &Edit) -> Option<Change> {
    let mut changed = value.clone();
    let place = changed.pointer_mut(&edit.at)?;
    match (&edit.member, &edit.becomes) {
        (None, becomes) => *place = becomes.clone()?,
        (Some(name), Some(becomes)) => {
            place.as_object_mut()?.insert(name.clone(), becomes.clone());
        }
        (Some(name), None) => {
            place.as_object_mut()?.shift_remove(name);
        }
    }
    Some(Change {
        what: edit.what,
        pointer: edit.reported.clone(),
        weaker: edit.weaker,
        value: changed,
    })
}

/// The memory address of the first schema of a location.
fn address(site: &Site<'_, '_>) -> usize {
    site.schema.parts.first().map_or(0, |it| std::ptr::from_ref(*it).addr())
}

impl Site<'_, '_> {
    fn edit(&self, what: &'static str, member: Option<&str>, becomes: Option<Value>) -> Edit {
        Edit {
            what,
            schema: address(self),
            at: self.pointer.clone(),
            reported: Some(self.pointer.clone()),
            weaker: self.in_union,
            member: member.map(str::to_owned),
            becomes,
        }
    }

    /// Whether the object allows unlisted properties with any value.
    fn is_open(&self) -> bool {
        let closes = |keyword: &str| {
            self.schema.all(keyword).any(|it| match it {
                Value::Bool(open) => !open,
                Value::Object(keywords) => !keywords.is_empty(),
                _ => false,
            })
        };
        !["additionalProperties", "unevaluatedProperties", "propertyNames", "patternProperties"]
            .iter()
            .any(|keyword| closes(keyword))
            && self.schema.all("maxProperties").next().is_none()
    }
}

fn newer_server_edits(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    unknown_value(site, edits);
    let Value::Object(members) = site.value else { return };
    for discriminator in site.schema.all("discriminator") {
        let property = discriminator.get("propertyName").and_then(Value::as_str);
        let tagged = site.schema.alternatives;
        if let Some(name) = property.filter(|name| tagged && members.contains_key(*name)) {
            edits.push(site.edit("unknown tag", Some(name), Some(json!("zz_new_tag"))));
        }
    }
    if site.schema.property_names().is_empty() {
        return;
    }
    if site.is_open() {
        let value = json!({"new": [1, null, "x", 2.5]});
        edits.push(site.edit("unknown field", Some("zz_new_field"), Some(value)));
    }
    let required = site.schema.required();
    for name in site.schema.property_names() {
        if members.contains_key(name) && !required.contains(&name) {
            edits.push(site.edit("null", Some(name), Some(Value::Null)));
        }
    }
}

/// Replaces an enum value by an unlisted one. A `const` is a constant, and so is a one-value enum
/// that may select the member of a union.
fn unknown_value(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    let Some(listed) = site.schema.listed() else { return };
    let constant = site.schema.all("const").next().is_some();
    let other = listed.iter().filter(|it| !it.is_null()).count() > 1;
    if constant || !(other || site.may_select == Select::Nothing) {
        return;
    }
    if let Some(new) = unlisted(site.value) {
        edits.push(site.edit("unknown enum value", None, Some(new)));
    }
}

/// Returns a value of the same type that no schema lists.
fn unlisted(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(json!("zz_new_value")),
        Value::Number(number) if number.is_i64() => Some(json!(987_654)),
        _ => None,
    }
}

/// Replaces constants by new values, which a type may reject but must not lose.
fn constants(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    let listed = site.schema.listed().filter(|it| it.len() == 1);
    if let Some(new) = listed.and_then(|_| unlisted(site.value)) {
        edits.push(site.edit("new constant", None, Some(new)));
    }
}

fn mistakes(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    if let Some(types) = site.schema.types() {
        let wrong = match site.value {
            Value::String(_) => json!({"wrong": 1}),
            Value::Null => return,
            _ => json!("wrong"),
        };
        let mixed = site.schema.listed().is_some_and(|values| !is_one_type(&values))
            || site.schema.has_several_types();
        if !types.is_empty() && !types.contains(&"string") | site.value.is_string() {
            let edit = site.edit("wrong type", None, Some(wrong));
            edits.push(Edit { weaker: site.in_union || mixed, ..edit });
        }
    }
    let Value::Object(members) = site.value else { return };
    let listed = site.schema.property_names();
    for name in site.schema.required() {
        let any = site.schema.property(name).iter().all(|it| is_null(it));
        if members.contains_key(name) && listed.contains(&name) {
            let edit = site.edit("missing property", Some(name), None);
            edits.push(Edit { weaker: site.in_union || any, ..edit });
        }
    }
}

fn is_one_type(values: &[&Value]) -> bool {
    values.iter().all(|it| it.is_string()) || values.iter().all(|it| it.is_i64())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each edit and its location.
    fn made(document: &Value, of: fn(&Site<'_, '_>, &mut Vec<Edit>), value: &Value) -> Vec<String> {
        let schema = document.get("schema").expect("a schema");
        let edits = edits(&sites(document, schema, value), of);
        edits.iter().map(|it| format!("{} at {}", it.what, it.at)).collect()
    }

    #[test]
    fn a_value_is_new_where_the_type_keeps_new_ones() {
        let document = crate::dialect::convert(&json!({
            "schema": {"type": "object", "properties": {
                "one": {"enum": ["a"]}, "two": {"enum": ["a", "b"]}, "const": {"const": "a"},
                "member": {"oneOf": [{"properties": {"one": {"enum": ["a"]}}}]}
            }}
        }));
        let value = json!({"one": "a", "two": "a", "const": "a", "member": {"one": "a"}});
        let new = ["unknown enum value at /one", "unknown enum value at /two"];
        assert_eq!(made(&document, unknown_value, &value), new);
        let closed =
            ["new constant at /one", "new constant at /const", "new constant at /member/one"];
        assert_eq!(made(&document, constants, &value), closed);
    }

    #[test]
    fn an_adversary_changes_every_location_and_its_properties() {
        let document = json!({"schema": {"properties": {
            "kind": {"const": "a"}, "gone": {"type": "integer"}
        }}});
        let made = made(&document, adversary::changes, &json!({"kind": "a"}));
        for edit in [
            "null at /kind",
            "other type at /kind",
            "new value at /kind",
            "missing property at ",
            "other property at ",
        ] {
            assert!(made.iter().any(|it| it == edit), "{edit}: {made:?}");
        }
    }
}
