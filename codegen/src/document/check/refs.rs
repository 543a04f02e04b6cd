//! Reference checks: resolves the `$ref`s that the walk found, and reports an error for each one
//! that is dangling or points to the wrong kind of object.

mod alias;
mod missing;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use self::missing::Missing;
pub(crate) use self::missing::enclosing;
use super::report::Report;
use super::walk::{Reference, Walk};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::anchors::{self, Name};
use crate::document::grammar::references::{self, MAX_CHAIN_LEN};
use crate::document::grammar::{Kind, Shape, shape_at};
use crate::document::pointer::JsonPointer;

/// The target of a `$ref`.
#[derive(Clone)]
enum Target<'a> {
    /// A location in another document, which `load` resolves.
    Elsewhere,
    /// An anchor, or a fragment that isn't a JSON Pointer.
    NotAPointer,
    /// A location that doesn't exist.
    Nothing(JsonPointer),
    /// A value, and the shape that the specification requires at its location, if any.
    Value(JsonPointer, &'a Value, Option<Shape>),
}

/// Checks the references that the walk found, and continues the walk at targets that the
/// specification doesn't describe, such as `#/$defs/Pet` below the root.
pub(super) fn check<'a>(root: &'a Value, walk: &mut Walk<'a>, report: &mut Report<'_>) {
    let mut targets: HashMap<&'a str, Target<'a>> = HashMap::new();
    let mut walked: HashSet<(&'a str, Kind)> = HashSet::new();
    let mut missing = Missing::new(root);
    let mut anchors = None;
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
            Target::NotAPointer => {
                let anchors = anchors.get_or_insert_with(|| anchors_of(root));
                if !anchors.contains(reference.target) {
                    report.push(not_a_pointer(walk, &reference));
                }
            }
            Target::Nothing(pointer) => {
                let at = place_of(walk, &reference);
                report.push(missing.diagnostic(&at, &reference, &pointer));
            }
            Target::Value(pointer, value, None) => {
                if walked.insert((reference.target, reference.kind)) {
                    walk.visit(value, Shape::referable(reference.kind), pointer, report);
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

/// Resolves a `$ref` of the bundled document.
fn lead<'a>(root: &'a Value, text: &str) -> Target<'a> {
    let Some(pointer) = JsonPointer::of_reference(text) else {
        return if text.starts_with('#') { Target::NotAPointer } else { Target::Elsewhere };
    };
    match root.pointer(pointer.as_str()) {
        Some(value) => {
            let described = shape_at(&pointer).filter(|shape| !matches!(shape, Shape::Any));
            Target::Value(pointer, value, described)
        }
        None => Target::Nothing(pointer),
    }
}

/// Returns the references that name an anchor of the document.
fn anchors_of(root: &Value) -> HashSet<String> {
    let names = anchors::names(root).map(|(name, _)| name);
    names.filter(|name| matches!(name, Name::Anchor(_))).map(Name::reference).collect()
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
    let message = format!("`{}` is {found}, but {wanted} is expected here", reference.target);
    Diagnostic::error(Code::WrongType, &place_of(walk, reference), message)
        .help(format!("refer to {wanted}"))
}

fn not_a_pointer(walk: &Walk<'_>, reference: &Reference<'_>) -> Diagnostic {
    let message =
        format!("`{}` is neither a JSON Pointer nor the `$anchor` of a schema", reference.target);
    Diagnostic::error(Code::DanglingRef, &place_of(walk, reference), message)
        .help("write the complete path from the root, as in `#/components/schemas/Pet`")
}

/// An object with its location: the end of a chain of references.
type End<'a> = (JsonPointer, &'a Map<String, Value>);

/// The cached ends of the reference chains of a document.
pub(super) struct ChainEnds<'a> {
    root: &'a Value,
    known: HashMap<&'a str, Option<End<'a>>>,
}

impl<'a> ChainEnds<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// Returns the object that `value`, at the location `at`, is or refers to.
    pub(super) fn of(&mut self, at: JsonPointer, value: &'a Value) -> Option<End<'a>> {
        let mut end = (at, value.as_object()?);
        let mut chain = Vec::new();
        let found = loop {
            let Some(target) = references::target(end.1) else { break Some(end) };
            if let Some(known) = self.known.get(target) {
                break known.clone();
            }
            chain.push(target);
            match self.object(target) {
                Some(next) if chain.len() <= MAX_CHAIN_LEN => end = next,
                _ => break None,
            }
        };
        self.known.extend(chain.into_iter().map(|target| (target, found.clone())));
        found
    }

    fn object(&self, target: &str) -> Option<End<'a>> {
        let pointer = JsonPointer::of_reference(target)?;
        let object = self.root.pointer(pointer.as_str())?.as_object()?;
        Some((pointer, object))
    }
}
