//! Changes of operations.

use super::{Changes, Fate, Place, Rule, from_to, pair, reordered};
use crate::emit::type_text;
use crate::rust::{Crate, ErrorEnum, Operation, OperationModule, Parameter, Success, TypeRef};

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    let (before, after) = (listed(old), listed(new));
    for fate in pair(&before, &after, |(module, it)| (&module.name, &it.function)) {
        let ((module, operation), rule) = match fate {
            Fate::Added(it) => (it, Rule::OperationAdded),
            Fate::Removed(it) => (it, Rule::OperationRemoved),
            Fate::Kept((_, before), (module, after)) => {
                operation(before, after, &place(module, after), changes);
                continue;
            }
        };
        changes.add(&place(module, operation), rule, route(operation));
    }
}

fn listed(of: &Crate) -> Vec<(&OperationModule, &Operation)> {
    let modules = of.operations.iter();
    modules.flat_map(|module| module.operations.iter().map(move |it| (module, it))).collect()
}

fn place<'a>(module: &'a OperationModule, operation: &'a Operation) -> Place<'a> {
    Place {
        group: module.name.as_str(),
        item: format!("{}::{}", module.name, operation.function),
        pointer: &operation.pointer,
    }
}

fn route(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.path)
}

fn operation(old: &Operation, new: &Operation, place: &Place<'_>, changes: &mut Changes) {
    if (&old.method, &old.path) != (&new.method, &new.path) {
        let detail = format!("{} → {}", route(old), route(new));
        changes.add(place, Rule::OperationMoved, detail);
    }
    if new.deprecated && !old.deprecated {
        changes.add(place, Rule::OperationDeprecated, "");
    }
    arguments(&required(old), &required(new), place, changes);
    setters(&optional(old), &optional(new), place, changes);
    let (before, after) = (success_text(&old.success), success_text(&new.success));
    if before != after {
        changes.add(place, Rule::SuccessType, from_to(&before, &after));
    }
    match (&old.error, &new.error) {
        (None, Some(_)) => changes.add(place, Rule::ErrorsFirst, ""),
        (Some(_), None) => changes.add(place, Rule::ErrorsNone, ""),
        (Some(old), Some(new)) => errors(old, new, place, changes),
        (None, None) => {}
    }
    if is_described_anew(old, new) {
        changes.add(place, Rule::OperationDocs, "");
    }
}

/// What is given to the function or set on the call, and its type.
type Input<'a> = (&'a str, &'a TypeRef);

fn required(operation: &Operation) -> Vec<Input<'_>> {
    inputs(operation, true)
}

fn optional(operation: &Operation) -> Vec<Input<'_>> {
    inputs(operation, false)
}

fn inputs(operation: &Operation, required: bool) -> Vec<Input<'_>> {
    let parameters = operation.parameters.iter().filter(|it| it.required == required);
    let body = operation.body.iter().filter(|it| it.required == required);
    let parameters = parameters.map(|it: &Parameter| (it.name.as_str(), &it.value));
    parameters.chain(body.map(|it| ("body", &it.value))).collect()
}

fn arguments(old: &[Input<'_>], new: &[Input<'_>], place: &Place<'_>, changes: &mut Changes) {
    let rules = [Rule::ArgumentAdded, Rule::ArgumentRemoved, Rule::ArgumentType];
    compare_inputs(old, new, rules, place, changes);
    let names = |list: &[Input<'_>]| list.iter().map(|(name, _)| name.to_string()).collect();
    let (before, after): (Vec<String>, Vec<String>) = (names(old), names(new));
    if reordered(&before, &after) {
        let detail = from_to(&before.join(", "), &after.join(", "));
        changes.add(place, Rule::ArgumentsReordered, detail);
    }
}

fn setters(old: &[Input<'_>], new: &[Input<'_>], place: &Place<'_>, changes: &mut Changes) {
    let rules = [Rule::SetterAdded, Rule::SetterRemoved, Rule::SetterType];
    compare_inputs(old, new, rules, place, changes);
}

fn compare_inputs(
    old: &[Input<'_>],
    new: &[Input<'_>],
    [added, removed, retyped]: [Rule; 3],
    place: &Place<'_>,
    changes: &mut Changes,
) {
    for fate in pair(old, new, |(name, _)| name.to_string()) {
        match fate {
            Fate::Added((name, value)) => {
                changes.add_part(place, &format!(".{name}"), &[], added, code(value));
            }
            Fate::Removed((name, value)) => {
                changes.add_part(place, &format!(".{name}"), &[], removed, code(value));
            }
            Fate::Kept((_, old), (name, new)) => {
                let (old, new) = (text(old), text(new));
                if old != new {
                    let detail = from_to(&old, &new);
                    changes.add_part(place, &format!(".{name}"), &[], retyped, detail);
                }
            }
        }
    }
}

fn errors(old: &ErrorEnum, new: &ErrorEnum, place: &Place<'_>, changes: &mut Changes) {
    for fate in pair(&old.variants, &new.variants, |it| it.name.clone()) {
        let (variant, rule, detail) = match fate {
            Fate::Added(it) => (it, Rule::ErrorAdded, code(&it.payload)),
            Fate::Removed(it) => (it, Rule::ErrorRemoved, code(&it.payload)),
            Fate::Kept(old, new) => match (text(&old.payload), text(&new.payload)) {
                (old, new) if old == new => continue,
                (before, after) => (new, Rule::ErrorType, from_to(&before, &after)),
            },
        };
        let steps = ["responses", variant.status.as_str()];
        changes.add_part(place, &format!(" {}::{}", new.name, variant.name), &steps, rule, detail);
    }
}

fn success_text(success: &Success) -> String {
    match success {
        Success::One(value) => text(value),
        Success::Several(several) => {
            let variants = several.variants.iter();
            let variants: Vec<String> =
                variants.map(|it| format!("{}({})", it.name, type_text(&it.payload))).collect();
            format!("{} {{ {} }}", several.name, variants.join(", "))
        }
    }
}

/// The type as the compiler sees it.
fn text(value: &TypeRef) -> String {
    type_text(&value.without_aliases())
}

fn code(value: &TypeRef) -> String {
    format!("`{}`", type_text(value))
}

/// Whether something else is said of an operation, or of a parameter that both have.
fn is_described_anew(old: &Operation, new: &Operation) -> bool {
    let about = |it: &Operation| [it.summary.clone(), it.description.clone(), it.notes.join("\n")];
    let parameters = pair(&old.parameters, &new.parameters, |it| it.wire.clone())
        .any(|fate| matches!(fate, Fate::Kept(old, new) if old.docs != new.docs));
    about(old) != about(new) || parameters
}
