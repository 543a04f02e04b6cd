//! Unions: enums with the value of a union member in each variant, and the guards that select the
//! variant.

use super::{Presence, TypeRef};
use crate::document::text::Text;
use crate::document::value_test::Test;
use crate::rust::names::{FieldName, VariantName};

/// An enum with the value of a union member in each variant.
#[derive(Clone, Debug)]
pub struct Union {
    /// How the variant of a value is selected.
    pub selection: Selection,
    /// The variant of values whose tag is unknown or absent, instead of `Unknown`.
    pub default: Option<VariantName>,
    /// Its variants, in the order of the document.
    pub variants: Vec<Variant>,
    /// The methods that return a field that all variants have.
    pub accessors: Vec<Accessor>,
}

/// A method of a [`Union`] that returns a field that all of its variants have.
#[derive(Clone, Debug)]
pub struct Accessor {
    /// Its name, and the name of the field in every variant.
    pub name: FieldName,
    /// Whether the property may be absent or `null` in every variant.
    pub presence: Presence,
    /// The type of a value that is present and not `null`; a `Maybe` if it may be both absent and
    /// `null`.
    pub value: TypeRef,
}

/// How the variant of a value is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By the string value of this property.
    Tag(Text),
    /// By the values at these locations: the names of nested properties, `0` for the first item of
    /// an array.
    Places(Vec<Vec<Text>>),
}

/// A variant of a [`Union`].
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: VariantName,
    /// The type of its value.
    pub payload: TypeRef,
    /// The tags or tests that select it.
    pub guard: Guard,
    /// Whether no other variant has the same payload type, so that `From` can be implemented.
    pub from_payload: bool,
    /// Its documentation.
    pub docs: String,
    /// The property of the discriminator, if the union writes it because the payload may lack it.
    pub written: Option<Text>,
}

/// The guard of a [`Variant`]: the tags or tests that select it.
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// These values of the tag.
    Tags(Vec<Text>),
    /// A test for each location of the union. All tests pass for the values of the variant. Without
    /// tests, the variant accepts every value that no other variant accepts.
    Tests(Vec<Test>),
}
