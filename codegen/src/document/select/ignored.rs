//! Exclusion by extensions of other generators: detects the excluded operations, and removes the
//! excluded component schemas that nothing else references.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::grammar;
use crate::document::grammar::references::{self, Reference};
use crate::document::pointer::JsonPointer;
use crate::document::vendor;

/// Whether an extension excludes an operation or a path item.
pub(super) fn is_ignored(members: &Map<String, Value>) -> bool {
    vendor::is_ignored(|key| members.get(key)).unwrap_or_default()
}

/// Removes the component schemas that an extension excludes.
///
/// Reports a warning for each schema that is kept because something else references it, and for
/// each extension with an invalid value.
pub(super) fn schemas(root: &mut Value, diagnostics: &mut Diagnostics) {
    report(root, diagnostics);
    let section = JsonPointer::root().child("components").child("schemas");
    let Some(Value::Object(schemas)) = root.pointer(section.as_str()) else { return };
    let ignored: BTreeSet<&str> = schemas
        .iter()
        .filter(|(_, it)| it.as_object().is_some_and(is_ignored))
        .map(|(name, _)| name.as_str())
        .collect();
    if ignored.is_empty() {
        return;
    }
    let mut kept: BTreeSet<String> = BTreeSet::new();
    loop {
        let gone: BTreeSet<&str> =
            ignored.iter().copied().filter(|name| !kept.contains(*name)).collect();
        let found = referred(root, &section, &gone);
        if found.is_empty() {
            break;
        }
        kept.extend(found);
    }
    let gone: Vec<String> =
        ignored.iter().filter(|it| !kept.contains(**it)).map(|it| (*it).to_owned()).collect();
    for name in kept {
        let message = "an extension excludes this schema, but others refer to it: it is kept";
        let help = "remove the extension, or the references to the schema, with an overlay";
        let at = section.child(&name);
        diagnostics.push(Diagnostic::warning(Code::Unsupported, &at, message).help(help));
    }
    if let Some(Value::Object(schemas)) = root.pointer_mut(section.as_str()) {
        schemas.retain(|name, _| !gone.contains(name));
    }
}

/// Returns the schemas in `gone` that are referenced from outside of them.
fn referred(root: &Value, section: &JsonPointer, gone: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending = vec![(JsonPointer::root(), root)];
    while let Some((at, value)) = pending.pop() {
        let mut visit = |reference: Reference<'_>| {
            let (Reference::Ref(text) | Reference::DynamicRef(text) | Reference::Mapping(text)) =
                reference;
            let target = JsonPointer::of_reference(text);
            let around = target.filter(|it| it.starts_with(section));
            let name = around.and_then(|it| it.tokens().nth(2)).unwrap_or_else(|| text.to_owned());
            if gone.contains(name.as_str()) {
                found.insert(name);
            }
            false
        };
        match value {
            // The objects that contain the schemas are searched member by member.
            Value::Object(members) if section.starts_with(&at) => {
                let below = members.iter().map(|(key, value)| (at.child(key), value));
                let is_gone = |key: &JsonPointer| {
                    at == *section && key.last().is_some_and(|it| gone.contains(&*it))
                };
                pending.extend(below.filter(|(key, _)| !is_gone(key)));
            }
            value => {
                references::any(value, &mut visit);
            }
        }
    }
    found
}

/// Reports a warning for values that are neither `true` nor `false`.
fn report(root: &Value, diagnostics: &mut Diagnostics) {
    let mut look = |at: &JsonPointer, value: &Value| {
        if let Err(reason) = vendor::is_ignored(|key| value.get(key)) {
            let message = format!("{reason}; it is ignored");
            let help = "correct the extension with an overlay, or remove it";
            diagnostics.push(Diagnostic::warning(Code::Unsupported, at, message).help(help));
        }
    };
    let object = |pointer: &JsonPointer| root.pointer(pointer.as_str()).and_then(Value::as_object);
    for section in ["/paths", "/webhooks", "/components/pathItems"] {
        let Some(section) = JsonPointer::parse(section) else { continue };
        for (name, item) in object(&section).into_iter().flatten() {
            let at = section.child(name);
            look(&at, item);
            let operations = item.as_object().into_iter().flat_map(grammar::operations);
            for (method, operation) in operations {
                look(&method.below(&at), operation);
            }
        }
    }
    let schemas = JsonPointer::root().child("components").child("schemas");
    for (name, schema) in object(&schemas).into_iter().flatten() {
        look(&schemas.child(name), schema);
    }
}
