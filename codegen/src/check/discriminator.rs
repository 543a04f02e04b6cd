//! Discriminators: takes those that the walk met, leaves an error for each mapping that names no
//! schema.

use serde_json::Value;

use super::refs::local_pointer;
use super::report::Report;
use super::shape::Kind;
use super::value::found;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::JsonPointer;
use crate::suggestion::closest;

/// How many wrong mappings are explained in full: looking for similar names takes time.
const EXPLAINED: usize = 20;

/// Checks the mappings (OpenAPI 3.2, section 4.25.2). A value is the name of a schema or a URI
/// reference; the object `{$ref: ..}` that some documents have is understood too.
pub(super) fn check(root: &Value, walk: &Walk<'_>, report: &mut Report<'_>) {
    let mut wrong = 0;
    for (place, target) in targets(walk) {
        if report.is_full() {
            return;
        }
        let Some(text) = name_or_reference(target) else {
            report.push(mistyped(&place, target));
            continue;
        };
        let pointer = local_pointer(text).unwrap_or_else(|| schemas().child(text));
        if root.pointer(pointer.as_str()).is_some() {
            continue;
        }
        let near = if wrong < EXPLAINED { similar(root, &pointer) } else { None };
        wrong += 1;
        let message = format!("the mapping names `{text}`, which is no schema of the document");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name or the `$ref` of one of the members of the union".to_owned(),
        };
        report.push(Diagnostic::error(Code::DiscriminatorMapping, &place, message).help(help));
    }
}

/// The values of all mappings, with their places.
fn targets<'a>(walk: &Walk<'a>) -> Vec<(JsonPointer, &'a Value)> {
    let mut targets = Vec::new();
    for met in walk.objects.iter().filter(|met| met.kind == Kind::Discriminator) {
        let place = walk.places.pointer(met.place);
        let mapping = met.members.get("mapping").and_then(Value::as_object);
        let mapping_place = place.child("mapping");
        let entries = mapping.into_iter().flatten();
        targets.extend(entries.map(|(value, target)| (mapping_place.child(value), target)));
        let default = met.members.get("defaultMapping").filter(|target| target.is_string());
        targets.extend(default.map(|target| (place.child("defaultMapping"), target)));
    }
    targets
}

fn name_or_reference(target: &Value) -> Option<&str> {
    match target {
        Value::String(text) => Some(text),
        Value::Object(members) => members.get("$ref")?.as_str(),
        _ => None,
    }
}

fn schemas() -> JsonPointer {
    JsonPointer::root().child("components").child("schemas")
}

/// The component schema whose name is similar.
fn similar(root: &Value, pointer: &JsonPointer) -> Option<JsonPointer> {
    let names = root.pointer(schemas().as_str())?.as_object()?.keys();
    closest(&pointer.last()?, names.map(String::as_str)).map(|near| schemas().child(near))
}

fn mistyped(at: &JsonPointer, target: &Value) -> Diagnostic {
    let message = format!("expected the name of a schema, found {}", found(target));
    Diagnostic::error(Code::DiscriminatorMapping, at, message)
        .help("write it as in `cat: \"#/components/schemas/Cat\"`")
}
