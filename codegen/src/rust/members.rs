//! The members of unions: returns the union types with the schemas of their variants, for programs
//! that check which variant a value is decoded as.

use crate::api::ir::{Api, SchemaId, Shape};
use crate::document::direction::Direction;
use crate::document::pointer::JsonPointer;
use crate::rust::names::Names;

/// A union type of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnionType {
    /// The type, for code that has the crate's `types` in scope: `types::Shape`.
    pub path: String,
    /// The location of its schema in the author's document.
    pub pointer: JsonPointer,
    /// The direction of the type, if it is only for requests or only for responses.
    pub direction: Option<Direction>,
    /// Its variants, without `Unknown`.
    pub variants: Vec<UnionVariant>,
}

/// A variant of a [`UnionType`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// The location of its member's schema in the author's document.
    pub pointer: JsonPointer,
}

/// Returns the union types, in the order of the document.
pub(crate) fn union_types(api: &Api, names: &Names) -> Vec<UnionType> {
    names.types.keys().filter_map(|id| union_type(api, names, *id)).collect()
}

fn union_type(api: &Api, names: &Names, id: SchemaId) -> Option<UnionType> {
    let schema = api.schema(id);
    let Shape::Union(union) = &schema.shape else { return None };
    let variants = union.members.iter().zip(names.variants.get(&names.representative(id))?);
    Some(UnionType {
        path: format!("types::{}", names.types.get(&id)?),
        pointer: schema.pointer.clone(),
        direction: schema.direction,
        variants: variants
            .map(|(member, name)| UnionVariant {
                name: name.to_string(),
                pointer: api.schema(member.schema).pointer.clone(),
            })
            .collect(),
    })
}
