//! The crate that will be written, in Rust's own words and with every decision made: items, fields
//! and signatures. `lower` builds it; `emit` and `pages` only print it.

use crate::names::{FieldName, FunctionName, ModuleName, TypeName, VariantName};

/// A client crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// What its `Cargo.toml` and its first page say.
    pub package: Package,
    /// The client: servers and credentials.
    pub client: ClientItems,
    /// The modules of `types`, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The modules of `operations`, in the order of the document.
    pub operations: Vec<OperationModule>,
}

impl Crate {
    /// The operation to show first: one that sends a body, where there is one.
    pub fn first_operation(&self) -> Option<(&OperationModule, &Operation)> {
        let mut all = self
            .operations
            .iter()
            .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)));
        all.clone().find(|(_, operation)| operation.body.is_some()).or_else(|| all.next())
    }
}

/// What the crate's `Cargo.toml` and its first page say.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name, such as `polar-client`.
    pub name: String,
    /// The crate's version.
    pub version: String,
    /// The SPDX expression of its licence.
    pub license: Option<String>,
    /// Its repository.
    pub repository: Option<String>,
    /// Whether `Cargo.toml` opens a workspace of its own.
    pub stands_alone: bool,
    /// The API's title, as one line of Markdown.
    pub title: String,
    /// The API's version.
    pub api_version: String,
    /// What the API is for, in Markdown that rustdoc reads safely.
    pub description: String,
}

/// The parts of the client that the document decides.
#[derive(Clone, Debug)]
pub struct ClientItems {
    /// The servers; the first is the default.
    pub servers: Vec<ServerVariant>,
    /// The credentials that the builder takes.
    pub credentials: Vec<Credential>,
    /// The name of a variable in examples that holds the client, such as `polar`.
    pub variable: String,
}

/// A server of the document.
#[derive(Clone, Debug)]
pub struct ServerVariant {
    /// Its variant in `Server`.
    pub name: VariantName,
    /// Its base URL.
    pub url: String,
    /// Its documentation.
    pub docs: String,
}

/// A credential that the builder takes.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its method on the builder.
    pub method: FunctionName,
    /// Its name in the document's security schemes.
    pub scheme: String,
    /// Its documentation.
    pub docs: String,
    /// What it sends.
    pub kind: CredentialKind,
    /// The environment variables that it is read from: one, or user and password.
    pub env: Vec<String>,
}

/// What a [`Credential`] sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// `Authorization: Bearer`.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

/// A file of `types`: a type and what stands inline in it.
#[derive(Clone, Debug)]
pub struct TypeModule {
    /// Its name.
    pub name: ModuleName,
    /// Its types.
    pub items: Vec<Type>,
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
    /// Where its schema stands in the author's document.
    pub pointer: String,
    /// What it is.
    pub kind: TypeKind,
    /// A value of it, for its page; `None` where it would be endless or too long.
    pub example: Option<Expression>,
}

/// What a [`Type`] is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct.
    Struct(Struct),
    /// An enum of known strings and of others.
    StringEnum(Vec<Value<String>>),
    /// An enum of known whole numbers and of others.
    IntegerEnum(Vec<Value<i64>>),
    /// An enum with a member's value in each variant.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
    /// A type that holds another one: an alias that leads back to itself.
    Newtype(TypeRef),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
    /// The properties that always have the same value and so have no field.
    pub constants: Vec<Constant>,
    /// What becomes of properties that are not listed.
    pub unlisted: Unlisted,
}

/// A field of a [`Struct`].
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// The setter that sends `null`, of a field with [`Presence::OptionalNullable`].
    pub null_setter: FunctionName,
    /// The property's name on the wire.
    pub wire: String,
    /// The type of a value that is there and not `null`.
    pub value: TypeRef,
    /// Whether it may be absent or `null`.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Whether `Debug` prints its value.
    pub debug: Debug,
}

/// Whether a property may be absent or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// `T`: always there, never `null`.
    Required,
    /// `Option<T>`: always there; `None` is `null`.
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
    /// `[redacted]` in its place.
    Redacted,
}

/// A property without a field.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: String,
    /// Its value: a string, a number or a boolean.
    pub value: serde_json::Value,
}

/// What becomes of properties that a struct does not list.
#[derive(Clone, Debug)]
pub enum Unlisted {
    /// They are kept as JSON in the field `extra`.
    Kept,
    /// They are values of a type, in the field `additional`.
    Typed(TypeRef),
    /// They are dropped: the schema says that there are none.
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

/// An enum with a member's value in each variant.
#[derive(Clone, Debug)]
pub struct Union {
    /// How the variant of a value is found.
    pub selection: Selection,
    /// Its variants, in the order of the document.
    pub variants: Vec<Variant>,
}

/// How the variant of a value is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By the string value of this property.
    Tag(String),
    /// By each variant's own guard.
    Guards,
}

/// A variant of a [`Union`].
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: VariantName,
    /// What it holds.
    pub payload: TypeRef,
    /// How it is told from the others.
    pub guard: Guard,
    /// Whether no other variant holds the same type, so that `From` can be implemented.
    pub from_payload: bool,
    /// Its documentation.
    pub docs: String,
}

/// How a [`Variant`] is told from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// By these values of the tag.
    Tags(Vec<String>),
    /// By its JSON type, a variant of the runtime's `Kind`.
    Kind(&'static str),
    /// By a property that only it has.
    Has(String),
    /// By the value of a property.
    Equals(String, String),
    /// By trying, among the values of this JSON type where there is one.
    BestFit(Option<&'static str>),
}

/// A type where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// `Base64`: bytes that are base64 on the wire.
    Base64,
    /// `bytes::Bytes`
    Bytes,
    /// `serde_json::Value`
    Json,
    /// `serde_json::Map<String, serde_json::Value>`
    JsonObject,
    /// A struct or enum of this crate.
    Named(TypeName),
    /// A type alias of this crate, and what it stands for.
    Alias(TypeName, Box<TypeRef>),
    /// `Option<T>`
    Option(Box<TypeRef>),
    /// `Vec<T>`
    Vec(Box<TypeRef>),
    /// `BTreeMap<String, T>`
    Map(Box<TypeRef>),
    /// `(A, B)`
    Tuple(Vec<TypeRef>),
    /// `Box<T>`, on an edge that closes a cycle.
    Boxed(Box<TypeRef>),
}

impl TypeRef {
    /// Whether an argument of this type is taken as `impl Into<T>`: where `From` is what callers
    /// want, and not for numbers, whose literals would lose their type.
    pub fn is_taken_by_into(&self) -> bool {
        match self {
            Self::String
            | Self::Named(_)
            | Self::Json
            | Self::Base64
            | Self::Bytes
            | Self::Boxed(_) => true,
            Self::Alias(_, value) => value.is_taken_by_into(),
            _ => false,
        }
    }

    /// The type as the compiler sees it: without aliases.
    #[must_use]
    pub fn without_aliases(&self) -> Self {
        let inner = |value: &Self| Box::new(value.without_aliases());
        match self {
            Self::Alias(_, value) => value.without_aliases(),
            Self::Option(value) => Self::Option(inner(value)),
            Self::Vec(value) => Self::Vec(inner(value)),
            Self::Map(value) => Self::Map(inner(value)),
            Self::Boxed(value) => Self::Boxed(inner(value)),
            Self::Tuple(items) => Self::Tuple(items.iter().map(Self::without_aliases).collect()),
            other => other.clone(),
        }
    }
}

/// The documentation of a field or parameter, in parts, so that rustdoc and pages can each lay it
/// out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// What it is, in Markdown that rustdoc reads safely.
    pub description: String,
    /// Bounds, patterns, formats, default: each as one line of Markdown.
    pub constraints: Vec<String>,
    /// Examples, as inline code.
    pub examples: Vec<String>,
}

/// A file of `operations`: the operations of one resource.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// Its name, and the client's method that gives the resource.
    pub name: ModuleName,
    /// What the document calls it, as inline code.
    pub title: String,
    /// Its documentation.
    pub docs: String,
    /// The type that the client's method gives.
    pub resource: TypeName,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document's `operationId`, or method and path where it has none.
    pub id: String,
    /// Where it stands in the author's document.
    pub pointer: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The function and the resource's method.
    pub function: FunctionName,
    /// The request type.
    pub request: TypeName,
    /// The error type, where the document describes a failure.
    pub error: Option<ErrorEnum>,
    /// What it gives.
    pub success: Success,
    /// One line about it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its parameters: required ones are arguments, optional ones setters.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// The alternatives of security schemes, by name.
    pub security: Vec<Vec<String>>,
    /// Media types for `Accept`, where it answers with anything.
    pub accept: Vec<String>,
    /// How each answer is read.
    pub answers: Vec<Answer>,
    /// The arguments of an example call.
    pub example: Vec<Expression>,
    /// The setters of an example call: optional parameters that the document has examples of.
    pub example_setters: Vec<(FieldName, Expression)>,
}

/// A parameter of an [`Operation`].
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its argument, or its setter.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes: `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// How it is written: a variant of the runtime's `Style`.
    pub style: &'static str,
    /// The type of its value.
    pub value: TypeRef,
    /// Whether it must be given.
    pub required: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// What an [`Operation`] sends.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub value: TypeRef,
    /// Whether it must be given.
    pub required: bool,
    /// How it is written.
    pub encoding: BodyEncoding,
    /// The media type.
    pub media_type: String,
    /// Its documentation.
    pub docs: String,
}

/// How a body is written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEncoding {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Nothing.
    Empty,
}

/// What an operation gives.
#[derive(Clone, Debug)]
pub enum Success {
    /// A value of one type.
    One(TypeRef),
    /// One of several, by status.
    Several(ErrorEnum),
}

/// An enum with one variant for each response that is documented.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// Its name.
    pub name: TypeName,
    /// Its variants.
    pub variants: Vec<ResponseVariant>,
}

/// A variant for one documented response.
#[derive(Clone, Debug)]
pub struct ResponseVariant {
    /// Its name.
    pub name: VariantName,
    /// The status as the document writes it: `422`, `4XX` or `default`.
    pub status: String,
    /// What the body holds.
    pub payload: TypeRef,
    /// Its documentation.
    pub docs: String,
}

/// How an answer with some statuses is read.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The statuses that it is for.
    pub statuses: Statuses,
    /// How its body is read.
    pub encoding: BodyEncoding,
    /// Where the value goes.
    pub target: AnswerTarget,
}

/// The statuses of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One.
    Code(u16),
    /// A hundred: `4` is 400 to 499.
    Hundred(u16),
    /// All others.
    Others,
}

/// Where an answer's value goes.
#[derive(Clone, Debug)]
pub enum AnswerTarget {
    /// It is what the operation gives.
    Success,
    /// It is a variant of what the operation gives.
    SuccessVariant(TypeName, VariantName),
    /// It is a variant of the operation's error.
    Error(TypeName, VariantName),
}

/// An expression of an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A string literal.
    Text(String),
    /// Bytes: `Vec::from("..")`.
    Bytes(String),
    /// A `String` of a literal.
    Owned(String),
    /// A string literal that is parsed to the type of its place: `"..".parse()?`.
    Parsed(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// A variant: `types::CountryAlpha2::Us`.
    Variant(TypeName, VariantName),
    /// A struct from its required fields, and some optional ones: `types::Address::new(..)`.
    New(TypeName, Vec<Expression>, Vec<(FieldName, Expression)>),
    /// A member of a union: `types::Customer::Team(..)`.
    Member(TypeName, VariantName, Box<Expression>),
    /// A value of this type alias, where nothing else says so.
    As(TypeName, Box<Expression>),
    /// `Box::new(..)`
    Boxed(Box<Expression>),
    /// `None`
    None,
    /// `Some(..)`
    Some(Box<Expression>),
    /// `vec![..]`
    Vec(Vec<Expression>),
    /// `(..)`
    Tuple(Vec<Expression>),
    /// `Default::default()`
    Default,
    /// JSON: `serde_json::json!(..)`.
    Json(serde_json::Value),
}
