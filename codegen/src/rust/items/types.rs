//! The items of `types`, and type references.

use super::{Derive, Expression, Union};
use crate::document::formats::FormatType;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, FunctionName, ModuleName, TypeName, VariantName};

/// A file of `types`: a type and the types of its inline schemas.
#[derive(Clone, Debug)]
pub struct TypeModule {
    /// Its name.
    pub name: ModuleName,
    /// Its types.
    pub items: Vec<Type>,
}

/// A file of `codec`: the tables of the types whose names begin with the same word.
#[derive(Clone, Debug)]
pub struct CodecModule {
    /// Its name, which is that word.
    pub name: ModuleName,
    /// The indices in [`Crate::types`](super::Crate::types) of the modules whose types it contains.
    pub types: Vec<usize>,
}

/// A type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: String,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
    /// The location of its schema in the author's document.
    pub pointer: JsonPointer,
    /// The traits that it derives; empty for an alias.
    pub derives: &'static [Derive],
    /// Its kind.
    pub kind: TypeKind,
    /// An example value, for its page; `None` if it would be infinite or too long.
    pub example: Option<Expression>,
}

/// The kind of a [`Type`].
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct.
    Struct(Struct),
    /// An open enum of strings: the known ones, and a variant for others.
    StringEnum(Vec<Value<Text>>),
    /// An open enum of integers: the known ones, and a variant for others.
    IntegerEnum(Vec<Value<i64>>),
    /// An open enum of values of several JSON types: the known ones, and a variant for others.
    MixedEnum(Vec<Value<Json>>),
    /// An enum with a variant per member of a union.
    Union(Union),
    /// A type alias.
    Alias(TypeRef),
    /// A newtype: an alias that refers to itself.
    Newtype(TypeRef),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
    /// The fields in the groups in which the runtime reads and writes them.
    pub tuples: Vec<FieldTuple>,
    /// The properties with a constant value, which therefore have no field.
    pub constants: Vec<Constant>,
    /// The treatment of additional properties.
    pub unlisted: Unlisted,
    /// Whether `Debug` prints the values of properties without a field.
    pub unlisted_debug: Debug,
}

/// A field of a `Struct`.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// The setter that sends `null`, for a field with `Presence::OptionalNullable`.
    pub null_setter: FunctionName,
    /// The property's name on the wire.
    pub wire: Text,
    /// The type of a value that is present and not `null`.
    pub value: TypeRef,
    /// Whether it is required and whether it is nullable.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
    /// Whether `Debug` prints its value.
    pub debug: Debug,
}

/// Fields that the runtime reads and writes together, as a tuple.
#[derive(Clone, Debug)]
pub struct FieldTuple {
    /// The group that they belong to.
    pub group: FieldGroup,
    /// Their indices in [`Struct::fields`].
    pub fields: Vec<usize>,
}

/// A group of rows of the runtime's macro `object!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldGroup {
    /// Required fields.
    Required,
    /// Optional fields.
    Optional,
    /// Optional nullable fields.
    Maybe,
}

/// Whether a property is required and whether it is nullable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// `T`: required, never `null`.
    Required,
    /// `Option<T>`: required; `None` is `null`.
    RequiredNullable,
    /// `Option<T>`: optional; `None` is absent.
    Optional,
    /// `Maybe<T>`: absent, `null` or a value.
    OptionalNullable,
}

/// Whether `Debug` prints a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debug {
    /// Prints the value.
    Printed,
    /// Prints `[redacted]` instead.
    Redacted,
}

/// A property with a constant value, and therefore without a field.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: Text,
    /// Its value: a string, a number or a boolean.
    pub value: Json,
    /// Whether it is the implied tag of a union, for which another value may be kept.
    pub is_tag: bool,
}

/// The treatment of additional properties of a struct (`additionalProperties`).
#[derive(Clone, Debug)]
pub enum Unlisted {
    /// They are kept as JSON in the field `extra`.
    Kept,
    /// They are values of this type, in the field `additional`.
    Typed(TypeRef),
    /// They are dropped: the schema allows none. An explicit `null` of an optional field that isn't
    /// nullable is kept.
    Nulls,
    /// They are dropped, and no field can have an unexpected `null`.
    Dropped,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct Value<T> {
    /// Its variant.
    pub name: VariantName,
    /// The value on the wire.
    pub wire: T,
    /// Its documentation.
    pub docs: String,
}

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `()`.
    Unit,
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `i128`.
    I128,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// `uuid::Uuid`.
    Uuid,
    /// `jiff::Timestamp`.
    Timestamp,
    /// `jiff::civil::Date`.
    Date,
    /// `Base64`: bytes that are encoded as base64.
    Base64,
    /// `Base64Url`: bytes that are encoded as URL-safe base64.
    Base64Url,
    /// `UnixTime`: an instant that is encoded as a number of seconds.
    UnixTime,
    /// `bytes::Bytes`.
    Bytes,
    /// The runtime's `File`: a part of a multipart body.
    File,
    /// `serde_json::Value`.
    Json,
    /// `serde_json::Map<String, serde_json::Value>`.
    JsonObject,
    /// A struct or enum of this crate.
    Named(TypeName),
    /// An enum in the same module of operations.
    Local(TypeName),
    /// A type alias of this crate, and its target.
    Alias(TypeName, Box<TypeRef>),
    /// `Option<T>`.
    Option(Box<TypeRef>),
    /// `Vec<T>`.
    Vec(Box<TypeRef>),
    /// `BTreeMap<String, T>`.
    Map(Box<TypeRef>),
    /// `(A, B)`.
    Tuple(Vec<TypeRef>),
    /// `EventStream<T>`: server-sent events with data of this type.
    EventStream(Box<TypeRef>),
    /// `JsonLines<T>`: a stream of values of this type.
    JsonLines(Box<TypeRef>),
    /// `Maybe<T>`: an optional item of a tuple.
    Maybe(Box<TypeRef>),
    /// `RestItems<T>`: the items of an array after those of a tuple.
    RestItems(Box<TypeRef>),
    /// `Box<T>`, on an edge that closes a cycle.
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
    /// Returns the type in the table of formats; `None` if no format is mapped to it.
    pub fn format_type(&self) -> Option<FormatType> {
        FormatType::ALL.into_iter().find(|it| Self::from(*it) == *self)
    }

    /// Returns `true` for a stream.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::EventStream(_) | Self::JsonLines(_))
    }

    /// Returns `true` if an argument of this type is passed as `impl Into<T>`: if callers benefit
    /// from `From`, but not for numbers, since the type of their literals couldn't be inferred.
    pub fn is_taken_by_into(&self) -> bool {
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
            Self::Alias(_, value) => value.is_taken_by_into(),
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

/// The documentation of a field or parameter, in parts, for the different layouts of rustdoc and
/// pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// Its description, in Markdown that is safe for rustdoc.
    pub description: String,
    /// Its bounds, patterns, formats and default, each as one line of Markdown.
    pub constraints: Vec<String>,
    /// Examples, as inline code.
    pub examples: Vec<String>,
}

impl Presence {
    /// Returns `true` if the property is required.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}
