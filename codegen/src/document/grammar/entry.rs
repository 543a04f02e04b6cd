//! The meaning of a key or an index in a value, which determines the shape of the values below.

use super::kind::Kind;
use super::object::{Field, Keys, Others, is_extension};
use super::shape::Shape;
use crate::document::pointer::JsonPointer;

/// How to interpret keys that the specification doesn't define.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KeyInterpretation {
    /// They have no meaning.
    Specified,
    /// Keywords of older drafts of JSON Schema are interpreted.
    Understood,
    /// Any key is interpreted as its probable meaning, before the document has been checked.
    Guessed,
}

/// The meaning of a key or an index in a value.
#[derive(Clone, Copy)]
pub(crate) enum Entry {
    /// A fixed field of an object.
    Field(&'static Field),
    /// A member of an object whose keys have a certain form.
    Member(Keys, Shape),
    /// An element of an array, or a member of an object with keys of the author's choice.
    Element(Shape),
    /// A specification extension.
    Extension,
    /// A key that the specification doesn't define, with its probable shape.
    Guess(Shape),
    /// A key that the specification doesn't define.
    Unknown,
}

impl Entry {
    /// Returns the shape of the value, or `None` if the specification doesn't define it.
    pub(crate) fn shape(self) -> Option<Shape> {
        match self {
            Self::Field(field) => Some(field.shape),
            Self::Member(_, shape) | Self::Element(shape) | Self::Guess(shape) => Some(shape),
            Self::Extension | Self::Unknown => None,
        }
    }
}

impl Kind {
    /// Returns the meaning of `key` in an object of this kind.
    pub(super) fn entry(self, key: &str, reading: KeyInterpretation) -> Entry {
        let object = self.object();
        if is_extension(key) && !matches!(object.others, Others::Members(Keys::Name, _)) {
            return Entry::Extension;
        }
        let is_read =
            |field: &&Field| field.since.is_some() || reading > KeyInterpretation::Specified;
        if let Some(field) = object.field(key).filter(is_read) {
            return Entry::Field(field);
        }
        match (object.others, self) {
            (Others::Members(keys, shape), _) => Entry::Member(keys, *shape),
            (_, Self::Schema) if reading == KeyInterpretation::Guessed => {
                Entry::Guess(Shape::Schema)
            }
            (_, Self::PathItem) if reading == KeyInterpretation::Guessed => {
                Entry::Guess(Shape::Object(Self::Operation))
            }
            _ => Entry::Unknown,
        }
    }
}

impl Shape {
    /// Returns the meaning of the member or element `token` of a value of this shape.
    pub(crate) fn entry(self, token: &str, reading: KeyInterpretation) -> Entry {
        match self {
            Self::List(shape) | Self::Map(shape) => Entry::Element(*shape),
            Self::Mapping if reading == KeyInterpretation::Guessed => Entry::Element(Self::Schema),
            Self::Mapping => Entry::Element(Self::Any),
            _ => self.kind().map_or(Entry::Unknown, |kind| kind.entry(token, reading)),
        }
    }
}

/// Returns the shape of the value at `place` of a document, or `None` if the specification doesn't
/// define it.
pub(crate) fn shape_at(place: &JsonPointer) -> Option<Shape> {
    place.tokens().try_fold(Shape::DOCUMENT, |shape, token| {
        shape.entry(&token, KeyInterpretation::Specified).shape()
    })
}
