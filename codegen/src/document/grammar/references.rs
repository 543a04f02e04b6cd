//! The references in a document: every `$ref` and `$dynamicRef`, and every schema name in the
//! mapping of a discriminator, regardless of the enclosing objects.

use serde_json::{Map, Value};

use super::mapping;

/// The maximum length of a chain of aliases. Real documents have two or three.
pub(crate) const MAX_CHAIN_LEN: usize = 100;

/// A reference to another location of the document, or to another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference<'a> {
    /// The value of a `$ref`.
    Ref(&'a str),
    /// The value of a `$dynamicRef`.
    DynamicRef(&'a str),
    /// A schema name in the mapping of a discriminator, which may be a reference.
    Mapping(&'a str),
}

/// Returns the value of an object's `$ref`.
pub(crate) fn target(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}

/// Returns a schema name in a discriminator as a string. Some documents have an object with a
/// `$ref` instead; then the value of the `$ref` is returned.
pub(crate) fn of_name(name: &Value) -> Option<&str> {
    match name {
        Value::String(text) => Some(text),
        Value::Object(members) => target(members),
        _ => None,
    }
}

/// Returns the references of an object itself, without those below it.
pub(crate) fn of_object(members: &Map<String, Value>) -> impl Iterator<Item = Reference<'_>> {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let discriminator = members.get("discriminator").and_then(Value::as_object);
    let names = discriminator.into_iter().flat_map(mapping::names);
    let names = names.filter_map(|(_, name)| name.as_str()).map(Reference::Mapping);
    let dynamic = text("$dynamicRef").map(Reference::DynamicRef);
    text("$ref").map(Reference::Ref).into_iter().chain(dynamic).chain(names)
}

/// Whether a reference in `value` or below it satisfies `test`.
pub(crate) fn any(value: &Value, test: &mut dyn FnMut(Reference<'_>) -> bool) -> bool {
    match value {
        Value::Array(elements) => elements.iter().any(|element| any(element, test)),
        Value::Object(members) => {
            of_object(members).any(&mut *test) || members.values().any(|member| any(member, test))
        }
        _ => false,
    }
}

/// Visits every reference in `value` and below it.
pub(crate) fn each_mut(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|it| each_mut(it, visit)),
        Value::Object(members) => {
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("$ref" | "$dynamicRef", Value::String(text)) => visit(text),
                    ("discriminator", Value::Object(discriminator)) => {
                        mapping::each_name_mut(discriminator, &mut |_, name| match name {
                            Value::String(text) => visit(text),
                            other => each_mut(other, visit),
                        });
                    }
                    (_, member) => each_mut(member, visit),
                }
            }
        }
        _ => {}
    }
}
