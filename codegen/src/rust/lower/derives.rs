//! The traits that types derive. Whether equality is total (`Eq`, `Hash`) depends on all types that
//! a type contains, so it is decided for all types at once.

use std::collections::BTreeSet;

use crate::rust::items::{Derive, Struct, Type, TypeKind, TypeModule, TypeRef};
use crate::rust::names::TypeName;

/// The traits of enums without payloads. They are ordered as in the document.
const VALUES: &[Derive] = &[
    Derive::Clone,
    Derive::Debug,
    Derive::PartialEq,
    Derive::Eq,
    Derive::Hash,
    Derive::PartialOrd,
    Derive::Ord,
];

/// The traits of enums and newtypes whose contents all implement `Eq`.
const TOTAL: &[Derive] =
    &[Derive::Clone, Derive::Debug, Derive::PartialEq, Derive::Eq, Derive::Hash];

/// The traits of all other enums and newtypes.
const PARTIAL: &[Derive] = &[Derive::Clone, Derive::Debug, Derive::PartialEq];

/// Sets the traits that each type derives.
pub(super) fn set_derives(modules: &mut [TypeModule]) {
    let total = total(modules);
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        item.derives = derives(item, &total);
    }
}

/// Returns the traits that a type derives. `Debug` of a struct is implemented, since it may contain
/// secrets.
fn derives(item: &Type, total: &BTreeSet<TypeName>) -> &'static [Derive] {
    match &item.kind {
        TypeKind::Struct(it) if has_default(it) => {
            &[Derive::Clone, Derive::Default, Derive::PartialEq]
        }
        TypeKind::Struct(_) => &[Derive::Clone, Derive::PartialEq],
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => VALUES,
        TypeKind::MixedEnum(_) => TOTAL,
        TypeKind::Union(_) | TypeKind::Newtype(_) if total.contains(&item.name) => TOTAL,
        TypeKind::Union(_) | TypeKind::Newtype(_) => PARTIAL,
        TypeKind::Alias(_) => &[],
    }
}

fn has_default(structure: &Struct) -> bool {
    !structure.fields.iter().any(|field| field.presence.is_required())
}

/// Returns the types other than structs that can implement `Eq`: ids, lists of them, and unions of
/// these. It starts with all types, and removes those that contain another type until nothing
/// changes, so that types that contain each other stay.
///
/// Structs are excluded: they contain properties that the document doesn't know, and deriving two
/// traits for all of them costs each user compile time for little benefit.
fn total(modules: &[TypeModule]) -> BTreeSet<TypeName> {
    let items = || modules.iter().flat_map(|module| &module.items);
    let mut total: BTreeSet<TypeName> = items().map(|item| item.name.clone()).collect();
    loop {
        let partial = items().filter(|item| total.contains(&item.name));
        let partial = partial.filter(|item| !is_total(&item.kind, &total));
        let partial: Vec<TypeName> = partial.map(|item| item.name.clone()).collect();
        if partial.is_empty() {
            return total;
        }
        partial.iter().for_each(|name| {
            total.remove(name);
        });
    }
}

fn is_total(kind: &TypeKind, total: &BTreeSet<TypeName>) -> bool {
    let allows = |value: &TypeRef| allows(value, total);
    match kind {
        TypeKind::Struct(_) => false,
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => true,
        TypeKind::Union(union) => union.variants.iter().all(|it| allows(&it.payload)),
        TypeKind::Newtype(value) | TypeKind::Alias(value) => allows(value),
    }
}

/// Returns `true` if a type allows `Eq` and `Hash`: not with floating-point numbers, of which NaN
/// doesn't equal itself, nor with a file, which may be readable only once.
fn allows(value: &TypeRef, total: &BTreeSet<TypeName>) -> bool {
    match value {
        TypeRef::F32 | TypeRef::F64 | TypeRef::File => false,
        TypeRef::EventStream(_) | TypeRef::JsonLines(_) | TypeRef::Local(_) => false,
        TypeRef::Named(name) => total.contains(name),
        TypeRef::Alias(_, value)
        | TypeRef::Option(value)
        | TypeRef::Vec(value)
        | TypeRef::Map(value)
        | TypeRef::Maybe(value)
        | TypeRef::RestItems(value)
        | TypeRef::Boxed(value) => allows(value, total),
        TypeRef::Tuple(items) => items.iter().all(|item| allows(item, total)),
        TypeRef::Unit
        | TypeRef::Bool
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::U32
        | TypeRef::U64
        | TypeRef::I128
        | TypeRef::String
        | TypeRef::Uuid
        | TypeRef::Timestamp
        | TypeRef::Date
        | TypeRef::Base64
        | TypeRef::Base64Url
        | TypeRef::UnixTime
        | TypeRef::Bytes
        | TypeRef::Json
        | TypeRef::JsonObject => true,
    }
}
