//! The words in which the tables describe OpenAPI's objects: their fields, and the versions that have
//! them.

use std::fmt;

use super::shape::Shape;

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

/// What the specification says about one kind of object.
pub(crate) struct Object {
    /// What a message calls it, with its article.
    pub(crate) name: &'static str,
    /// The name of its section in the specification.
    pub(crate) title: &'static str,
    /// The fixed fields; the frequent ones first, since they are searched in this order.
    pub(crate) fields: &'static [Field],
    /// What other keys than the fixed fields and `x-` mean.
    pub(crate) others: Others,
}

/// What keys mean that are neither fixed fields nor extensions.
#[derive(Clone, Copy)]
pub(crate) enum Others {
    /// Nothing that the generator needs: a warning.
    Idle,
    /// Something that would be lost, such as an operation of an unknown method: an error.
    Lost,
    /// They are members of the given shape, if they look as they must.
    Members(Keys, &'static Shape),
}

/// What the keys of members look like.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
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
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) presence: Presence,
    /// The first version that has the field, or `None` for a keyword of an older draft of JSON
    /// Schema that no version has and that is understood all the same.
    pub(crate) since: Option<Version>,
    /// The last version that has the field. It is understood in newer documents too.
    pub(crate) until: Version,
    /// The `type` of the values that the keyword of a schema is about; it says nothing about others
    /// (JSON Schema 2020-12 Core, 7.6.1).
    pub(crate) about: Option<&'static str>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Optional,
    /// Required, but its absence has one possible meaning: a warning.
    Expected,
    /// Required, and nothing can be generated without it: an error.
    Required,
}

/// A field that is optional and in every version.
pub(super) const fn field(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        presence: Presence::Optional,
        since: Some(Version::V3_0),
        until: Version::V3_2,
        about: None,
    }
}

impl Field {
    pub(super) const fn required(self) -> Self {
        Self { presence: Presence::Required, ..self }
    }

    pub(super) const fn expected(self) -> Self {
        Self { presence: Presence::Expected, ..self }
    }

    pub(super) const fn since(self, since: Version) -> Self {
        Self { since: Some(since), ..self }
    }

    pub(super) const fn until(self, until: Version) -> Self {
        Self { until, ..self }
    }

    pub(super) const fn about(self, kind: &'static str) -> Self {
        Self { about: Some(kind), ..self }
    }

    pub(super) const fn of_an_older_draft(self) -> Self {
        Self { since: None, ..self }
    }
}

impl Object {
    /// The fixed field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Whether a key is a specification extension (OpenAPI 3.2, section 4.23).
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
