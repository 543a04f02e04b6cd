//! The items of the module `types`, and references to types.

use super::{Derive, Expression, Union};
use crate::document::formats::FormatType;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, FunctionName, ModuleName, TypeName, VariantName};

/// A file of the module `types`: a type and the types of its inline schemas.
#[derive(Clone, Debug)]
pub struct TypeModule {
    /// Its name.
    pub name: ModuleName,
    /// Its types.
    pub items: Vec<Type>,
}

/// A file of the module `codec`: the tables of the types whose names begin with the same word.
#[derive(Clone, Debug)]
pub struct CodecModule {
    /// Its name: that word.
    pub name: ModuleName,
    /// The positions in [`Crate::types`](super::Crate::types) of the modules whose tables it
    /// contains.
    pub types: Vec<usize>,
}

/// A type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// The pointer to its schema in the author's document.
    pub pointer: JsonPointer,
    /// The traits that it derives; empty for an alias.
    pub derives: &'static [Derive],
    /// The kind of type.
    pub kind: TypeKind,
    /// An example value, for the type's page; `None` if it would be infinite or too long.
    pub example: Option<Expression>,
}

/// The kind of a [`Type`].
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct.
    Struct(Struct),
    /// An enum of known strings, and a variant for other values.
    StringEnum(Vec<Value<Text>>),
    /// An enum of known integers, and a variant for other values.
    IntegerEnum(Vec<Value<i64>>),
    /// An enum of known values of several JSON types, and a variant for other values.
    MixedEnum(Vec<Value<Json>>),
    /// An enum with the value of a union member in each variant.
    Union(Union),
    /// A type alias.
    Alias(TypeRef),
    /// A newtype struct that wraps another type: an alias would refer to itself.
    Newtype(TypeRef),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
    /// The fields in the groups in which they are decoded and encoded.
    pub tuples: Vec<FieldTuple>,
    /// The properties that always have the same value and so have no field.
    pub constants: Vec<Constant>,
    /// How properties that the schema does not list are handled.
    pub unlisted: Unlisted,
    /// Whether `Debug` prints the values of properties that have no field.
    pub unlisted_debug: Debug,
}

/// A field of a `Struct`.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// The setter that sends `null`, of a field with `Presence::OptionalNullable`.
    pub null_setter: FunctionName,
    /// The property's name on the wire.
    pub wire: Text,
    /// The type of a value that is present and not `null`.
    pub value: TypeRef,
    /// Whether the property may be absent or `null`.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Whether `Debug` prints its value.
    pub debug: Debug,
}

/// The fields that the runtime decodes and encodes as one tuple.
#[derive(Clone, Debug)]
pub struct FieldTuple {
    /// The group that they belong to.
    pub group: FieldGroup,
    /// Their positions in [`Struct::fields`].
    pub fields: Vec<usize>,
}

/// A group of rows of the runtime's macro `object!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldGroup {
    /// Required fields.
    Required,
    /// Fields that may be absent.
    Optional,
    /// Fields that may be absent or `null`.
    Maybe,
}

/// Whether a property may be absent or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// `T`: required, not nullable.
    Required,
    /// `Option<T>`: required; `None` is `null`.
    RequiredNullable,
    /// `Option<T>`: `None` is absent.
    Optional,
    /// `Maybe<T>`: absent, `null` or a value.
    OptionalNullable,
}

/// Whether `Debug` prints a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debug {
    /// The value.
    Printed,
    /// `[redacted]` instead of the value.
    Redacted,
}

/// A property without a field.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: Text,
    /// Its value: a string, a number or a boolean.
    pub value: Json,
    /// Whether it is the tag that a union implies; another value may be kept instead.
    pub is_tag: bool,
}

/// How properties that the schema does not list are handled.
#[derive(Clone, Debug)]
pub enum Unlisted {
    /// They are kept as JSON in the field `extra`.
    Kept,
    /// They are values of a type, in the field `additional`.
    Typed(TypeRef),
    /// They are dropped, since the schema does not allow any. An explicit `null` of a property
    /// whose field can't represent it is kept.
    Nulls,
    /// They are dropped, and no field can have an unexpected `null`.
    Dropped,
}

/// A value of a string or integer enum.
#[derive(Clone, Debug)]
pub struct Value<T> {
    /// Its variant.
    pub name: VariantName,
    /// The value on the wire.
    pub wire: T,
    /// Its documentation.
    pub docs: String,
}

/// A reference to a type, where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// `uuid::Uuid`
    Uuid,
    /// `jiff::Timestamp`
    Timestamp,
    /// `jiff::civil::Date`
    Date,
    /// `Base64`: bytes that are serialized as base64.
    Base64,
    /// `Base64Url`: bytes that are serialized as base64url.
    Base64Url,
    /// `UnixTime`: an instant that is serialized as a number of seconds.
    UnixTime,
    /// `bytes::Bytes`
    Bytes,
    /// The runtime's `File`: a part of a multipart body.
    File,
    /// `serde_json::Value`
    Json,
    /// `serde_json::Map<String, serde_json::Value>`
    JsonObject,
    /// A struct or enum of this crate.
    Named(TypeName),
    /// An enum in the same module of operations.
    Local(TypeName),
    /// A type alias of this crate, and the type that it refers to.
    Alias(TypeName, Box<TypeRef>),
    /// `Option<T>`
    Option(Box<TypeRef>),
    /// `Vec<T>`
    Vec(Box<TypeRef>),
    /// `BTreeMap<String, T>`
    Map(Box<TypeRef>),
    /// `(A, B)`
    Tuple(Vec<TypeRef>),
    /// `EventStream<T>`: server-sent events with these data.
    EventStream(Box<TypeRef>),
    /// `JsonLines<T>`: a stream of these values.
    JsonLines(Box<TypeRef>),
    /// `Maybe<T>`: an optional item of a tuple.
    Maybe(Box<TypeRef>),
    /// `RestItems<T>`: the items of an array after the items of a tuple.
    RestItems(Box<TypeRef>),
    /// `Box<T>`, which breaks a cycle of types, or limits the size or depth of a value.
    Boxed(Box<TypeRef>),
}

impl From<FormatType> for TypeRef {
    fn from(format: FormatType) -> Self {
        match format {
            FormatType::String => Self::String,
            FormatType::Uuid => Self::Uuid,
            FormatType::Timestamp => Self::Timestamp,
            FormatType::Date => Self::Date,
            FormatType::Base64 => Self::Base64,
            FormatType::Base64Url => Self::Base64Url,
            FormatType::UnixTime => Self::UnixTime,
            FormatType::Binary => Self::Bytes,
            FormatType::I32 => Self::I32,
            FormatType::I64 => Self::I64,
            FormatType::U32 => Self::U32,
            FormatType::U64 => Self::U64,
            FormatType::I128 => Self::I128,
            FormatType::F32 => Self::F32,
            FormatType::F64 => Self::F64,
        }
    }
}

impl TypeRef {
    /// Returns the type in the table of formats; `None` if no format maps to it.
    pub fn format_type(&self) -> Option<FormatType> {
        FormatType::ALL.into_iter().find(|it| Self::from(*it) == *self)
    }

    /// Whether the type is a stream.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::EventStream(_) | Self::JsonLines(_))
    }

    /// Returns the values that are accepted as an argument of this type, optional or required.
    pub fn accepted(&self, is_optional: bool) -> Accepted {
        match self {
            Self::Alias(_, value) => value.accepted(is_optional),
            // `Option<T>` and `Vec<T>` convert into JSON themselves, so an `Option` is ambiguous.
            Self::Json if is_optional => Accepted::Exact,
            Self::Vec(item) if is_optional && item.without_aliases() == Self::Json => {
                Accepted::Exact
            }
            Self::Vec(item) | Self::Map(item) if item.converts() => Accepted::Collect,
            Self::JsonObject => Accepted::Collect,
            value if value.converts() => Accepted::Into,
            _ => Accepted::Exact,
        }
    }

    /// Whether values of other types are converted into this one: where callers benefit from
    /// `From`, and not for numbers, whose literals would lose their type.
    fn converts(&self) -> bool {
        match self {
            Self::String
            | Self::Named(_)
            | Self::Json
            | Self::Base64
            | Self::Base64Url
            | Self::Bytes
            | Self::File
            | Self::Local(_)
            | Self::Boxed(_) => true,
            Self::Alias(_, value) => value.converts(),
            _ => false,
        }
    }

    /// Returns the type as the compiler sees it: without aliases.
    #[must_use]
    pub fn without_aliases(&self) -> Self {
        let inner = |value: &Self| Box::new(value.without_aliases());
        match self {
            Self::Alias(_, value) => value.without_aliases(),
            Self::Option(value) => Self::Option(inner(value)),
            Self::Vec(value) => Self::Vec(inner(value)),
            Self::Map(value) => Self::Map(inner(value)),
            Self::EventStream(value) => Self::EventStream(inner(value)),
            Self::JsonLines(value) => Self::JsonLines(inner(value)),
            Self::Boxed(value) => Self::Boxed(inner(value)),
            Self::Maybe(value) => Self::Maybe(inner(value)),
            Self::RestItems(value) => Self::RestItems(inner(value)),
            Self::Tuple(items) => Self::Tuple(items.iter().map(Self::without_aliases).collect()),
            other => other.clone(),
        }
    }
}

/// The values that a function accepts as an argument of type `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// `T`, or also `Option<T>` if the argument is optional.
    Exact,
    /// Types that convert into `T`, or also an `Option` of them if the argument is optional.
    Into,
    /// Iterators over types that convert into the items of the collection `T`, or also an `Option`
    /// of them if the argument is optional.
    Collect,
}

/// The documentation of a field or parameter, in parts, so that rustdoc and the pages can lay it
/// out differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The description, in Markdown that is safe for rustdoc.
    pub description: String,
    /// The bounds, pattern, format and default, each as one line of Markdown.
    pub constraints: Vec<String>,
    /// Examples, as inline code.
    pub examples: Vec<String>,
}

impl Presence {
    /// Whether the property is required.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}
