//! Removal of the values that an action selects from the document.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::action::Action;
use super::origin;
use super::problem::Problems;
use crate::document::Document;
use crate::document::diagnostic::Code;
use crate::document::pointer::JsonPointer;

/// Removes the values at `targets` from the objects and arrays that contain them (Overlay 1.1.0,
/// Action Object).
pub(super) fn remove(
    document: &mut Document,
    targets: &[JsonPointer],
    action: &Action,
    problems: &mut Problems<'_>,
) {
    let mut by_parent: BTreeMap<JsonPointer, BTreeSet<String>> = BTreeMap::new();
    for target in targets {
        let (Some(parent), Some(token)) = (target.parent(), target.last()) else {
            let message = "the whole document can't be removed".to_owned();
            let help = "target a part of it";
            problems.push(Code::InvalidOverlay, &action.at.child("target"), message, help);
            return;
        };
        by_parent.entry(parent).or_default().insert(token);
    }
    // In reverse order, so that values in nested parents are removed while their pointers are
    // valid.
    let mut forgotten = HashSet::new();
    for (parent, tokens) in by_parent.into_iter().rev() {
        match document.value.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                for token in tokens {
                    members.shift_remove(&token);
                    forgotten.insert(parent.child(token));
                }
            }
            Some(Value::Array(_)) => {
                let indices = tokens.iter().filter_map(|token| token.parse().ok()).collect();
                remove_elements(document, &parent, &indices);
            }
            _ => {}
        }
    }
    origin::forget(document, &forgotten);
}

/// Removes elements of an array. Later elements and their origins are moved to their new indices.
fn remove_elements(document: &mut Document, array: &JsonPointer, removed: &BTreeSet<usize>) {
    let length =
        document.value.pointer(array.as_str()).and_then(Value::as_array).map_or(0, Vec::len);
    let kept: Vec<usize> = (0..length).filter(|index| !removed.contains(index)).collect();
    origin::renumber(document, array, &kept);
    if let Some(Value::Array(elements)) = document.value.pointer_mut(array.as_str()) {
        let mut index = 0;
        elements.retain(|_| {
            index += 1;
            !removed.contains(&(index - 1))
        });
    }
}
