//! The walk over a document. [`children`] and [`each_child_mut`] are single steps: they accept a
//! value and its shape and visit the values directly below, in the order of the document.
//! [`walk_mut`] walks the entire tree. Stages that need locations, stop early or replace values use
//! the single steps.

use serde_json::{Map, Value};

use super::entry::{Entry, KeyInterpretation};
use super::kind::Kind;
use super::shape::Shape;

/// The step from a value to one directly below it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// The step to the value of a member.
    Key(&'a str),
    /// The step to an element.
    Index(usize),
}

/// A value directly below another one.
pub(crate) struct Child<'a> {
    pub(crate) step: Step<'a>,
    pub(crate) entry: Entry,
    pub(crate) value: &'a Value,
}

/// Returns all values directly below `value`, which has the given shape, including values that the
/// specification doesn't define. A value of the wrong JSON type has no children.
pub(crate) fn children(
    shape: Shape,
    value: &Value,
    reading: KeyInterpretation,
) -> impl Iterator<Item = Child<'_>> {
    let elements = match (shape, value) {
        (Shape::List(_), Value::Array(elements)) => elements.as_slice(),
        _ => &[],
    };
    let members = value.as_object().filter(|_| has_members(shape));
    let elements = elements.iter().enumerate().map(move |(index, value)| {
        let entry = shape.entry("", reading);
        Child { step: Step::Index(index), entry, value }
    });
    let members = members.into_iter().flatten().map(move |(key, value)| {
        let entry = shape.entry(key, reading);
        Child { step: Step::Key(key), entry, value }
    });
    elements.chain(members)
}

/// Visits the values directly below `value`, which has the given shape, that can be or contain
/// objects of the specification. Values that the specification doesn't define aren't visited.
pub(crate) fn each_child_mut(
    shape: Shape,
    value: &mut Value,
    reading: KeyInterpretation,
    visit: &mut dyn FnMut(Shape, Step<'_>, &mut Value),
) {
    let mut descend = |entry: Entry, step: Step<'_>, value: &mut Value| {
        if let Some(shape) = entry.shape().filter(|shape| shape.has_objects()) {
            visit(shape, step, value);
        }
    };
    match value {
        Value::Array(elements) if matches!(shape, Shape::List(_)) => {
            for (index, value) in elements.iter_mut().enumerate() {
                descend(shape.entry("", reading), Step::Index(index), value);
            }
        }
        Value::Object(members) if has_members(shape) => {
            for (key, value) in members {
                // Booleans can be schemas. Most keys have other scalars, which don't need a
                // look-up.
                if matches!(value, Value::Object(_) | Value::Array(_) | Value::Bool(_)) {
                    descend(shape.entry(key, reading), Step::Key(key), value);
                }
            }
        }
        _ => {}
    }
}

/// Visits `value` and all objects of the specification below it, each object before its
/// descendants. The walk continues below the value that `visit` leaves in place of the object.
pub(crate) fn walk_mut(
    shape: Shape,
    value: &mut Value,
    reading: KeyInterpretation,
    visit: &mut dyn FnMut(Kind, &mut Map<String, Value>),
) {
    if let (Some(kind), Value::Object(object)) = (shape.kind(), &mut *value) {
        visit(kind, object);
    }
    each_child_mut(shape, value, reading, &mut |shape, _, value| {
        walk_mut(shape, value, reading, visit);
    });
}

fn has_members(shape: Shape) -> bool {
    matches!(shape, Shape::Map(_) | Shape::Mapping) || shape.kind().is_some()
}
