//! The fidelity report (`fidelity.txt`), built from the API and the types chosen for its schemas:
//! every location where a Rust type accepts more or less than its schema. Its diff shows when a
//! document adds something that the types can't represent.

mod limits;
mod page;

use std::collections::HashSet;

use crate::api::ir::{Additional, Api, Enumeration, Origin, Property, Schema, SchemaId, Shape};
use crate::document::formats::{self, Accuracy};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::rust::items::TypeRef;

pub(crate) use page::report;
pub use page::{lines, new_gaps};

/// The file name of the report in the crate.
pub const FILE: &str = "fidelity.txt";

/// A location where a type differs from its schema.
#[derive(Clone, Debug)]
pub(crate) struct Gap<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// The JSON Pointer to the schema, or to one of those that it merges.
    pub pointer: &'a JsonPointer,
    /// How the type differs.
    pub kind: Kind,
    /// The keyword that the type does not enforce. For [`Kind::Less`], the JSON type of the values,
    /// or `type` if that JSON type is the only one accepted.
    pub reason: String,
    /// The value of the keyword on one line. For all kinds but [`Kind::Unchecked`], a sentence
    /// about the values.
    pub value: String,
}

/// How a type differs from a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The type accepts more because it does not check a keyword of this schema.
    Unchecked,
    /// The type accepts more, wherever it is used.
    More,
    /// The type rejects or changes values that the schema allows, wherever it is used.
    Less,
}

/// Returns every location where a type differs from its schema, in the order of the document.
/// `values` has the type chosen for each schema, in the order of the schemas.
pub(crate) fn gaps<'a>(api: &'a Api, values: &[TypeRef]) -> Vec<Gap<'a>> {
    let constants = fixed(api, |property| api.constant(property).is_some());
    let tags = fixed(api, |property| property.tag.is_some());
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    for (id, value) in api.schema_ids().zip(values) {
        let schema = api.schema(id);
        let is_checked = constants.contains(&id);
        gaps.extend(unchecked(schema, value));
        gaps.extend(limits::of_implied_type(schema));
        gaps.extend(limits::of_merged_union(api, schema));
        match tags.contains(&id) {
            true => gaps.push(limits::of_tag(schema)),
            false => {
                gaps.extend(limits::of_type(api, schema, value).into_iter().filter(|_| !is_checked))
            }
        }
    }
    // A shared parameter is resolved once for each operation that uses it, but is reported once.
    let mut seen = HashSet::new();
    gaps.retain(|gap| seen.insert((gap.pointer, gap.kind, gap.reason.clone(), gap.value.clone())));
    gaps
}

/// Returns the inline schemas of the properties that don't become fields of a struct. Components
/// are left out: they have a type of their own, which other schemas may use.
fn fixed(api: &Api, is_fixed: impl Fn(&Property) -> bool) -> HashSet<SchemaId> {
    let objects = api.schemas.iter().filter_map(|schema| match &schema.shape {
        Shape::Object(object) => Some(&object.properties),
        _ => None,
    });
    let constant = objects.flatten().filter(|property| is_fixed(property));
    let is_inline = |id: &SchemaId| matches!(api.schema(*id).origin, Origin::Inline(_));
    constant.map(|property| property.schema).filter(is_inline).collect()
}

/// Returns the keywords of a schema that its type does not check.
fn unchecked<'a>(schema: &'a Schema, value: &TypeRef) -> Vec<Gap<'a>> {
    let gap = |reason: &str, value: &str| Gap {
        schema,
        pointer: &schema.pointer,
        kind: Kind::Unchecked,
        reason: reason.to_owned(),
        value: value.to_owned(),
    };
    let constraints = schema.notes.constraints.iter();
    let mut gaps: Vec<Gap<'_>> = constraints
        .map(|it| gap(&it.keyword, &it.value.line()))
        .filter(|it| !is_enforced(it))
        .collect();
    match &schema.shape {
        Shape::String(Some(format))
        | Shape::Integer(Some(format))
        | Shape::Number(Some(format))
            if !holds(value, format) =>
        {
            gaps.push(gap("format", &format.line()));
        }
        Shape::Object(object) if object.additional == Additional::None => {
            gaps.push(gap("additionalProperties", "false"));
        }
        Shape::Enumeration(enumeration) if !is_typed(enumeration) => {
            let values = enumeration.values.len();
            gaps.push(gap("enum", &format!("{values} values of several types")));
        }
        Shape::Union(union) if union.ambiguous > 0 => {
            let members = union.members.len();
            gaps.push(gap("best-fit", &format!("{} of {members} members", union.ambiguous)));
        }
        Shape::Tuple(tuple) if matches!(value, TypeRef::Vec(_)) => {
            gaps.push(gap("prefixItems", &format!("{} items", tuple.items.len())));
        }
        Shape::Null => gaps.push(gap("type", "null")),
        Shape::Never => gaps.push(gap("not", "")),
        _ => {}
    }
    gaps
}

/// Whether a type enforces a format: it accepts every value of the format and, apart from the
/// limits of the type, no other value of the same JSON type.
fn holds(value: &TypeRef, format: &Text) -> bool {
    formats::find(format.as_written()).is_some_and(|known| match known.accuracy {
        Accuracy::Annotation => true,
        Accuracy::Exact => *value == TypeRef::from(known.rust),
        Accuracy::Wider => false,
    })
}

/// Whether the type enforces the constraint: a tuple limits the number of its items.
fn is_enforced(gap: &Gap<'_>) -> bool {
    match &gap.schema.shape {
        Shape::Tuple(tuple) => match &*gap.reason {
            "minItems" => gap.value == tuple.required.to_string(),
            "maxItems" => tuple.rest.is_none() && gap.value == tuple.items.len().to_string(),
            _ => false,
        },
        _ => false,
    }
}

fn is_typed(enumeration: &Enumeration) -> bool {
    enumeration.is_named() || enumeration.values.len() == 1
}
