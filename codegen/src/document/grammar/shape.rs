//! What a value of a document must be.

use super::kind::Kind;

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
}
