//! Traversal of the type references of a crate.

use crate::rust::items::{Crate, Operation, Success, TypeKind, TypeRef, Unlisted};

/// Applies `change` to each type reference of a crate, outer ones first.
pub(super) fn types(krate: &mut Crate, change: &dyn Fn(&mut TypeRef)) {
    for item in krate.types.iter_mut().flat_map(|module| &mut module.items) {
        kind(&mut item.kind, change);
    }
    for operation in krate.operations.iter_mut().flat_map(|module| &mut module.operations) {
        parts(operation, change);
    }
    krate.headers.iter_mut().for_each(|it| value(&mut it.value, change));
}

/// Applies `change` to each type reference of an item.
pub(super) fn kind(kind: &mut TypeKind, change: &dyn Fn(&mut TypeRef)) {
    match kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter_mut().for_each(|it| value(&mut it.value, change));
            if let Unlisted::Typed(unlisted) = &mut structure.unlisted {
                value(unlisted, change);
            }
        }
        TypeKind::Union(union) => {
            union.variants.iter_mut().for_each(|it| value(&mut it.payload, change));
        }
        TypeKind::Alias(target) | TypeKind::Newtype(target) => value(target, change),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
    }
}

fn parts(operation: &mut Operation, change: &dyn Fn(&mut TypeRef)) {
    operation.parameters.iter_mut().for_each(|it| value(&mut it.value, change));
    if let Some(body) = &mut operation.body {
        value(&mut body.value, change);
        body.contents.iter_mut().for_each(|it| value(&mut it.value, change));
    }
    operation.representations.iter_mut().for_each(|it| value(&mut it.value, change));
    let errors = operation.failure.documented_mut().into_iter().flat_map(|it| &mut it.variants);
    errors.for_each(|it| value(&mut it.payload, change));
    match &mut operation.success {
        Success::One(success) => value(success, change),
        Success::Several(several) => {
            several.variants.iter_mut().for_each(|it| value(&mut it.payload, change));
        }
    }
}

fn value(of: &mut TypeRef, change: &dyn Fn(&mut TypeRef)) {
    change(of);
    match of {
        TypeRef::Alias(_, inner)
        | TypeRef::Option(inner)
        | TypeRef::Vec(inner)
        | TypeRef::Map(inner)
        | TypeRef::EventStream(inner)
        | TypeRef::JsonLines(inner)
        | TypeRef::Maybe(inner)
        | TypeRef::RestItems(inner)
        | TypeRef::Boxed(inner) => value(inner, change),
        TypeRef::Tuple(items) => items.iter_mut().for_each(|it| value(it, change)),
        _ => {}
    }
}
