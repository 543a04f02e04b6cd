//! The grammar as a list, for pages about the supported parts of OpenAPI: every key of every
//! object, with its versions and the shape of its value, and its occurrences in a document.

use std::fmt;

use serde_json::Value;

use super::entry::{Entry, KeyInterpretation};
use super::kind::Kind;
use super::object::{Field, Keys, Others, Presence, Version};
use super::shape::Shape;
use super::walk::{Step, children};
use crate::document::pointer::JsonPointer;

/// A key of an OpenAPI object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of the object in the specification, such as `Path Item Object`.
    pub object: &'static str,
    /// The key, or the form of the keys, in braces, such as `{path}`.
    pub key: &'static str,
    /// The versions that have the key, the oldest first. Empty for the supported keywords of older
    /// drafts of JSON Schema.
    pub versions: Vec<Version>,
    /// Whether the specification requires the key.
    pub is_required: bool,
    /// The type of the value, such as `map of Schema Object`.
    pub holds: String,
    /// Whether the author chooses the keys of the value, or of the objects in it.
    pub has_named_members: bool,
}

/// Returns all keys of all objects: the objects in the order in which a document reaches them, the
/// keys in the order of the tables.
#[must_use]
pub fn rows() -> Vec<Row> {
    kinds().into_iter().flat_map(of_kind).collect()
}

/// Returns the names of the objects in which an undefined key is an error, since its meaning would
/// be lost. In the others, it is a warning.
#[must_use]
pub fn strict_objects() -> Vec<&'static str> {
    let objects = kinds().into_iter().map(Kind::object);
    objects.filter(|it| matches!(it.others, Others::Lost)).map(|it| it.title).collect()
}

/// An occurrence of a key in a document, with the same names as in a [`Row`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name of the object in the specification.
    pub object: &'static str,
    /// The key, or the form of the keys, in braces.
    pub key: &'static str,
    /// The location of the key's value.
    pub place: JsonPointer,
}

/// Returns every key of a document that is in the list, in the order of the document.
#[must_use]
pub fn occurrences(document: &Value) -> Vec<Occurrence> {
    let mut found = Vec::new();
    gather(document, Shape::DOCUMENT, &JsonPointer::root(), &mut found);
    found
}

fn gather(value: &Value, shape: Shape, at: &JsonPointer, found: &mut Vec<Occurrence>) {
    for child in children(shape, value, KeyInterpretation::Understood) {
        let place = match child.step {
            Step::Key(key) => at.child(key),
            Step::Index(index) => at.child(index),
        };
        let key = match child.entry {
            Entry::Field(field) => Some(field.name),
            Entry::Member(keys, _) => Some(form(keys)),
            Entry::Element(_) | Entry::Extension | Entry::Guess(_) | Entry::Unknown => None,
        };
        if let (Some(kind), Some(key)) = (shape.kind(), key) {
            found.push(Occurrence { object: kind.object().title, key, place: place.clone() });
        }
        if let Some(shape) = child.entry.shape() {
            gather(child.value, shape, &place, found);
        }
    }
}

/// Returns all kinds of objects, starting with the document.
pub(crate) fn kinds() -> Vec<Kind> {
    let mut kinds = vec![Kind::Document];
    let mut next = 0;
    while let Some(kind) = kinds.get(next) {
        let object = kind.object();
        let members = match object.others {
            Others::Members(_, shape) => Some(*shape),
            Others::Idle | Others::Lost => None,
        };
        for mut shape in object.fields.iter().map(|field| field.shape).chain(members) {
            while let Shape::List(inner) | Shape::Map(inner) = shape {
                shape = *inner;
            }
            kinds.extend(shape.kind().filter(|kind| !kinds.contains(kind)));
        }
        next += 1;
    }
    kinds
}

fn of_kind(kind: Kind) -> Vec<Row> {
    let object = kind.object();
    let fields = object.fields.iter().map(|field| Row {
        object: object.title,
        key: field.name,
        versions: versions(field),
        is_required: field.presence != Presence::Optional,
        holds: field.shape.to_string(),
        has_named_members: has_named_members(field.shape),
    });
    let members = match object.others {
        Others::Members(keys, shape) => Some(Row {
            object: object.title,
            key: form(keys),
            versions: VERSIONS.to_vec(),
            is_required: false,
            holds: shape.to_string(),
            has_named_members: has_named_members(*shape),
        }),
        Others::Idle | Others::Lost => None,
    };
    fields.chain(members).collect()
}

fn has_named_members(shape: Shape) -> bool {
    match shape {
        Shape::Map(_) | Shape::Mapping => true,
        Shape::List(element) => has_named_members(*element),
        shape => {
            shape.kind().is_some_and(|kind| matches!(kind.object().others, Others::Members(..)))
        }
    }
}

const VERSIONS: [Version; 3] = [Version::V3_0, Version::V3_1, Version::V3_2];

fn versions(field: &Field) -> Vec<Version> {
    let Some(since) = field.since else { return Vec::new() };
    VERSIONS.into_iter().filter(|version| (since..=field.until).contains(version)).collect()
}

fn form(keys: Keys) -> &'static str {
    match keys {
        Keys::Path => "{path}",
        Keys::Status => "{status}",
        Keys::Expression => "{expression}",
        Keys::Name => "{name}",
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any value"),
            Self::Text | Self::Prose => f.write_str("string"),
            Self::Word(words) => write!(f, "one of `{}`", words.join("`, `")),
            Self::Boolean => f.write_str("boolean"),
            Self::Number => f.write_str("number"),
            Self::Count => f.write_str("non-negative integer"),
            Self::Bound => f.write_str("number, or boolean in OpenAPI 3.0"),
            Self::TypeNames => f.write_str("name of a type, or list of names"),
            Self::RequiredNames => f.write_str("list of property names"),
            Self::SchemaName => f.write_str("name of a schema, or reference to one"),
            Self::Mapping => f.write_str("map of names of schemas, or references to them"),
            Self::Object(kind) => f.write_str(kind.object().title),
            Self::Referable(kind) => write!(f, "{} or Reference Object", kind.object().title),
            Self::Schema => f.write_str(Kind::Schema.object().title),
            Self::List(element) => write!(f, "list of {element}"),
            Self::Map(member) => write!(f, "map of {member}"),
        }
    }
}
