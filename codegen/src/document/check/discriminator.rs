//! Discriminator checks: reports an error for each mapping entry that names no schema, and a
//! warning for each that names a schema which isn't a member of the union.

use std::collections::HashSet;

use serde_json::Value;

use super::refs::enclosing;
use super::report::Report;
use super::value::describe;
use super::walk::Walk;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::mapping::{self, Slot};
use crate::document::grammar::{Kind, component_place, references};
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::closest_match;

/// The number of wrong mapping entries that are explained in full: finding similar names is slow.
const MAX_EXPLAINED: usize = 20;

/// Checks the mappings of discriminators (OpenAPI 3.2, Discriminator Object). An entry is the name
/// of a schema or a URI reference; the object `{$ref: ..}`, which some documents have, is accepted
/// too.
pub(super) fn check(root: &Value, walk: &Walk<'_>, report: &mut Report<'_>) {
    let mut wrong = 0;
    let mut union = (JsonPointer::root(), None);
    for (place, target) in targets(walk) {
        if report.is_full() {
            return;
        }
        let Some(text) = references::of_name(target) else {
            report.push(wrong_type(&place, target));
            continue;
        };
        let pointer =
            JsonPointer::of_reference(text).unwrap_or_else(|| component_place("schemas", text));
        if root.pointer(pointer.as_str()).is_some() {
            let around = schema_around(&place);
            if union.0 != around {
                union = (around.clone(), members(root, &around));
            }
            if union.1.as_ref().is_some_and(|members| !members.contains(&pointer)) {
                report.push(unknown_component(&place, text));
            }
            continue;
        }
        if let Some(intended) = enclosing(root, &place, &pointer) {
            report.push(misplaced(&place, text, &intended));
            continue;
        }
        let near = if wrong < MAX_EXPLAINED { similar(root, &pointer) } else { None };
        wrong += 1;
        let message = format!("the mapping names `{text}`, which is not a schema of the document");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name or the `$ref` of one of the members of the union".to_owned(),
        };
        report.push(Diagnostic::error(Code::DiscriminatorMapping, &place, message).help(help));
    }
}

/// Returns the entries of all mappings, with their locations.
fn targets<'a>(walk: &Walk<'a>) -> Vec<(JsonPointer, &'a Value)> {
    let mut targets = Vec::new();
    for object in walk.objects.iter().filter(|object| object.kind == Kind::Discriminator) {
        let place = walk.places.pointer(object.place);
        // The walk has checked that `defaultMapping` is a string.
        let names = mapping::names(object.members);
        let names = names.filter(|(slot, name)| *slot != Slot::Default || name.is_string());
        targets.extend(names.map(|(slot, name)| (slot.below(&place), name)));
    }
    targets
}

/// Returns the location of the schema whose discriminator has the entry or `defaultMapping` at
/// `place`.
fn schema_around(place: &JsonPointer) -> JsonPointer {
    let mut around = place.parent();
    while let Some(at) = &around
        && at.last().as_deref() != Some("discriminator")
    {
        around = at.parent();
    }
    around.and_then(|at| at.parent()).unwrap_or_default()
}

/// Returns the members of the union at `at`, including the members of nested unions, or `None` if
/// it isn't a union: a discriminator may also be in a parent schema that its children include with
/// `allOf`.
fn members(root: &Value, at: &JsonPointer) -> Option<HashSet<JsonPointer>> {
    let mut pending = union_members(root.pointer(at.as_str())?);
    if pending.is_empty() {
        return None;
    }
    let mut members = HashSet::new();
    while let Some(member) = pending.pop() {
        let target = member.as_object().and_then(references::target);
        match target.and_then(JsonPointer::of_reference) {
            Some(target) if !members.contains(&target) => {
                pending.extend(root.pointer(target.as_str()));
                members.insert(target);
            }
            Some(_) => {}
            None => pending.extend(union_members(member)),
        }
    }
    Some(members)
}

fn union_members(schema: &Value) -> Vec<&Value> {
    let lists = ["oneOf", "anyOf"].map(|key| schema.get(key).and_then(Value::as_array));
    lists.into_iter().flatten().flatten().collect()
}

fn unknown_component(at: &JsonPointer, text: &str) -> Diagnostic {
    let message = format!("the mapping names `{text}`, which is not a member of the union");
    Diagnostic::warning(Code::DiscriminatorMapping, at, message)
        .help("add it to the members, or remove the entry; until then, its tag is unknown")
}

/// Returns the error for a mapping entry that only resolves relative to the enclosing schema.
fn misplaced(at: &JsonPointer, text: &str, intended: &JsonPointer) -> Diagnostic {
    Diagnostic::error(Code::DanglingRef, at, format!("`{text}` does not exist")).help(format!(
        "`{intended}` is probably meant; accept this target with `--accept dangling-ref`, or copy \
         the schema with the overlay in the help for the members of the union"
    ))
}

/// Returns the component schema with the most similar name.
fn similar(root: &Value, pointer: &JsonPointer) -> Option<JsonPointer> {
    let names = root.pointer("/components/schemas")?.as_object()?.keys();
    closest_match(&pointer.last()?, names.map(String::as_str))
        .map(|near| component_place("schemas", near))
}

fn wrong_type(at: &JsonPointer, target: &Value) -> Diagnostic {
    let message = format!("expected the name of a schema, found {}", describe(target));
    Diagnostic::error(Code::DiscriminatorMapping, at, message)
        .help("write it as in `cat: \"#/components/schemas/Cat\"`")
}
