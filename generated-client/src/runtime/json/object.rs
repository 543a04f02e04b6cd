//! The functions behind `object!` that read and write the properties of a struct.
//!
//! A generated type contributes only data: a [`Table`] of names, and its fields as tuples, one list
//! for each presence. The loops over them are here, once for all types.

mod constant;
mod fieldless;
mod fields;
mod properties;
mod read;
mod slot;
mod slots;

pub(crate) use constant::Constant;
pub use properties::Properties;
pub(crate) use properties::{debug, visit};
pub(crate) use read::read_object;

/// The names of a struct's properties.
pub(crate) struct Table {
    pub(crate) type_name: &'static str,
    /// Properties that always have the same value.
    pub(crate) constants: &'static [(&'static str, &'static dyn Constant)],
    /// String properties that select the variant of a union (the discriminator). Another value is
    /// kept in the rest.
    pub(crate) tags: &'static [(&'static str, &'static str)],
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
    pub(crate) nullable: &'static [&'static str],
    /// The names whose values `Debug` doesn't print; `*` for those that have no field.
    pub(crate) secret: &'static [&'static str],
}

/// The list of a [`Table`] that a property is in.
#[derive(Clone, Copy)]
pub(crate) enum Presence {
    Required,
    Optional,
    Nullable,
}
