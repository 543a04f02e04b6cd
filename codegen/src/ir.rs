//! What the document says about the API, with every `$ref` followed and every `allOf` merged:
//! facts in OpenAPI's own words, and no Rust. `resolve` builds it; `names` and `lower` read it.

use serde_json::Value;

use crate::pointer::JsonPointer;

/// The index of a [`Schema`] in [`Api::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(u32);

/// An API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The document's `info`.
    pub info: About,
    /// The document's servers, in its order.
    pub servers: Vec<Server>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// Every schema, components first.
    pub schemas: Vec<Schema>,
    /// Every operation, in the order of the document's paths.
    pub operations: Vec<Operation>,
    /// The security schemes, in the order of the document.
    pub security_schemes: Vec<SecurityScheme>,
}

/// An Info Object.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The API's title.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// A short description.
    pub summary: Option<String>,
    /// A long description, in CommonMark.
    pub description: Option<String>,
}

/// A Tag Object.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The tag's name.
    pub name: String,
    /// What it stands for, in CommonMark.
    pub description: Option<String>,
}

/// A Server Object.
#[derive(Clone, Debug)]
pub struct Server {
    /// The base URL, with its variables' defaults filled in.
    pub url: String,
    /// A short name, such as `production`, where the document gives one (`x-speakeasy-server-id`).
    pub id: Option<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
}

/// A Schema Object, resolved.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// What it may be named after.
    pub origin: Origin,
    /// Its `title`.
    pub title: Option<String>,
    /// What the document says about its values.
    pub notes: Notes,
    /// Whether `null` is a value besides what [`Schema::shape`] says.
    pub nullable: bool,
    /// Which values it has.
    pub shape: Shape,
}

/// What a schema may be named after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component of this name.
    Component(String),
    /// A schema that stands inside another thing.
    Inline(Place),
}

/// Where an inline schema stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The property of an object schema, by its wire name.
    Property(SchemaId, String),
    /// The items of an array schema.
    Items(SchemaId),
    /// The item of a tuple schema, from 0.
    Item(SchemaId, usize),
    /// The values of a map schema or of an object's additional properties.
    Values(SchemaId),
    /// The member of a union schema, from 0.
    Member(SchemaId, usize),
    /// The body of an operation's request.
    RequestBody(OperationKey),
    /// The body of an operation's response with this status.
    ResponseBody(OperationKey, String),
    /// A parameter of an operation, or of all operations of a path.
    Parameter(OperationKey, String),
}

/// An operation by its index in [`Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationKey(pub usize);

/// What the document says about a schema's values without changing which Rust type they have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// The `description`, in CommonMark.
    pub description: Option<String>,
    /// `example` and `examples`.
    pub examples: Vec<Value>,
    /// The `default`.
    pub default: Option<Value>,
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
pub struct Constraint {
    /// The keyword, such as `maxLength`.
    pub keyword: String,
    /// Its value as JSON, such as `2083`; empty where the keyword alone says it.
    pub value: String,
}

/// Which values a schema has.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Every JSON value.
    Any,
    /// No value.
    Never,
    /// `null` alone.
    Null,
    /// `true` and `false`.
    Boolean,
    /// Whole numbers, with the `format`.
    Integer(Option<String>),
    /// Numbers, with the `format`.
    Number(Option<String>),
    /// Strings, with the `format`.
    String(Option<String>),
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

/// An `enum` or `const`.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The listed values.
    pub values: Vec<EnumerationValue>,
}

impl Enumeration {
    /// Whether all values are strings.
    pub fn is_strings(&self) -> bool {
        self.values.iter().all(|it| it.value.is_string())
    }

    /// Whether all values are whole numbers.
    pub fn is_integers(&self) -> bool {
        self.values.iter().all(|it| it.value.is_i64())
    }
}

/// One value of an [`Enumeration`].
#[derive(Clone, Debug, PartialEq)]
pub struct EnumerationValue {
    /// The value on the wire.
    pub value: Value,
    /// The name that an extension gives it (`x-enum-varnames`, `x-speakeasy-enums`).
    pub name: Option<String>,
    /// The description that an extension gives it (`x-enum-descriptions`).
    pub description: Option<String>,
}

/// `prefixItems`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuple {
    /// The schemas of the first items.
    pub items: Vec<SchemaId>,
    /// The schema of the items that follow; `None` where none may follow.
    pub rest: Option<SchemaId>,
}

/// An object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// The properties, in the order of the document.
    pub properties: Vec<Property>,
    /// What the object may hold beside them.
    pub additional: Additional,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Anything: absent or `true`.
    Any,
    /// Nothing: `false`.
    None,
    /// Values of a schema.
    Typed(SchemaId),
}

/// A property of an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Its schema.
    pub schema: SchemaId,
    /// Whether it is always present.
    pub required: bool,
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// `oneOf` or `anyOf`.
    pub keyword: &'static str,
    /// The members, in the order of the document.
    pub members: Vec<Member>,
    /// How a value's member is found.
    pub selection: Selection,
}

/// A member of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its schema.
    pub schema: SchemaId,
    /// How it is told from the others.
    pub guard: Guard,
}

/// How a value's member is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By the string value of this property, wherever it stands in the object.
    Tag(String),
    /// By each member's own [`Guard`].
    Guards,
}

/// How a [`Member`] is told from the others.
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// By these values of the tag.
    Tags(Vec<String>),
    /// It alone has this JSON type.
    Kind(JsonKind),
    /// It is the only object with this required property.
    Has(String),
    /// It is the only object whose property has this constant value.
    Equals(String, String),
    /// Nothing tells it apart but trying: best fit among the members of the same JSON type.
    BestFit(Option<JsonKind>),
}

/// The types of JSON values, with whole numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// Numbers written without fraction and exponent.
    Integer,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Arrays.
    Array,
    /// Objects.
    Object,
}

/// An Operation Object.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// Its `operationId`.
    pub id: Option<String>,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its `summary`.
    pub summary: Option<String>,
    /// Its `description`, in CommonMark.
    pub description: Option<String>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Its parameters and those of its path, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub request_body: Option<RequestBody>,
    /// What it answers.
    pub responses: Vec<Response>,
    /// The alternatives of security schemes that must be met together; empty where none is needed.
    pub security: Vec<Vec<String>>,
}

/// A Parameter Object.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub location: Location,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of its value.
    pub schema: SchemaId,
    /// How its value is written.
    pub encoding: ParameterEncoding,
}

/// Where a [`Parameter`] goes (OpenAPI 3.1, Parameter Object, `in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path template.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a [`Parameter`]'s value is written (OpenAPI 3.1, Parameter Object, `style` and `content`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By a style.
    Style {
        /// The `style`, such as `form`.
        style: Style,
        /// `explode`.
        explode: bool,
    },
    /// As JSON text (`content: application/json`).
    Json,
}

/// The `style` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the OpenAPI specification")]
pub enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A Request Body Object.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// What it holds, in CommonMark.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// The media types that the server takes, in the order of the document.
    pub contents: Vec<MediaType>,
}

/// A Media Type Object.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The media type or range, such as `application/json`.
    pub name: String,
    /// The schema of its content.
    pub schema: Option<SchemaId>,
}

/// A Response Object.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// The statuses that it stands for.
    pub status: Status,
    /// What it means, in CommonMark.
    pub description: String,
    /// The media types that it may have, in the order of the document.
    pub contents: Vec<MediaType>,
}

/// The statuses that a [`Response`] stands for (OpenAPI 3.1, Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// `4XX`: all from 400 to 499.
    Range(u16),
    /// `default`: all that are not listed.
    Default,
}

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// What it sends.
    pub kind: SecurityKind,
}

/// What a [`SecurityScheme`] sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer`: HTTP bearer, OAuth 2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// An API key in a header, a query parameter or a cookie of this name.
    ApiKey(Location, String),
}

impl Api {
    /// The schema with this id.
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// The schema that `id` is only another name for: the end of a chain of references.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        let mut end = id;
        for _ in 0..self.schemas.len() {
            let Shape::Reference(next) = self.schema(end).shape else { break };
            end = next;
        }
        end
    }

    /// Whether `null` is a value of the schema or of one that it refers to.
    pub fn nullable(&self, id: SchemaId) -> bool {
        let mut at = id;
        for _ in 0..self.schemas.len() {
            let schema = self.schema(at);
            if schema.nullable {
                return true;
            }
            let Shape::Reference(next) = schema.shape else { break };
            at = next;
        }
        false
    }

    /// The value that a property always has: it is required, not nullable and its schema lists one
    /// value (`const`, or an `enum` of one).
    pub fn constant(&self, property: &Property) -> Option<&Value> {
        let target = self.schema(self.target(property.schema));
        match &target.shape {
            Shape::Enumeration(enumeration)
                if property.required && !self.nullable(property.schema) =>
            {
                match &enumeration.values[..] {
                    [only] if !only.value.is_array() && !only.value.is_object() => {
                        Some(&only.value)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The schemas that stand directly inside another one, in the order of the document.
    pub fn children(&self, id: SchemaId) -> Vec<SchemaId> {
        match &self.schema(id).shape {
            Shape::Array(items) | Shape::Map(items) | Shape::Reference(items) => vec![*items],
            Shape::Tuple(tuple) => tuple.items.iter().copied().chain(tuple.rest).collect(),
            Shape::Object(object) => {
                let additional = match object.additional {
                    Additional::Typed(values) => Some(values),
                    Additional::Any | Additional::None => None,
                };
                object.properties.iter().map(|it| it.schema).chain(additional).collect()
            }
            Shape::Union(union) => union.members.iter().map(|it| it.schema).collect(),
            _ => Vec::new(),
        }
    }

    /// The ids of all schemas, in order.
    pub fn schema_ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.schemas.len()).map(SchemaId::new)
    }
}

impl SchemaId {
    /// The id of the schema at `index`.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index in [`Api::schemas`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
