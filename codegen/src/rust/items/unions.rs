//! Unions: enums with a member's value in each variant, and the guards that select the variant.

use super::{Presence, TypeRef};
use crate::document::text::Text;
use crate::document::value_test::Test;
use crate::rust::names::{FieldName, VariantName};

/// An enum with a member's value in each variant.
#[derive(Clone, Debug)]
pub struct Union {
    /// How the variant of a value is found.
    pub selection: Selection,
    /// The variant of values whose tag is new or absent, in place of `Unknown`.
    pub default: Option<VariantName>,
    /// Its variants, in the order of the document.
    pub variants: Vec<Variant>,
    /// The fields that all variants have, each read by a method.
    pub accessors: Vec<Accessor>,
}

/// A method of a [`Union`] that returns a field that all of its variants have.
#[derive(Clone, Debug)]
pub struct Accessor {
    /// Its name, and that of the field in every variant.
    pub name: FieldName,
    /// Whether the property may be absent or `null` in every variant.
    pub presence: Presence,
    /// The type of a value that is there and not `null`; a `Maybe` where it may be both.
    pub value: TypeRef,
}

/// How the variant of a value is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By the string value of this property.
    Tag(Text),
    /// By what is at these places: the names of properties, one inside of the other, `0` for the
    /// first item of an array.
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
    /// Whether no other variant holds the same type, so that `From` can be implemented.
    pub from_payload: bool,
    /// Its documentation.
    pub docs: String,
    /// The property of the discriminator, where the union writes it since the payload may not.
    pub written: Option<Text>,
}

/// The guard of a [`Variant`]: the tags or tests that select it.
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// These values of the tag.
    Tags(Vec<Text>),
    /// A test for each of the union's places. All of them hold for the values of the variant. No
    /// tests: it takes what no other variant takes.
    Tests(Vec<Test>),
}
