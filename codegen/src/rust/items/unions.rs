//! Unions: enums with a variant per member, and the guards that select the variant.

use super::{Presence, TypeRef};
use crate::document::text::Text;
use crate::document::value_test::Test;
use crate::rust::names::{FieldName, VariantName};

/// An enum with a variant per member of a union.
#[derive(Clone, Debug)]
pub struct Union {
    /// The way in which the variant of a value is selected.
    pub selection: Selection,
    /// The variant of values whose tag is unknown or absent, instead of `Unknown`.
    pub default: Option<VariantName>,
    /// Its variants, in the order of the document.
    pub variants: Vec<Variant>,
    /// The accessors of the fields that all variants have.
    pub accessors: Vec<Accessor>,
}

/// A method of a [`Union`] that returns a field that all of its variants have.
#[derive(Clone, Debug)]
pub struct Accessor {
    /// Its name, and that of the field in every variant.
    pub name: FieldName,
    /// Its presence, which is the same in every variant.
    pub presence: Presence,
    /// The type of a value that is present and not `null`; a `Maybe` if it may be both.
    pub value: TypeRef,
}

/// The way in which the variant of a value is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By the string value of this property (the discriminator or tag).
    Tag(Text),
    /// By the values at these paths, which consist of names of properties and `0` for the first
    /// item of an array.
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
    /// Whether no other variant has the same type, so that `From` can be implemented.
    pub from_payload: bool,
    /// Its documentation.
    pub docs: String,
    /// The property of the discriminator, if the union writes it because the payload may not.
    pub written: Option<Text>,
}

/// The guard of a [`Variant`]: the tags or tests that select it.
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// These values of the tag.
    Tags(Vec<Text>),
    /// A test for each of the union's paths. All of them succeed for the values of the variant.
    /// Without tests, the variant accepts every value that no other variant accepts.
    Tests(Vec<Test>),
}
