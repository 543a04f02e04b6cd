//! OpenAPI Overlays: applies the actions of an overlay file to a `Document`. Values that an overlay
//! adds are located in the overlay's own source text.

mod action;
mod merge;
mod origin;
mod problem;
mod remove;

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use self::action::{Action, Actions, Change, Edition};
use self::merge::{Conflict, MergedValue, merge};
use self::problem::Problems;
use crate::document::diagnostic::{Code, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::{Document, Origin};

/// Applies the actions of `overlay`, a document that `load::load_unbundled` returned, in order
/// (Overlay 1.1.0, Overlay Object).
///
/// A file that isn't an Overlay of version 1.0 or 1.1 is an `invalid-overlay` error. An action
/// whose target matches nothing is an `overlay-unmatched` error: the specification accepts it, but
/// a change that no longer applies must not go unnoticed.
pub(crate) fn apply(
    document: Document,
    overlay: &Document,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut document = document;
    let mut problems = Problems::new(overlay, diagnostics);
    let actions = action::read(&overlay.value, &mut problems);
    if let Some(source) = overlay.sources.first() {
        document.sources.push(source.clone());
    }
    for action in &actions.list {
        apply_action(&mut document, action, &actions, &mut problems);
    }
    document
}

/// The value that an action merges into its targets, and its origin.
struct IncomingValue<'a> {
    value: &'a Value,
    /// The index into [`Document::sources`].
    source: usize,
    pointer: JsonPointer,
}

fn apply_action(
    document: &mut Document,
    action: &Action,
    actions: &Actions,
    problems: &mut Problems<'_>,
) {
    let targets = locate(&action.target, &document.value);
    if targets.is_empty() {
        let message = format!("`{}` matches nothing in the document", action.target_text);
        problems.push(
            Code::OverlayUnmatched,
            &action.at.child("target"),
            message,
            "correct the target, or remove the action if the document no longer needs it",
        );
        return;
    }
    match &action.change {
        Change::Remove => remove::remove(document, &targets, action, problems),
        Change::Update(update) => {
            let source = document.sources.len() - 1;
            let coming =
                IncomingValue { value: update, source, pointer: action.at.child("update") };
            change(document, &coming, &targets, action, actions.edition, problems);
        }
        Change::Copy(from) => copy(document, from, &targets, action, actions.edition, problems),
    }
}

/// Merges a copy of another part of the document into the targets (Overlay 1.1.0, Action Object).
fn copy(
    document: &mut Document,
    from: &JsonPath,
    targets: &[JsonPointer],
    action: &Action,
    edition: Edition,
    problems: &mut Problems<'_>,
) {
    let found = locate(from, &document.value);
    let at = action.at.child("copy");
    let [from] = found.as_slice() else {
        let (code, message) = match found.len() {
            0 => (Code::OverlayUnmatched, "`copy` matches nothing in the document".to_owned()),
            count => (Code::InvalidOverlay, format!("`copy` matches {count} values")),
        };
        problems.push(code, &at, message, "select exactly one value to copy");
        return;
    };
    let Some(copied) = document.value.pointer(from.as_str()).cloned() else { return };
    let (source, pointer) = document.place(from);
    let coming = IncomingValue { value: &copied, source, pointer };
    change(document, &coming, targets, action, edition, problems);
}

/// Merges `coming` into the values at `targets`.
fn change(
    document: &mut Document,
    coming: &IncomingValue<'_>,
    targets: &[JsonPointer],
    action: &Action,
    edition: Edition,
    problems: &mut Problems<'_>,
) {
    let mut brought = Vec::new();
    for at in targets {
        let Some(target) = document.value.pointer_mut(at.as_str()) else { continue };
        if edition == Edition::V1_0 && !target.is_object() && !target.is_array() {
            let message = format!("`{}` is neither an object nor an array", action.target_text);
            let help = "set `overlay: 1.1.0`, or target the enclosing object";
            problems.push(Code::InvalidOverlay, &action.at.child("target"), message, help);
            break;
        }
        if let Err(conflict) = merge(target, coming.value, at, &coming.pointer, &mut brought) {
            let Conflict { at, from, found, brought } = conflict;
            let message = format!("{brought} can't be merged into {found} at `{at}`");
            let help = "to replace it, remove it in an action before this one";
            let place = match action.change {
                Change::Copy(_) => action.at.child("copy"),
                Change::Update(_) | Change::Remove => from,
            };
            problems.push(Code::InvalidOverlay, &place, message, help);
            break;
        }
    }
    let origins = brought.into_iter().map(|MergedValue { at, from }| Origin {
        at,
        source: coming.source,
        pointer: from,
    });
    origin::set(document, origins.collect());
}

/// Returns the JSON Pointers to the values that a JSONPath query selects, without duplicates.
fn locate(path: &JsonPath, value: &Value) -> Vec<JsonPointer> {
    let mut seen = std::collections::HashSet::new();
    let nodes = path.query_located(value);
    let pointers = nodes.iter().map(|node| {
        node.location().iter().fold(JsonPointer::root(), |at, element| match element {
            PathElement::Name(name) => at.child(name),
            PathElement::Index(index) => at.child(index),
        })
    });
    pointers.filter(|pointer| seen.insert(pointer.clone())).collect()
}

#[cfg(test)]
mod tests;
