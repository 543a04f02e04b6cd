//! Schema Objects, resolved.

use serde_json::Value;

use super::{Member, SchemaId, Union};
use crate::document::direction::Direction;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};

/// A Schema Object, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// What it may be named after.
    pub origin: Origin,
    /// Its `title`.
    pub title: Option<Text>,
    /// Its name in an extension, or the property that it is of
    /// (`x-speakeasy-name-override`).
    pub called: Option<Text>,
    /// What the document says about its values.
    pub notes: Notes,
    /// Whether `null` is a value besides what [`Schema::shape`] says.
    pub nullable: bool,
    /// Which values it has.
    pub shape: Shape,
    /// Whether the JSON type of its values is not declared: its keywords imply it.
    pub implied: bool,
    /// The only direction that it describes, where the other one differs.
    pub direction: Option<Direction>,
}

impl Schema {
    /// The whole numbers that the schema's bounds allow, those of all its parts together (JSON
    /// Schema 2020-12 Validation, 6.2); `None` where there is no bound.
    pub(crate) fn bounds(&self) -> (Option<i128>, Option<i128>) {
        let (mut least, mut most) = (None, None);
        for constraint in &self.notes.constraints {
            let text = constraint.value.as_written();
            match &*constraint.keyword {
                "minimum" => least = least.max(whole(text, -1)),
                "exclusiveMinimum" => least = least.max(inside(text, 1)),
                "maximum" => most = most.into_iter().chain(whole(text, 1)).min(),
                "exclusiveMaximum" => most = most.into_iter().chain(inside(text, -1)).min(),
                _ => {}
            }
        }
        (least, most)
    }
}

/// The whole number of a bound, or one next to it: `outward` of a number that is only known as a
/// float beyond an `i64`.
#[expect(clippy::cast_possible_truncation, reason = "a fraction is cut off")]
fn whole(text: &str, outward: i128) -> Option<i128> {
    const ROUNDED: f64 = (1_u64 << 63) as f64;
    if let Ok(whole) = text.parse() {
        return Some(whole);
    }
    // A number outside the range of `i128` can't be one of its bounds.
    let number = text.parse::<f64>().ok().filter(|it| it.abs() < i128::MAX as f64)?;
    let rounded = if number.abs() < ROUNDED { 0 } else { outward };
    Some(number as i128 + rounded)
}

/// The whole number that is next to an exclusive bound.
fn inside(text: &str, inward: i128) -> Option<i128> {
    text.parse::<i128>().ok().map_or_else(|| whole(text, -inward), |it| it.checked_add(inward))
}

/// What a schema may be named after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A component of this name.
    Component(Text),
    /// A schema that stands inside another thing.
    Inline(Place),
}

/// Where an inline schema stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The property of an object schema, by its wire name.
    Property(SchemaId, Text),
    /// The items of an array schema.
    Items(SchemaId),
    /// The item of a tuple schema, from 0.
    Item(SchemaId, usize),
    /// The values of a map schema or of an object's additional properties.
    Values(SchemaId),
    /// The member of a union schema, from 0.
    Member(SchemaId, usize),
    /// The component that is the parent of others, without its children.
    Base(SchemaId),
    /// The component as clients send it, where servers send it otherwise.
    Sent(SchemaId),
    /// The body of an operation's request.
    RequestBody(OperationKey),
    /// The body of an operation's response with this status.
    ResponseBody(OperationKey, String),
    /// The body of an operation's response with this status, of this media type beside another,
    /// or an item of it.
    ResponseContent(OperationKey, String, Text),
    /// The body of a webhook's request.
    Webhook(Text),
    /// The union of what all webhooks send.
    Webhooks,
    /// The body of a callback's request.
    Callback(OperationKey, Text),
    /// A parameter of an operation, or of all operations of a path.
    Parameter(OperationKey, Text),
}

impl Place {
    /// The same place in the copy, as `copy_of` returns it, of the schema around it.
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

    /// The schema around it.
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

/// What the document says about a schema's values without changing which Rust type they have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Notes {
    /// The `description`, in CommonMark.
    pub description: Option<Text>,
    /// `example` and `examples`.
    pub examples: Vec<Json>,
    /// The `default`.
    pub default: Option<Json>,
    /// Bounds, patterns and the like.
    pub constraints: Vec<Constraint>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Whether it is `readOnly`: sent by the server only.
    pub read_only: bool,
    /// Whether it is `writeOnly`: sent by the client only.
    pub write_only: bool,
    /// Whether its values are secret: `format: password` or `x-sensitive`.
    pub sensitive: bool,
}

/// A keyword that constrains values more than a Rust type does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Constraint {
    /// The keyword, such as `maxLength`.
    pub keyword: String,
    /// Its value as JSON, such as `2083`; empty where the keyword alone says it.
    pub value: Text,
}

/// Which values a schema has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Every JSON value.
    Any,
    /// No value.
    Never,
    /// `null` alone.
    Null,
    /// `true` and `false`.
    Boolean,
    /// Whole numbers, with the `format`.
    Integer(Option<Text>),
    /// Numbers, with the `format`.
    Number(Option<Text>),
    /// Strings, with the `format`.
    String(Option<Text>),
    /// The listed values, and those that a newer server may add.
    Enumeration(Enumeration),
    /// Arrays.
    Array(SchemaId),
    /// Arrays whose first items each have their own schema.
    Tuple(Tuple),
    /// Objects with any property names and values of one schema.
    Map(SchemaId),
    /// Objects with named properties.
    Object(Object),
    /// Values of one of several schemas.
    Union(Union),
    /// The same values as another schema.
    Reference(SchemaId),
}

/// Calls `visit` with each schema directly inside a shape, in the order of the document: with its
/// id by `iter`, to change it by `iter_mut`.
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
    /// The schemas directly inside, in the order of the document.
    pub(crate) fn children(&self) -> Vec<SchemaId> {
        let mut children = Vec::new();
        let mut add = |id: &SchemaId| children.push(*id);
        each_schema!(self, iter, add);
        children
    }

    /// Calls `change` with the id of each schema directly inside.
    pub(crate) fn each_child_mut(&mut self, mut change: impl FnMut(&mut SchemaId)) {
        each_schema!(self, iter_mut, change);
    }
}

/// An `enum` or `const`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enumeration {
    /// The listed values.
    pub values: Vec<EnumerationValue>,
    /// Whether the document says itself that there are others: an `enum` beside plain strings.
    pub has_others: bool,
    /// Whether the document says that there are no others, also in the future: a `const`.
    pub is_constant: bool,
}

impl Enumeration {
    /// The only value that there is.
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

    /// Whether all values are whole numbers.
    pub(crate) fn is_integers(&self) -> bool {
        self.values.iter().all(|it| it.value.as_written().is_i64())
    }

    /// Whether the values are strings, numbers and booleans, of more than one of these.
    pub(crate) fn is_mixed(&self) -> bool {
        let kinds = [Value::is_string, Value::is_number, Value::is_boolean];
        let of = |is: fn(&Value) -> bool| {
            self.values.iter().filter(|it| is(it.value.as_written())).count()
        };
        let counts = kinds.map(of);
        counts.iter().sum::<usize>() == self.values.len()
            && counts.iter().filter(|count| **count > 0).count() > 1
    }

    /// Whether each value can be told by name: all but sets of fractions, of booleans alone, and
    /// of arrays and objects.
    pub(crate) fn is_named(&self) -> bool {
        self.is_strings() || self.is_integers() || self.is_mixed()
    }
}

/// One value of an [`Enumeration`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumerationValue {
    /// The value on the wire.
    pub value: Json,
    /// Its name in an extension (`x-enum-varnames`, `x-speakeasy-enums`).
    pub name: Option<Text>,
    /// The description that an extension gives it (`x-enum-descriptions`).
    pub description: Option<Text>,
}

/// `prefixItems`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tuple {
    /// The schemas of the first items.
    pub items: Vec<SchemaId>,
    /// How many of them are always there: `minItems`, where that is less (JSON Schema 2020-12,
    /// core, 10.3.1.1: `prefixItems` alone asks for no item).
    pub required: usize,
    /// The schema of the items that follow; `None` where none may follow.
    pub rest: Option<SchemaId>,
}

/// An object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    /// The properties, in the order of the document.
    pub properties: Vec<Property>,
    /// What the object may hold beside them.
    pub additional: Additional,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    /// Anything: absent or `true`.
    Any,
    /// Nothing: `false`.
    None,
    /// Values of a schema.
    Typed(SchemaId),
}

/// A property of an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    /// Its name on the wire.
    pub name: Text,
    /// Its schema.
    pub schema: SchemaId,
    /// Whether it is always present.
    pub required: bool,
    /// The value that the unions imply whose member the object is, where the schema allows others.
    pub tag: Option<Json>,
    /// Whether its value selects its object among the members of a union.
    pub selects: bool,
}
