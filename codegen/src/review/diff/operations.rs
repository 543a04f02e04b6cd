//! Changes of operations.

use super::{
    Changes, Detail, Pair, Place, Rule, compiled, from_to, now, pair, pair_renamed, reordered,
    responses, type_code, witness,
};
use crate::document::text::Text;
use crate::rust::items::{Body, Crate, Credential, Operation, OperationModule, Parameter, TypeRef};

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    let (before, after) = (listed(old), listed(new));
    let credentials = &old.client.credentials;
    let name = |(module, it): &ListedOperation<'_>| (module.name.clone(), it.function.clone());
    for paired in pair_renamed(&before, &after, name, |(_, it)| route(it)) {
        let ((module, operation), rule) = match paired {
            Pair::Added(it) => (it, Rule::OperationAdded),
            Pair::Removed(it) => (it, Rule::OperationRemoved),
            Pair::Renamed((old, before), (module, after)) => {
                let name = format!("{}::{}", module.name, after.function);
                let detail = Detail { new: path(module, after), ..now(name) };
                let used = call(old, before);
                changes.add(&place(old, before).with(used.clone()), Rule::OperationRenamed, detail);
                operation(before, after, credentials, &place(module, after).with(used), changes);
                continue;
            }
            Pair::Kept((old, before), (module, after)) => {
                let place = place(module, after).with(call(old, before));
                operation(before, after, credentials, &place, changes);
                continue;
            }
        };
        changes.add(&place(module, operation), rule, route(operation));
    }
}

/// An operation with its module.
type ListedOperation<'a> = (&'a OperationModule, &'a Operation);

fn listed(of: &Crate) -> Vec<ListedOperation<'_>> {
    let modules = of.operations.iter();
    modules.flat_map(|module| module.operations.iter().map(move |it| (module, it))).collect()
}

fn place<'a>(module: &'a OperationModule, operation: &'a Operation) -> Place<'a> {
    Place {
        group: module.name.as_str(),
        item: format!("{}::{}", module.name, operation.function),
        name: path(module, operation),
        pointer: operation.pointer.clone(),
        used: call(module, operation),
    }
}

/// Formats an operation as its callers write it, without arguments.
fn path(module: &OperationModule, operation: &Operation) -> String {
    format!("{}().{}()", module.name, operation.function)
}

/// Returns the code that calls an operation, with variables named like its arguments.
fn call(module: &OperationModule, operation: &Operation) -> String {
    let callee = format!("client.{}().{}", module.name, operation.function);
    witness::call(&callee, required(operation).into_iter().map(|it| it.name))
}

fn route(operation: &Operation) -> String {
    Text::joined([&operation.method, &operation.path], " ").code()
}

fn operation(
    old: &Operation,
    new: &Operation,
    credentials: &[Credential],
    place: &Place<'_>,
    changes: &mut Changes,
) {
    if (&old.method, &old.path) != (&new.method, &new.path) {
        let detail = format!("{} → {}", route(old), route(new));
        changes.add(place, Rule::OperationMoved, detail);
    }
    if new.deprecated && !old.deprecated {
        changes.add(place, Rule::OperationDeprecated, "");
    }
    arguments(&required(old), &required(new), place, changes);
    setters(&optional(old), &optional(new), place, changes);
    if let (Some(old), Some(new)) = (&old.body, &new.body) {
        contents(old, new, place, changes);
    }
    responses::compare(old, new, place, changes);
    for paired in pair(&old.accepts, &new.accepts, |it| it.method.clone()) {
        let (accepted, rule) = match paired {
            Pair::Added(it) => (it, Rule::CredentialAccepted),
            Pair::Removed(it) => (it, Rule::CredentialRefused),
            Pair::Kept(..) | Pair::Renamed(..) => continue,
        };
        let part = format!(".{}()", accepted.method);
        let callee = format!("{}.{}", place.used, accepted.method);
        let credential = credentials.iter().find(|it| it.scheme_type == accepted.scheme);
        let arguments = credential.map(|it| it.kind.arguments()).unwrap_or_default();
        let used = witness::call(&callee, arguments.iter().map(|it| it.name.to_owned()));
        changes.add_part(&place.with(used), &part, place.pointer.clone(), rule, "");
    }
    for paired in pair(&old.parameters, &new.parameters, |it| it.wire.clone()) {
        if let Pair::Kept(old, new) = paired
            && new.deprecated
            && !old.deprecated
        {
            let part = format!(".{}", new.name);
            changes.add_part(place, &part, place.pointer.clone(), Rule::ParameterDeprecated, "");
        }
    }
    if has_new_description(old, new) {
        changes.add(place, Rule::OperationDocs, "");
    }
}

/// An argument of the function, or an optional one that is set on the call.
struct Input<'a> {
    name: String,
    value: &'a TypeRef,
    /// Its position among the arguments of its kind.
    index: usize,
}

fn required(operation: &Operation) -> Vec<Input<'_>> {
    inputs(operation, true)
}

fn optional(operation: &Operation) -> Vec<Input<'_>> {
    inputs(operation, false)
}

fn inputs(operation: &Operation, required: bool) -> Vec<Input<'_>> {
    let parameters = operation.parameters.iter().filter(|it| it.required == required);
    let body = operation.body.iter().filter(|it| it.required == required);
    let parameters = parameters.map(|it: &Parameter| (it.name.to_string(), &it.value));
    let all = parameters.chain(body.map(|it| ("body".to_owned(), &it.value)));
    all.enumerate().map(|(index, (name, value))| Input { name, value, index }).collect()
}

fn arguments(old: &[Input<'_>], new: &[Input<'_>], place: &Place<'_>, changes: &mut Changes) {
    let name = |it: &Input<'_>| it.name.clone();
    // Required arguments are positional: renaming one doesn't change the call.
    let pairs = pair_renamed(old, new, name, |it| (it.index, compiled(it.value)));
    let names = |list: &[Input<'_>]| list.iter().map(name).collect();
    let (before, after): (Vec<String>, Vec<String>) = (names(old), names(new));
    if reordered(&before, &after) {
        let detail = from_to(&before.join(", "), &after.join(", "));
        changes.add(place, Rule::ArgumentsReordered, detail);
    }
    let rules = [Rule::ArgumentAdded, Rule::ArgumentRemoved, Rule::ArgumentType];
    inputs_changed(pairs, rules, place, changes);
}

fn setters(old: &[Input<'_>], new: &[Input<'_>], place: &Place<'_>, changes: &mut Changes) {
    let pairs = pair(old, new, |it| it.name.clone()).collect();
    let rules = [Rule::SetterAdded, Rule::SetterRemoved, Rule::SetterType];
    inputs_changed(pairs, rules, place, changes);
}

fn inputs_changed(
    pairs: Vec<Pair<'_, Input<'_>>>,
    [added, removed, retyped]: [Rule; 3],
    place: &Place<'_>,
    changes: &mut Changes,
) {
    for paired in pairs {
        let (input, rule, detail) = match paired {
            Pair::Added(it) => (it, added, type_code(it.value).into()),
            Pair::Removed(it) => (it, removed, type_code(it.value).into()),
            Pair::Renamed(old, new) => (old, Rule::ArgumentRenamed, now(&new.name)),
            Pair::Kept(old, new) => match (compiled(old.value), compiled(new.value)) {
                (before, after) if before == after => continue,
                (before, after) => (new, retyped, from_to(&before, &after)),
            },
        };
        changes.add_part(place, &format!(".{}", input.name), place.pointer.clone(), rule, detail);
    }
}

/// Compares the variants of a body that can be sent with one of several media types.
fn contents(old: &Body, new: &Body, place: &Place<'_>, changes: &mut Changes) {
    let (Some(_), Some(choice)) = (&old.choice, &new.choice) else { return };
    for paired in pair(&old.contents, &new.contents, |it| it.variant.clone()) {
        let (content, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::ContentAdded, type_code(&it.value).into()),
            Pair::Removed(it) => (it, Rule::ContentRemoved, type_code(&it.value).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                match (compiled(&old.value), compiled(&new.value)) {
                    (before, after) if before == after => continue,
                    (before, after) => (new, Rule::ContentType, from_to(&before, &after)),
                }
            }
        };
        let variant = content.variant.as_ref().map(ToString::to_string).unwrap_or_default();
        let part = format!(" {choice}::{variant}");
        changes.add_part(place, &part, place.pointer.child("requestBody"), rule, detail);
    }
}

/// Returns `true` if the documentation of an operation, or of a parameter in both, differs.
fn has_new_description(old: &Operation, new: &Operation) -> bool {
    let about = |it: &Operation| [it.summary.clone(), it.description.clone(), it.notes.join("\n")];
    let parameters = pair(&old.parameters, &new.parameters, |it| it.wire.clone())
        .any(|paired| matches!(paired, Pair::Kept(old, new) if old.docs != new.docs));
    about(old) != about(new) || parameters
}
