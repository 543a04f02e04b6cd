//! The grammar of OpenAPI 3.0, 3.1 and 3.2, in one place: the objects, their keys and the values of
//! each key (`tables`, with the types of `object` and `shape`); the locations of references,
//! mappings, schema names and components; and one step of a walk over a document (`walk`). It is
//! data for the stages `load`, `check`, `repair`, `select`, `desugar` and `model`, and reports no
//! diagnostics.

pub(crate) mod anchors;
mod entry;
pub(crate) mod keywords;
mod kind;
pub(crate) mod listing;
pub(crate) mod mapping;
mod object;
pub(crate) mod references;
mod sections;
mod shape;
mod tables;
mod walk;

pub(crate) use self::entry::{Entry, KeyInterpretation, shape_at};
pub(crate) use self::kind::Kind;
pub(crate) use self::object::Version;
pub(crate) use self::object::{Field, Keys, Object, Others, Presence, is_extension};
pub(crate) use self::sections::{
    ADDITIONAL_OPERATIONS, component_at, component_place, methods, operations, sections,
};
pub(crate) use self::shape::Shape;
pub(crate) use self::walk::{Step, children, each_child_mut, walk_mut};

#[cfg(test)]
mod tests;
