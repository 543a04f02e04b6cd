//! Unions: enums with a member's value in each variant, and what selects the variant.

use super::{JsonKind, TypeRef};
use crate::document::formats::Form;
use crate::document::text::{Json, Text};
use crate::rust::names::VariantName;

/// An enum with a member's value in each variant.
#[derive(Clone, Debug)]
pub struct Union {
    /// How the variant of a value is found.
    pub selection: Selection,
    /// The variant of values whose tag is new or absent, in place of `Unknown`.
    pub default: Option<VariantName>,
    /// Its variants, in the order of the document.
    pub variants: Vec<Variant>,
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
    /// What it holds.
    pub payload: TypeRef,
    /// What selects it.
    pub guard: Guard,
    /// Whether no other variant holds the same type, so that `From` can be implemented.
    pub from_payload: bool,
    /// Its documentation.
    pub docs: String,
}

/// What selects a [`Variant`].
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// These values of the tag.
    Tags(Vec<Text>),
    /// A test for each of the union's places. All of them hold for the values of the variant. No
    /// tests: it takes what no other variant takes.
    Tests(Vec<Test>),
}

/// A test of what is at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Holds always.
    Any,
    /// Nothing is there.
    Absent,
    /// A value is there.
    Present,
    /// A value is there, of one of these sorts.
    Is(Vec<Sort>),
    /// Nothing is there, or a value of one of these sorts.
    May(Vec<Sort>),
}

/// A sort of JSON values.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// Those of a JSON type.
    Kind(JsonKind),
    /// This string, number or boolean.
    Value(Json),
    /// Strings of this lexical form.
    Form(Form),
    /// All strings but these.
    Except(Vec<Json>),
}
