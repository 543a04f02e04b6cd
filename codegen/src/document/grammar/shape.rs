//! [`Shape`]: the type that a value of a document must have.

use super::kind::Kind;

/// The type that a value of a document must have.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Any JSON value: the author's data, in which a `$ref` has no meaning.
    Any,
    /// A string.
    Text,
    /// A string that is only documentation, so that its absence changes nothing else.
    Prose,
    /// One of these strings.
    Word(&'static [&'static str]),
    Boolean,
    Number,
    /// A non-negative integer (JSON Schema 2020-12 Validation, 6.3.1).
    Count,
    /// A number, or the boolean of JSON Schema draft 4 that OpenAPI 3.0 uses.
    Bound,
    /// The name of a JSON type, or, since 3.1, a list of names.
    TypeNames,
    /// The names of required properties.
    RequiredNames,
    /// The name of a component schema, or a URI reference to a schema.
    SchemaName,
    /// An object whose values are like [`Shape::SchemaName`]; objects `{$ref: ..}`, which some
    /// documents have, are accepted too.
    Mapping,
    /// An object of this kind.
    Object(Kind),
    /// An object of this kind, or a Reference Object to one.
    Referable(Kind),
    /// A Schema Object, which may be a `$ref` or, since 3.1, a boolean.
    Schema,
    /// An array.
    List(&'static Shape),
    /// An object with keys that the author chooses.
    Map(&'static Shape),
}

impl Shape {
    /// The shape of the entire document.
    pub(crate) const DOCUMENT: Self = Self::Object(Kind::Document);

    /// Returns the shape of an object of this kind or a reference to one.
    pub(crate) fn referable(kind: Kind) -> Self {
        match kind {
            Kind::Schema => Self::Schema,
            kind => Self::Referable(kind),
        }
    }

    /// Returns the kind of the object, if the value is a single object.
    pub(crate) fn kind(self) -> Option<Kind> {
        match self {
            Self::Object(kind) | Self::Referable(kind) => Some(kind),
            Self::Schema => Some(Kind::Schema),
            _ => None,
        }
    }

    /// Whether a value of this shape is only the author's data.
    pub(crate) fn is_data(self) -> bool {
        match self {
            Self::Any => true,
            Self::List(element) => element.is_data(),
            _ => false,
        }
    }

    /// Whether a value of this shape can be or contain objects of the specification.
    pub(crate) fn has_objects(self) -> bool {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.has_objects(),
            shape => shape.kind().is_some(),
        }
    }
}
