//! Maintenance of [`Document::origins`] while actions add, move and remove values.

use std::collections::{HashMap, HashSet};

use crate::document::pointer::JsonPointer;
use crate::document::{Document, Origin};

/// Records the origins of new values, whose locations had no values below them before.
pub(super) fn set(document: &mut Document, origins: Vec<Origin>) {
    let new: HashSet<&JsonPointer> = origins.iter().map(|origin| &origin.at).collect();
    document.origins.retain(|old| !new.contains(&old.at));
    document.origins.extend(origins);
}

/// Removes the origins of values at the locations `removed` and below.
pub(super) fn forget(document: &mut Document, removed: &HashSet<JsonPointer>) {
    document.origins.retain(|origin| {
        let mut around = std::iter::successors(Some(origin.at.clone()), JsonPointer::parent);
        !around.any(|at| removed.contains(&at))
    });
}

/// Updates the origins after all elements of `array` except those at the indices `kept` were
/// removed.
pub(super) fn renumber(document: &mut Document, array: &JsonPointer, kept: &[usize]) {
    let moved: Vec<(usize, usize)> =
        kept.iter().copied().enumerate().map(|(new, old)| (old, new)).collect();
    let starts: Vec<Origin> = moved
        .iter()
        .filter(|(old, new)| old != new)
        .map(|(old, new)| {
            let (source, pointer) = document.place(&array.child(old));
            Origin { at: array.child(new), source, pointer }
        })
        .collect();
    let new_position: HashMap<String, usize> =
        moved.into_iter().map(|(old, new)| (old.to_string(), new)).collect();
    let depth = array.tokens().count();
    let below_elements = std::mem::take(&mut document.origins).into_iter().filter_map(|origin| {
        if !origin.at.starts_with(array) || origin.at == *array {
            return Some(origin);
        }
        let mut tokens = origin.at.tokens().skip(depth);
        let new = *new_position.get(&tokens.next()?)?;
        let at = tokens.fold(array.child(new), |at, token| at.child(token));
        Some(Origin { at, ..origin })
    });
    let mut origins: Vec<Origin> = below_elements.collect();
    let known: HashSet<&JsonPointer> = origins.iter().map(|origin| &origin.at).collect();
    let starts: Vec<Origin> =
        starts.into_iter().filter(|start| !known.contains(&start.at)).collect();
    origins.extend(starts);
    document.origins = origins;
}
