//! Schema Objects, resolved.

use serde_json::Value;

use super::{Member, SchemaId, Union};
use crate::document::direction::Direction;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};

/// A Schema Object.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// Its JSON Pointer in the author's document.
    pub pointer: JsonPointer,
    /// The JSON Pointers of the schemas that it merges, if there are several: those of an `allOf`,
    /// or of a property that several members of one declare.
    pub merged: Vec<JsonPointer>,
    /// The source of its name.
    pub origin: Origin,
    /// Its `title`.
    pub title: Option<Text>,
    /// The name from an extension (`x-speakeasy-name-override`) of the schema, or of the property
    /// with the schema.
    pub called: Option<Text>,
    /// The annotations and constraints of its values.
    pub notes: Notes,
    /// Whether `null` is a value in addition to the values of [`Schema::shape`].
    pub nullable: bool,
    /// The values that the schema allows.
    pub shape: Shape,
    /// Whether the schema has no `type`, so that its keywords imply the JSON type.
    pub implied: bool,
    /// The direction that the schema is for, if requests and responses differ.
    pub direction: Option<Direction>,
}

impl Schema {
    /// Returns the least and greatest integer that the schema's bounds allow, considering all its
    /// parts (JSON Schema 2020-12 Validation, 6.2), or `None` if there is no bound.
    pub(crate) fn bounds(&self) -> (Option<i128>, Option<i128>) {
        let (mut least, mut most) = (None, None);
        for constraint in &self.notes.constraints {
            let text = constraint.value.as_written();
            match &*constraint.keyword {
                "minimum" => least = least.max(as_integer(text, -1)),
                "exclusiveMinimum" => least = least.max(inside(text, 1)),
                "maximum" => most = most.into_iter().chain(as_integer(text, 1)).min(),
                "exclusiveMaximum" => most = most.into_iter().chain(inside(text, -1)).min(),
                _ => {}
            }
        }
        (least, most)
    }
}

/// Returns the integer of a bound. For a number beyond an `i64`, which is only known as a float, it
/// is widened by `outward`.
#[expect(clippy::cast_possible_truncation, reason = "the fraction is truncated")]
fn as_integer(text: &str, outward: i128) -> Option<i128> {
    const ROUNDED: f64 = (1_u64 << 63) as f64;
    if let Ok(whole) = text.parse() {
        return Some(whole);
    }
    // A number outside of the range of `i128` can't be a bound of it.
    let number = text.parse::<f64>().ok().filter(|it| it.abs() < i128::MAX as f64)?;
    let rounded = if number.abs() < ROUNDED { 0 } else { outward };
    Some(number as i128 + rounded)
}

/// Returns the integer next to an exclusive bound.
fn inside(text: &str, inward: i128) -> Option<i128> {
    text.parse::<i128>().ok().map_or_else(|| as_integer(text, -inward), |it| it.checked_add(inward))
}

/// The source of a schema's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The component with this name.
    Component(Text),
    /// An inline schema at this location.
    Inline(Place),
}

/// The location of an inline schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A property of an object schema, by its name.
    Property(SchemaId, Text),
    /// The items of an array schema.
    Items(SchemaId),
    /// The item of a tuple schema, from 0.
    Item(SchemaId, usize),
    /// The values of a map schema, or the additional properties of an object.
    Values(SchemaId),
    /// The member of a union schema, from 0.
    Member(SchemaId, usize),
    /// The component that is a parent of others, without its children.
    Base(SchemaId),
    /// The version of the component for requests, if it differs from that for responses.
    Sent(SchemaId),
    /// The request body of an operation.
    RequestBody(OperationKey),
    /// The response body of an operation, for this status.
    ResponseBody(OperationKey, String),
    /// The response body of an operation, for this status and one of several media types, or an
    /// item of it.
    ResponseContent(OperationKey, String, Text),
    /// The request body of a webhook.
    Webhook(Text),
    /// The union of the payloads of all webhooks.
    Webhooks,
    /// The request body of a callback.
    Callback(OperationKey, Text),
    /// A parameter of an operation, or of all operations of a path.
    Parameter(OperationKey, Text),
}

impl Place {
    /// Returns the same location in the copy of the enclosing schema, which `copy_of` returns.
    #[must_use]
    pub(crate) fn moved(self, copy_of: impl Fn(SchemaId) -> SchemaId) -> Self {
        match self {
            Self::Property(id, name) => Self::Property(copy_of(id), name),
            Self::Items(id) => Self::Items(copy_of(id)),
            Self::Item(id, index) => Self::Item(copy_of(id), index),
            Self::Values(id) => Self::Values(copy_of(id)),
            Self::Member(id, index) => Self::Member(copy_of(id), index),
            Self::Base(id) => Self::Base(copy_of(id)),
            other => other,
        }
    }

    /// Returns the enclosing schema.
    pub(crate) fn parent(&self) -> Option<SchemaId> {
        match self {
            Self::Property(parent, _)
            | Self::Items(parent)
            | Self::Item(parent, _)
            | Self::Values(parent)
            | Self::Member(parent, _)
            | Self::Base(parent)
            | Self::Sent(parent) => Some(*parent),
            Self::RequestBody(_)
            | Self::ResponseBody(..)
            | Self::ResponseContent(..)
            | Self::Parameter(..)
            | Self::Webhook(_)
            | Self::Webhooks
            | Self::Callback(..) => None,
        }
    }
}

/// An operation by its index in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OperationKey(pub usize);

/// The annotations of a schema, and the constraints that don't affect its Rust type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Notes {
    /// The `description`, in CommonMark.
    pub description: Option<Text>,
    /// `example` and `examples`.
    pub examples: Vec<Json>,
    /// The `default`.
    pub default: Option<Json>,
    /// Constraints such as bounds and patterns.
    pub constraints: Vec<Constraint>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Whether it is `readOnly`: only sent by the server.
    pub read_only: bool,
    /// Whether it is `writeOnly`: only sent by the client.
    pub write_only: bool,
    /// Whether its values are secret: `format: password` or `x-sensitive`.
    pub sensitive: bool,
}

/// A keyword that constrains values but doesn't affect the Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Constraint {
    /// The keyword, such as `maxLength`.
    pub keyword: String,
    /// Its value as JSON, such as `2083`, or empty if only the keyword is recorded.
    pub value: Text,
}

/// The values that a schema allows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Every JSON value.
    Any,
    /// No value.
    Never,
    /// Only `null`.
    Null,
    /// `true` and `false`.
    Boolean,
    /// Integers, with the `format`.
    Integer(Option<Text>),
    /// Numbers, with the `format`.
    Number(Option<Text>),
    /// Strings, with the `format`.
    String(Option<Text>),
    /// Enumerated values. A future version of the server may add others.
    Enumeration(Enumeration),
    /// Arrays.
    Array(SchemaId),
    /// Arrays whose first items each have their own schema.
    Tuple(Tuple),
    /// Objects with arbitrary property names and values of one schema.
    Map(SchemaId),
    /// Objects with named properties.
    Object(Object),
    /// Values of one of several schemas.
    Union(Union),
    /// The values of another schema.
    Reference(SchemaId),
}

/// Calls `visit` with each direct subschema of a shape, in the order of the document: `iter` passes
/// its id, and `iter_mut` a mutable reference to the id.
macro_rules! each_schema {
    ($shape:expr, $iter:ident, $visit:ident) => {
        match $shape {
            Shape::Array(id) | Shape::Map(id) | Shape::Reference(id) => $visit(id),
            Shape::Tuple(Tuple { items, rest, .. }) => {
                items.$iter().chain(rest.$iter()).for_each($visit);
            }
            Shape::Object(Object { properties, additional }) => {
                properties.$iter().for_each(|Property { schema, .. }| $visit(schema));
                if let Additional::Typed(id) = additional {
                    $visit(id);
                }
            }
            Shape::Union(Union { members, .. }) => {
                members.$iter().for_each(|Member { schema, .. }| $visit(schema));
            }
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_) => {}
        }
    };
}

impl Shape {
    /// Returns the direct subschemas, in the order of the document.
    pub(crate) fn children(&self) -> Vec<SchemaId> {
        let mut children = Vec::new();
        let mut add = |id: &SchemaId| children.push(*id);
        each_schema!(self, iter, add);
        children
    }

    /// Calls `change` with the id of each direct subschema.
    pub(crate) fn each_child_mut(&mut self, mut change: impl FnMut(&mut SchemaId)) {
        each_schema!(self, iter_mut, change);
    }
}

/// An `enum` or `const`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enumeration {
    /// The enumerated values.
    pub values: Vec<EnumerationValue>,
    /// Whether the document allows other values, as an `enum` in a union with plain strings.
    pub has_others: bool,
    /// Whether no values can be added in the future: a `const`.
    pub is_constant: bool,
}

impl Enumeration {
    /// Returns the only allowed value, if there is just one.
    pub(crate) fn only(&self) -> Option<&Json> {
        match &self.values[..] {
            [only] if !self.has_others => Some(&only.value),
            _ => None,
        }
    }

    /// Whether all values are strings.
    pub(crate) fn is_strings(&self) -> bool {
        self.values.iter().all(|it| it.value.as_written().is_string())
    }

    /// Whether all values are integers.
    pub(crate) fn is_integers(&self) -> bool {
        self.values.iter().all(|it| it.value.as_written().is_i64())
    }

    /// Whether the values are strings, numbers and booleans, of more than one of these types.
    pub(crate) fn is_mixed(&self) -> bool {
        let kinds = [Value::is_string, Value::is_number, Value::is_boolean];
        let of = |is: fn(&Value) -> bool| {
            self.values.iter().filter(|it| is(it.value.as_written())).count()
        };
        let counts = kinds.map(of);
        counts.iter().sum::<usize>() == self.values.len()
            && counts.iter().filter(|count| **count > 0).count() > 1
    }

    /// Whether the values can become named variants: not if they are floats, only booleans, or
    /// contain arrays or objects.
    pub(crate) fn is_named(&self) -> bool {
        self.is_strings() || self.is_integers() || self.is_mixed()
    }
}

/// A value of an [`Enumeration`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumerationValue {
    /// The JSON value.
    pub value: Json,
    /// Its name in an extension (`x-enum-varnames`, `x-speakeasy-enums`).
    pub name: Option<Text>,
    /// Its description in an extension (`x-enum-descriptions`).
    pub description: Option<Text>,
}

/// The items of a tuple: `prefixItems`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tuple {
    /// The schemas of the leading items.
    pub items: Vec<SchemaId>,
    /// The number of leading items that are always present: `minItems`, if that is less than their
    /// number (JSON Schema 2020-12 Core, 10.3.1.1: `prefixItems` alone requires no item).
    pub required: usize,
    /// The schema of further items, or `None` if they aren't allowed.
    pub rest: Option<SchemaId>,
}

/// An object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    /// The properties, in the order of the document.
    pub properties: Vec<Property>,
    /// The properties that it allows in addition.
    pub additional: Additional,
}

/// The additional properties of an object: `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    /// Any value is allowed: absent or `true`.
    Any,
    /// None are allowed: `false`.
    None,
    /// Values of this schema are allowed.
    Typed(SchemaId),
}

/// A property of an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    /// The name in JSON.
    pub name: Text,
    /// Its schema.
    pub schema: SchemaId,
    /// Whether the property is always present.
    pub required: bool,
    /// The tag that is implied by the unions that contain the object, if the property's schema
    /// allows other values.
    pub tag: Option<Json>,
    /// Whether its value selects the object as the member of a union.
    pub selects: bool,
}
