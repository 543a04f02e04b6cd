//! Selection of operations: reduces a document to the operations and webhooks that the user's
//! patterns select, and the components that they reference. Later stages never see the removed
//! parts, which may thus be invalid.

mod ignored;
mod operations;
mod prune;
mod reach;
mod unmatched;

use serde_json::Value;

use self::operations::Removed;
use crate::config::Selection;
use crate::document::Document;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::grammar::references;
use crate::document::pointer::JsonPointer;

/// The root extension for the targets of references into operations that were removed.
const EXCLUDED: &str = "x-excluded";

/// Keeps the selected operations and everything they reference: components of all kinds, security
/// schemes, tags. Without patterns, everything is kept except the parts that an extension excludes
/// (`x-speakeasy-ignore`, `x-fern-ignore`).
///
/// Reports `configuration` errors: for patterns that match nothing, and for a selection that leaves
/// nothing.
pub(crate) fn select(
    mut document: Document,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Document {
    let offered = operations::operation_texts(&document.value);
    if selection.is_everything() {
        if offered.iter().any(|operation| operation.ignored) {
            let removed = operations::keep(&mut document, selection);
            let sections = ["paths", "webhooks", "components"];
            let reached = reach::reach(&document.value, &sections, &removed);
            keep_targets(&mut document, &removed, &reached.in_removed);
        }
        ignored::schemas(&mut document.value, diagnostics);
        return document;
    }
    if unmatched::report(selection, &offered, diagnostics) > 0 {
        return document;
    }
    if !offered.iter().any(|operation| operation.is_selected(selection)) {
        let message = "the selection leaves no operation and no webhook";
        diagnostics.push(
            Diagnostic::error(Code::Configuration, &JsonPointer::root(), message)
                .help("include more, or exclude less"),
        );
        return document;
    }
    let removed = operations::keep(&mut document, selection);
    let reached = reach::reach(&document.value, &["paths", "webhooks"], &removed);
    prune::prune(&mut document.value, &reached);
    keep_targets(&mut document, &removed, &reached.in_removed);
    ignored::schemas(&mut document.value, diagnostics);
    document
}

/// Moves the values at `places`, which were removed, to an extension at the root, and updates the
/// references to them.
fn keep_targets(document: &mut Document, removed: &Removed, places: &[JsonPointer]) {
    if places.is_empty() {
        return;
    }
    let mut kept = serde_json::Map::new();
    for place in places {
        let Some(value) = removed.value(place) else { continue };
        kept.insert(place.as_str().to_owned(), value.clone());
        let (source, pointer) = document.place(place);
        let at = JsonPointer::root().child(EXCLUDED).child(place.as_str());
        document.origins.push(crate::document::Origin { at, source, pointer });
    }
    if let Value::Object(root) = &mut document.value {
        root.insert(EXCLUDED.to_owned(), Value::Object(kept));
    }
    references::each_mut(&mut document.value, &mut |text| {
        if let Some(place) = JsonPointer::of_reference(text)
            && places.contains(&place)
        {
            *text = JsonPointer::root().child(EXCLUDED).child(place.as_str()).to_string();
        }
    });
}

#[cfg(test)]
mod tests;
