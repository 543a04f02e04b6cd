//! The types of the grammar tables: the OpenAPI objects, their fields, and the versions of each
//! field.

use std::fmt;

use super::shape::Shape;

/// A feature version of OpenAPI 3, in ascending order.
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

/// The definition of a kind of object in the specification.
pub(crate) struct Object {
    /// The name in messages, with an article.
    pub(crate) name: &'static str,
    /// The name of its section in the specification.
    pub(crate) title: &'static str,
    /// The fixed fields; the frequent ones first, since they are searched linearly.
    pub(crate) fields: &'static [Field],
    /// The meaning of keys that are neither fixed fields nor extensions.
    pub(crate) others: Others,
}

/// The meaning of keys that are neither fixed fields nor extensions.
#[derive(Clone, Copy)]
pub(crate) enum Others {
    /// Nothing that the generator needs: an unknown key is a warning.
    Idle,
    /// Something that would be lost, such as an operation of an unknown method: an unknown key is
    /// an error.
    Lost,
    /// The keys are members of the given shape, if they have the required form.
    Members(Keys, &'static Shape),
}

/// The form of the keys of members.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    /// `/pets/{id}`
    Path,
    /// `200`, `4XX` or `default`
    Status,
    /// An expression such as `{$request.body#/url}`.
    Expression,
    /// A name that the author chooses, which may even start with `x-`.
    Name,
}

/// A fixed field of an object.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) presence: Presence,
    /// The first version that has the field, or `None` for a supported keyword of an older draft of
    /// JSON Schema, which no version has.
    pub(crate) since: Option<Version>,
    /// The last version that has the field. It is still supported in newer documents.
    pub(crate) until: Version,
    /// The `type` of the values that the keyword of a schema applies to; it accepts all others
    /// (JSON Schema 2020-12 Core, 7.6.1).
    pub(crate) about: Option<&'static str>,
}

/// Whether a field is required.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Optional,
    /// Required, but its absence has only one possible meaning: a warning.
    Expected,
    /// Required, and the generator can't do without it: an error.
    Required,
}

/// Creates an optional field of all versions.
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

    pub(super) const fn keywords_of_older_drafts(self) -> Self {
        Self { since: None, ..self }
    }
}

impl Object {
    /// Returns the fixed field with this name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Whether a key is a specification extension (OpenAPI 3.2, Specification Extensions).
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
