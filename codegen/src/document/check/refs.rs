//! Where each `$ref` leads: takes the references that the walk met, leaves an error for each that
//! leads nowhere or to another kind of object.

mod alias;
mod enclosing;
mod end;
mod missing;
mod names;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

pub(crate) use self::enclosing::enclosing;
pub(super) use self::end::Ends;
use self::missing::Missing;
use self::names::Names;
use super::report::Report;
use super::shape::{Kind, Shape};
use super::walk::{Reference, Walk};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

/// What a `$ref` leads to.
#[derive(Clone)]
enum Target<'a> {
    /// Another document: the business of `load`.
    Elsewhere,
    /// An anchor, or a fragment that is no JSON Pointer.
    NotAPointer,
    /// Nothing.
    Nothing(JsonPointer),
    /// A value, and what the specification says about its place, if anything.
    Value(JsonPointer, &'a Value, Option<Shape>),
}

/// Checks the references of the walk, and walks on to targets at places that the specification
/// does not describe, such as `#/$defs/Pet` below the root.
pub(super) fn check<'a>(root: &'a Value, walk: &mut Walk<'a>, report: &mut Report<'_>) {
    let mut targets: HashMap<&'a str, Target<'a>> = HashMap::new();
    let mut walked: HashSet<(&'a str, Kind)> = HashSet::new();
    let mut missing = Missing::new(root);
    let mut names = Names::new(root);
    let mut next = 0;
    while let Some(reference) = walk.references.get(next).copied() {
        if report.is_full() {
            break;
        }
        next += 1;
        let target =
            targets.entry(reference.target).or_insert_with(|| lead(root, reference.target));
        match target.clone() {
            Target::Elsewhere => {}
            Target::NotAPointer if names.has(reference.target) => {}
            Target::NotAPointer => report.push(not_a_pointer(walk, &reference)),
            Target::Nothing(pointer) => {
                let at = place_of(walk, &reference);
                report.push(missing.diagnostic(&at, &reference, &pointer));
            }
            Target::Value(pointer, value, None) => {
                if walked.insert((reference.target, reference.kind)) {
                    walk.visit(value, shape_of(reference.kind), pointer, report);
                }
            }
            Target::Value(_, _, Some(shape)) if shape.kind() == Some(reference.kind) => {}
            Target::Value(_, _, Some(shape)) => {
                report.push(wrong_kind(walk, &reference, shape));
            }
        }
    }
    alias::check(root, targets.values(), report);
}

/// Follows a `$ref` of the bundled document to its target.
fn lead<'a>(root: &'a Value, text: &str) -> Target<'a> {
    let Some(pointer) = local_pointer(text) else {
        return if text.starts_with('#') { Target::NotAPointer } else { Target::Elsewhere };
    };
    match root.pointer(pointer.as_str()) {
        Some(value) => {
            let start = Some(Shape::Object(Kind::Document));
            let shape = pointer.tokens().fold(start, |shape, token| shape?.at(&token));
            let described = shape.filter(|shape| !matches!(shape, Shape::Any));
            Target::Value(pointer, value, described)
        }
        None => Target::Nothing(pointer),
    }
}

/// The pointer in a reference to the same document, or `None` for any other reference. The
/// fragment may be percent-encoded (RFC 6901, section 6).
pub(super) fn local_pointer(text: &str) -> Option<JsonPointer> {
    JsonPointer::of_reference(text)
}

fn shape_of(kind: Kind) -> Shape {
    match kind {
        Kind::Schema => Shape::Schema,
        kind => Shape::Referable(kind),
    }
}

fn place_of(walk: &Walk<'_>, reference: &Reference<'_>) -> JsonPointer {
    walk.places.pointer(reference.place).child("$ref")
}

fn wrong_kind(walk: &Walk<'_>, reference: &Reference<'_>, shape: Shape) -> Diagnostic {
    let wanted = reference.kind.object().name;
    let found = match shape.kind() {
        Some(kind) => kind.object().name,
        None => "something else",
    };
    let message = format!("`{}` is {found}, and {wanted} is wanted here", reference.target);
    Diagnostic::error(Code::WrongType, &place_of(walk, reference), message)
        .help(format!("refer to {wanted}"))
}

fn not_a_pointer(walk: &Walk<'_>, reference: &Reference<'_>) -> Diagnostic {
    let message = format!("`{}` is not a JSON Pointer", reference.target);
    Diagnostic::error(Code::DanglingRef, &place_of(walk, reference), message)
        .help("write the whole way from the root, as in `#/components/schemas/Pet`; no schema has that `$anchor`")
}
