//! Changes of the responses of operations: successes, other media types, pages and errors.

use super::{Changes, Pair, Place, Rule, compiled, from_to, pair, type_code};
use crate::output::emit::representation_text;
use crate::rust::items::{Operation, Representation, ResponseEnum, Success};

/// The error type of an operation without documented errors.
const INFALLIBLE: &str = "Infallible";

pub(super) fn compare(old: &Operation, new: &Operation, place: &Place<'_>, changes: &mut Changes) {
    match (&old.success, &new.success) {
        (Success::Several(old), Success::Several(new)) => {
            let rules = [Rule::AnswerAdded, Rule::AnswerRemoved, Rule::AnswerType];
            variants(old, new, rules, place, changes);
        }
        (old, new) => {
            let (before, after) = (success_text(old), success_text(new));
            if before != after {
                changes.add(place, Rule::SuccessType, from_to(&before, &after));
            }
        }
    }
    representations(old, new, place, changes);
    match (&old.pages, &new.pages) {
        (None, Some(_)) => changes.add(place, Rule::PagesAdded, ""),
        (Some(_), None) => changes.add(place, Rule::PagesRemoved, ""),
        _ => {}
    }
    match (old.failure.documented(), new.failure.documented()) {
        (None, Some(new)) => {
            changes.add(place, Rule::ErrorsFirst, from_to(INFALLIBLE, &new.name.to_string()));
        }
        (Some(old), None) => {
            changes.add(place, Rule::ErrorsNone, from_to(&old.name.to_string(), INFALLIBLE));
        }
        (Some(old), Some(new)) => {
            let rules = [Rule::ErrorAdded, Rule::ErrorRemoved, Rule::ErrorType];
            variants(old, new, rules, place, changes);
        }
        (None, None) => {}
    }
}

/// Compares the methods that request another media type.
fn representations(old: &Operation, new: &Operation, place: &Place<'_>, changes: &mut Changes) {
    for paired in pair(&old.representations, &new.representations, |it| it.method.clone()) {
        let (representation, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::RepresentationAdded, type_code(&it.value).into()),
            Pair::Removed(it) => (it, Rule::RepresentationRemoved, type_code(&it.value).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                match (representation(old), representation(new)) {
                    (before, after) if before == after => continue,
                    (before, after) => (new, Rule::RepresentationType, from_to(&before, &after)),
                }
            }
        };
        let part = format!(".{}()", representation.method);
        changes.add_part(place, &part, place.pointer.clone(), rule, detail);
    }
}

/// Formats a representation as the compiler sees it.
fn representation(of: &Representation) -> String {
    representation_text(of.reading, &of.value.without_aliases())
}

/// Compares the variants of an enum of responses or errors.
fn variants(
    old: &ResponseEnum,
    new: &ResponseEnum,
    [added, removed, retyped]: [Rule; 3],
    place: &Place<'_>,
    changes: &mut Changes,
) {
    for paired in pair(&old.variants, &new.variants, |it| it.name.clone()) {
        let (variant, rule, detail) = match paired {
            Pair::Added(it) => (it, added, type_code(&it.payload).into()),
            Pair::Removed(it) => (it, removed, type_code(&it.payload).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                match (compiled(&old.payload), compiled(&new.payload)) {
                    (before, after) if before == after => continue,
                    (before, after) => (new, retyped, from_to(&before, &after)),
                }
            }
        };
        let at = place.pointer.child("responses").child(&variant.status);
        changes.add_part(place, &format!(" {}::{}", new.name, variant.name), at, rule, detail);
    }
}

fn success_text(success: &Success) -> String {
    match success {
        Success::One(value) => compiled(value),
        Success::Several(several) => several.name.to_string(),
    }
}
