//! Unions: `oneOf` and `anyOf`, and the selection of the member of a value.

use super::SchemaId;
use crate::document::text::Text;
use crate::document::value_test::Test;

/// A union: `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    /// `oneOf`, `anyOf`, or `webhooks` for the union of webhook payloads.
    pub keyword: &'static str,
    /// The members, in the order of the document.
    pub members: Vec<Member>,
    /// The way to select the member of a value.
    pub selection: Selection,
    /// The index of the member for values whose tag is unknown or absent (OpenAPI 3.2,
    /// Discriminator Object, `defaultMapping`).
    pub default: Option<usize>,
    /// The number of ambiguous members: those with a value, other than a scalar, that is also valid
    /// for another member.
    pub ambiguous: usize,
}

/// A member of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// Its schema.
    pub schema: SchemaId,
    /// The component that the document names as the member. The schema may be a variant of it:
    /// merged with the schema that contains the union, or a parent without its children.
    pub component: Option<SchemaId>,
    /// Its index in the `oneOf` or `anyOf` of the document; `None` if the union has no list.
    pub number: Option<usize>,
    /// The tags or tests that select the member.
    pub guard: Guard,
    /// The discriminator property, if the union must write it since the schema doesn't determine
    /// its value: the schema doesn't declare the property, declares it as optional, or allows other
    /// values.
    pub written: Option<Text>,
}

impl Member {
    /// Creates a member that isn't classified yet.
    pub(crate) fn of(schema: SchemaId) -> Self {
        let guard = Guard::Tags(Vec::new());
        Self { schema, component: None, number: None, guard, written: None }
    }
}

impl Union {
    /// Returns the index of a member in the `oneOf` or `anyOf` of the document, in which there may
    /// be more members: those that match no value are left out.
    pub(crate) fn number(&self, index: usize) -> usize {
        self.members.get(index).and_then(|member| member.number).unwrap_or(index)
    }

    /// Returns the index of the member with this index in the document.
    pub(crate) fn position(&self, number: usize) -> Option<usize> {
        (0..self.members.len()).find(|index| self.number(*index) == number)
    }
}

/// The way to select the member of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// By the string value of this property, regardless of its position in the object.
    Tag(Text),
    /// By the values at these locations: a member is possible if all of its tests are true. If
    /// several are possible, the first one, in the order of the document, that keeps the entire
    /// value is selected.
    Places(Vec<ValuePath>),
}

/// The path to a location in a value: names of nested properties, and `0` for the first item of an
/// array. The empty path leads to the value itself.
pub(crate) type ValuePath = Vec<Text>;

/// The guard of a [`Member`]: the tags or tests that select it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Guard {
    /// The values of the tag that select it.
    Tags(Vec<Text>),
    /// A test for each of the union's locations. Each test is necessary: it is true for every value
    /// that is valid for the member. Without tests, every value is valid, and the member gets the
    /// values that no other one accepts.
    Tests(Vec<Test>),
}
