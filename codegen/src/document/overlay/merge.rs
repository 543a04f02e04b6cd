//! Merging: merges the update of an action into a value of the document, and returns the new parts.

use serde_json::Value;

use crate::document::pointer::JsonPointer;

/// A value of the document that now has another origin.
pub(super) struct MergedValue {
    /// Its JSON Pointer in the document.
    pub(super) at: JsonPointer,
    /// Its JSON Pointer in its origin.
    pub(super) from: JsonPointer,
}

/// Two values that can't be merged.
pub(super) struct Conflict {
    pub(super) at: JsonPointer,
    /// The location of the new value in its origin.
    pub(super) from: JsonPointer,
    pub(super) found: &'static str,
    pub(super) brought: &'static str,
}

/// Merges `update`, which is at `from`, into `target`, which is at `at` (Overlay 1.1.0, Action
/// Object): objects recursively, arrays by concatenation, other values by replacement. A value that
/// isn't an array is appended to a target array as one element. An array is appended element by
/// element even in version 1.0, where users interpret the word "entry" that way.
pub(super) fn merge(
    target: &mut Value,
    update: &Value,
    at: &JsonPointer,
    from: &JsonPointer,
    brought: &mut Vec<MergedValue>,
) -> Result<(), Conflict> {
    match (target, update) {
        (Value::Array(elements), update) if !update.is_array() => {
            brought.push(MergedValue { at: at.child(elements.len()), from: from.clone() });
            elements.push(update.clone());
            Ok(())
        }
        (target, update) => merge_same(target, update, at, from, brought),
    }
}

/// Merges values that must have the same JSON type.
fn merge_same(
    target: &mut Value,
    update: &Value,
    at: &JsonPointer,
    from: &JsonPointer,
    brought: &mut Vec<MergedValue>,
) -> Result<(), Conflict> {
    match (target, update) {
        (Value::Object(members), Value::Object(update)) => {
            for (key, value) in update {
                let (at, from) = (at.child(key), from.child(key));
                match members.get_mut(key) {
                    Some(member) => merge_same(member, value, &at, &from, brought)?,
                    None => {
                        members.insert(key.clone(), value.clone());
                        brought.push(MergedValue { at, from });
                    }
                }
            }
            Ok(())
        }
        (Value::Array(elements), Value::Array(update)) => {
            for (index, value) in update.iter().enumerate() {
                let (at, from) = (at.child(elements.len()), from.child(index));
                elements.push(value.clone());
                brought.push(MergedValue { at, from });
            }
            Ok(())
        }
        (target, update) if is_primitive(target) && is_primitive(update) => {
            target.clone_from(update);
            brought.push(MergedValue { at: at.clone(), from: from.clone() });
            Ok(())
        }
        (target, update) => {
            let (at, from) = (at.clone(), from.clone());
            Err(Conflict { at, from, found: name(target), brought: name(update) })
        }
    }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "an array",
        _ => "a scalar",
    }
}
