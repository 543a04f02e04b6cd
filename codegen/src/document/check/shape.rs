//! The words in which the tables describe OpenAPI's objects. Plain data, no rules.

use std::fmt;

/// The feature sets of OpenAPI 3, in order of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// OpenAPI 3.0
    V3_0,
    /// OpenAPI 3.1
    V3_1,
    /// OpenAPI 3.2
    V3_2,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        })
    }
}

/// The objects that OpenAPI defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Link,
    Example,
    SecurityRequirement,
    SecurityScheme,
    OauthFlows,
    OauthFlow,
    Schema,
    Discriminator,
    Xml,
}

/// What the specification says about one kind of object.
pub(super) struct Object {
    /// What a message calls it, with its article.
    pub(super) name: &'static str,
    /// The fixed fields; the frequent ones first, since they are searched in this order.
    pub(super) fields: &'static [Field],
    /// What other keys than the fixed fields and `x-` mean.
    pub(super) others: Others,
}

/// What keys mean that are neither fixed fields nor extensions.
#[derive(Clone, Copy)]
pub(super) enum Others {
    /// Nothing, and nothing else stands behind them: a warning.
    Idle,
    /// Something that would be lost, such as an operation of an unknown method: an error.
    Lost,
    /// They are members of the given shape, if they look as they must.
    Members(Keys, &'static Shape),
}

/// What the keys of members look like.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// `/pets/{id}`
    Path,
    /// `200`, `4XX` or `default`
    Status,
    /// An expression such as `{$request.body#/url}`.
    Expression,
    /// A name of the author's choice, even one that starts with `x-`.
    Name,
}

/// One fixed field of an object.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) presence: Presence,
    /// The first version that has the field.
    pub(super) since: Version,
}

/// Whether a field must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Optional,
    /// Required, but its absence has one possible meaning: a warning.
    Expected,
    /// Required, and nothing can be generated without it: an error.
    Required,
}

/// What a value must be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Any JSON value.
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

pub(super) const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, presence: Presence::Optional, since: Version::V3_0 }
}

impl Field {
    pub(super) const fn required(self) -> Self {
        Self { presence: Presence::Required, ..self }
    }

    pub(super) const fn expected(self) -> Self {
        Self { presence: Presence::Expected, ..self }
    }

    pub(super) const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }
}

impl Shape {
    /// The kind of object that stands here, where it is one object.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Object(kind) | Self::Referable(kind) => Some(kind),
            Self::Schema => Some(Kind::Schema),
            _ => None,
        }
    }

    /// The shape of the member or element `token` of a value of this shape, or `None` where the
    /// specification says nothing about it.
    pub(super) fn at(self, token: &str) -> Option<Self> {
        match self {
            Self::List(shape) | Self::Map(shape) => Some(*shape),
            _ => {
                let object = self.kind()?.object();
                match object.field(token) {
                    Some(field) => Some(field.shape),
                    None => match object.others {
                        Others::Members(_, shape) if !is_extension(token) => Some(*shape),
                        _ => None,
                    },
                }
            }
        }
    }
}

impl Object {
    /// The fixed field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Whether a key is a specification extension (OpenAPI 3.2, section 4.23).
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
