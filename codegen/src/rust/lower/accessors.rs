//! The accessors of unions: finds the fields that all variants of a union have.

use std::collections::HashMap;

use crate::rust::items::{
    Accessor, Field, Presence, Struct, TypeKind, TypeModule, TypeRef, Union, Variant,
};
use crate::rust::names::TypeName;

/// Methods of traits that unions implement. An accessor with such a name would shadow the method.
const METHODS: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "deserialize",
    "eq",
    "encode",
    "fmt",
    "hash",
    "into",
    "ne",
    "properties",
    "serialize",
    "to_owned",
    "try_into",
    "type_id",
];

/// Sets the accessors of each union.
pub(super) fn set_accessors(modules: &mut [TypeModule]) {
    let found = found(modules);
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let TypeKind::Union(union) = &mut item.kind {
            union.accessors = found.get(&item.name).cloned().unwrap_or_default();
        }
    }
}

fn found(modules: &[TypeModule]) -> HashMap<TypeName, Vec<Accessor>> {
    let items = || modules.iter().flat_map(|module| &module.items);
    let structs: HashMap<&TypeName, &Struct> = items()
        .filter_map(|item| match &item.kind {
            TypeKind::Struct(structure) => Some((&item.name, structure)),
            _ => None,
        })
        .collect();
    let unions = items().filter_map(|item| match &item.kind {
        TypeKind::Union(union) => Some((item.name.clone(), accessors(union, &structs))),
        _ => None,
    });
    unions.collect()
}

/// Returns the fields of the first variant that all other variants have too, in its order.
fn accessors(union: &Union, structs: &HashMap<&TypeName, &Struct>) -> Vec<Accessor> {
    let payload = |variant: &Variant| structs.get(struct_name(&variant.payload)?).copied();
    let payloads: Option<Vec<&Struct>> = union.variants.iter().map(payload).collect();
    let Some((first, others)) = payloads.as_deref().and_then(<[_]>::split_first) else {
        return Vec::new();
    };
    let is_shared = |field: &&Field| others.iter().all(|other| has(other, field));
    let is_free = |field: &&Field| !METHODS.contains(&field.name.as_str());
    let shared = first.fields.iter().filter(is_free).filter(is_shared);
    shared.map(accessor).collect()
}

fn struct_name(payload: &TypeRef) -> Option<&TypeName> {
    match payload {
        TypeRef::Named(name) => Some(name),
        TypeRef::Boxed(value) | TypeRef::Alias(_, value) => struct_name(value),
        _ => None,
    }
}

/// Returns `true` if a struct has this field: a property with the same name and type.
fn has(structure: &Struct, field: &Field) -> bool {
    structure.fields.iter().any(|other| {
        other.wire == field.wire
            && other.name == field.name
            && other.presence == field.presence
            && other.value.without_aliases() == field.value.without_aliases()
    })
}

fn accessor(field: &Field) -> Accessor {
    let value = match (field.presence, &field.value) {
        (Presence::OptionalNullable, value) => TypeRef::Maybe(Box::new(value.clone())),
        (_, value) => value.clone(),
    };
    Accessor { name: field.name.clone(), presence: field.presence, value }
}
