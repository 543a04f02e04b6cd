//! Unions: `oneOf` and `anyOf`, and how the member of a value is found.

use super::SchemaId;
use crate::document::text::Text;
use crate::document::value_test::Test;

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    /// `oneOf`, `anyOf`, or `webhooks` for the union of what they send.
    pub keyword: &'static str,
    /// The members, in the order of the document.
    pub members: Vec<Member>,
    /// How a value's member is found.
    pub selection: Selection,
    /// The index of the member of values whose tag is new or absent (`defaultMapping`, OpenAPI
    /// 3.2, section 4.25).
    pub default: Option<usize>,
    /// How many of the members have a value, of more than a scalar, that another one describes as
    /// well.
    pub ambiguous: usize,
}

/// A member of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// Its schema.
    pub schema: SchemaId,
    /// The component that the document names as the member, which the schema may be a version of:
    /// merged with the schema around the union, or the base of a parent without its children.
    pub component: Option<SchemaId>,
    /// The tags or tests that select it.
    pub guard: Guard,
    /// The property of the discriminator, where the schema leaves its value to the union: it does
    /// not declare the property, or as optional, or allows other values.
    pub written: Option<Text>,
}

impl Member {
    /// A member of which nothing is known yet but its schema.
    pub(crate) fn of(schema: SchemaId) -> Self {
        Self { schema, component: None, guard: Guard::Tags(Vec::new()), written: None }
    }
}

/// How a value's member is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// By the string value of this property, wherever it is in the object.
    Tag(Text),
    /// By what is at these places: a member is possible where each of its tests holds. Where
    /// several are, the one that keeps all of the value, first in the order of the document.
    Places(Vec<ValuePath>),
}

/// The way to a place in a value: the names of properties, one inside of the other, `0` for the first item of
/// an array; the value itself where it is empty.
pub(crate) type ValuePath = Vec<Text>;

/// The guard of a [`Member`]: the tags or tests that select it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Guard {
    /// These values of the tag.
    Tags(Vec<Text>),
    /// A test for each of the union's places. Each test is necessary: it holds for every value that
    /// is valid against the member. No tests: every value is, and those that no other member takes
    /// are of this one.
    Tests(Vec<Test>),
}
