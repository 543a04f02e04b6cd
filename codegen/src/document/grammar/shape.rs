//! What a value of a document must be, and what is below it.

use super::object::{Field, Keys, Kind};
use crate::document::pointer::JsonPointer;

/// What a value must be.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Any JSON value: the author's data, in which a `$ref` means nothing.
    Any,
    /// A string.
    Text,
    /// A string that is only there to be read, so that its absence changes nothing.
    Prose,
    /// One of these strings.
    Word(&'static [&'static str]),
    Boolean,
    Number,
    /// A non-negative whole number (JSON Schema 2020-12 Validation, section 6.3.1).
    Count,
    /// A number, or the boolean of JSON Schema draft 4 that OpenAPI 3.0 uses.
    Bound,
    /// The name of a JSON type, or from 3.1 on a list of names.
    TypeNames,
    /// The names of required properties.
    RequiredNames,
    /// The name of a component schema, or a URI reference to a schema.
    SchemaName,
    /// An object whose values are as [`Shape::SchemaName`]; objects `{$ref: ..}`, which some
    /// documents have, are understood too.
    Mapping,
    /// An object of this kind.
    Object(Kind),
    /// An object of this kind, or a Reference Object to one.
    Referable(Kind),
    /// A Schema Object, which may be a `$ref` or, from 3.1 on, a boolean.
    Schema,
    /// An array.
    List(&'static Shape),
    /// An object with keys of the author's choice.
    Map(&'static Shape),
}

/// How far a key is read that the specification does not describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reading {
    /// Not at all.
    Specified,
    /// Keywords of older drafts of JSON Schema are read.
    Understood,
    /// Any key is read as what it probably holds, before anything is known to be wrong.
    Guessed,
}

/// What a key or an index of a value is.
#[derive(Clone, Copy)]
pub(crate) enum Entry {
    /// A fixed field of an object.
    Field(&'static Field),
    /// A member of an object that has keys of a certain form.
    Member(Keys, Shape),
    /// An element of an array, or a member of an object with keys of the author's choice.
    Element(Shape),
    /// A specification extension.
    Extension,
    /// A key that the specification does not know, and what it probably holds.
    Guess(Shape),
    /// A key that the specification does not know.
    Unknown,
}

impl Entry {
    /// What the value must be, or `None` where the specification says nothing about it.
    pub(crate) fn shape(self) -> Option<Shape> {
        match self {
            Self::Field(field) => Some(field.shape),
            Self::Member(_, shape) | Self::Element(shape) | Self::Guess(shape) => Some(shape),
            Self::Extension | Self::Unknown => None,
        }
    }
}

impl Shape {
    /// The whole document.
    pub(crate) const DOCUMENT: Self = Self::Object(Kind::Document);

    /// The shape of an object of this kind that may be a reference to one.
    pub(crate) fn referable(kind: Kind) -> Self {
        match kind {
            Kind::Schema => Self::Schema,
            kind => Self::Referable(kind),
        }
    }

    /// The kind of object that is here, where it is one object.
    pub(crate) fn kind(self) -> Option<Kind> {
        match self {
            Self::Object(kind) | Self::Referable(kind) => Some(kind),
            Self::Schema => Some(Kind::Schema),
            _ => None,
        }
    }

    /// Whether a value of this shape is the author's data and nothing else.
    pub(crate) fn is_data(self) -> bool {
        match self {
            Self::Any => true,
            Self::List(element) => element.is_data(),
            _ => false,
        }
    }

    /// Whether objects of the specification can be at or below a value of this shape.
    pub(crate) fn has_objects(self) -> bool {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.has_objects(),
            shape => shape.kind().is_some(),
        }
    }

    /// What the member or element `token` of a value of this shape is.
    pub(crate) fn entry(self, token: &str, reading: Reading) -> Entry {
        match self {
            Self::List(shape) | Self::Map(shape) => Entry::Element(*shape),
            Self::Mapping if reading == Reading::Guessed => Entry::Element(Self::Schema),
            Self::Mapping => Entry::Element(Self::Any),
            _ => self.kind().map_or(Entry::Unknown, |kind| kind.entry(token, reading)),
        }
    }
}

/// The shape of the value at `place` of a document, or `None` where the specification says nothing
/// about it.
pub(crate) fn shape_at(place: &JsonPointer) -> Option<Shape> {
    place
        .tokens()
        .try_fold(Shape::DOCUMENT, |shape, token| shape.entry(&token, Reading::Specified).shape())
}
