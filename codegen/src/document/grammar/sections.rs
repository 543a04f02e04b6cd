//! Lists derived from the grammar tables: the sections of `components`, and the operations of a
//! path item.

use serde_json::{Map, Value};

use super::kind::Kind;
use super::object::{Field, Version};
use super::shape::Shape;
use crate::document::pointer::JsonPointer;

/// Returns the sections of `components`, each with the kind of its objects and the first version
/// that has it.
pub(crate) fn sections() -> impl Iterator<Item = (&'static str, Kind, Version)> {
    Kind::Components.object().fields.iter().filter_map(|field| match field.shape {
        Shape::Map(inner) => Some((field.name, inner.kind()?, field.since?)),
        _ => None,
    })
}

/// Returns the location of a component.
pub(crate) fn component_place(section: &str, name: &str) -> JsonPointer {
    JsonPointer::root().child("components").child(section).child(name)
}

/// Returns the section and the name of the component at `place`, or `None` if that isn't the
/// location of a component.
pub(crate) fn component_at(place: &JsonPointer) -> Option<(String, String)> {
    let mut tokens = place.tokens();
    let component = (tokens.next()?, tokens.next()?, tokens.next()?);
    match (component, tokens.next()) {
        ((components, section, name), None) if components == "components" => Some((section, name)),
        _ => None,
    }
}

impl Kind {
    /// Returns the section of `components` for this kind of object in every version of OpenAPI 3,
    /// if there is one. Path items and media types have none in 3.0.
    pub(crate) fn section(self) -> Option<&'static str> {
        let section = sections().find(|(_, kind, since)| *kind == self && *since == Version::V3_0);
        section.map(|(name, ..)| name)
    }
}

/// Returns the fields of a Path Item Object that are operations, named by their HTTP methods.
pub(crate) fn methods() -> impl Iterator<Item = &'static Field> {
    let fields = Kind::PathItem.object().fields.iter();
    fields.filter(|field| matches!(field.shape, Shape::Object(Kind::Operation)))
}

/// The field of a Path Item Object for operations with other methods (OpenAPI 3.2).
pub(crate) const ADDITIONAL_OPERATIONS: &str = "additionalOperations";

/// The HTTP method of an operation of a Path Item Object.
#[derive(Clone, Copy)]
pub(crate) enum Method<'a> {
    /// The method of a fixed field, which has the same name.
    Field(&'static str),
    /// A key of `additionalOperations`.
    Additional(&'a str),
}

impl<'a> Method<'a> {
    pub(crate) fn name(self) -> &'a str {
        match self {
            Self::Field(name) => name,
            Self::Additional(name) => name,
        }
    }

    /// Returns the location of the operation, given the location of the path item.
    pub(crate) fn below(self, item: &JsonPointer) -> JsonPointer {
        match self {
            Self::Field(name) => item.child(name),
            Self::Additional(name) => item.child(ADDITIONAL_OPERATIONS).child(name),
        }
    }
}

/// Returns the operations of a Path Item Object.
pub(crate) fn operations(item: &Map<String, Value>) -> impl Iterator<Item = (Method<'_>, &Value)> {
    let fixed = methods().map(|field| field.name);
    let fixed = fixed.filter_map(|name| Some((Method::Field(name), item.get(name)?)));
    let additional = item.get(ADDITIONAL_OPERATIONS).and_then(Value::as_object);
    let additional = additional.into_iter().flatten();
    fixed.chain(additional.map(|(name, operation)| (Method::Additional(name), operation)))
}
