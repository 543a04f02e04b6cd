//! The type references of a crate, and the names that replace others in another crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::items::{Crate, Operation, Success, TypeKind, TypeRef};
use crate::rust::names::TypeName;

/// Returns the new names for each old name, in references from the same location.
pub(super) fn replaced(old: &Crate, new: &Crate) -> BTreeMap<TypeName, BTreeSet<TypeName>> {
    let (before, after) = (references(old), references(new));
    let mut replaced: BTreeMap<TypeName, BTreeSet<TypeName>> = BTreeMap::new();
    for (place, old) in before {
        if let Some((old, new)) = after.get(&place).and_then(|new| names(old, new)) {
            replaced.entry(old.clone()).or_default().insert(new.clone());
        }
    }
    replaced
}

/// Returns the names at the same position of two types with the same structure.
fn names<'a>(old: &'a TypeRef, new: &'a TypeRef) -> Option<(&'a TypeName, &'a TypeName)> {
    match (old, new) {
        (
            TypeRef::Named(old) | TypeRef::Alias(old, _),
            TypeRef::Named(new) | TypeRef::Alias(new, _),
        ) => Some((old, new)),
        (TypeRef::Option(old), TypeRef::Option(new))
        | (TypeRef::Vec(old), TypeRef::Vec(new))
        | (TypeRef::Map(old), TypeRef::Map(new))
        | (TypeRef::Maybe(old), TypeRef::Maybe(new))
        | (TypeRef::EventStream(old), TypeRef::EventStream(new))
        | (TypeRef::JsonLines(old), TypeRef::JsonLines(new))
        | (TypeRef::Boxed(old), TypeRef::Boxed(new)) => names(old, new),
        _ => None,
    }
}

/// Returns each reference to a type, by a key that doesn't depend on the name of that type.
fn references(of: &Crate) -> BTreeMap<String, &TypeRef> {
    let mut references = BTreeMap::new();
    for item in of.types.iter().flat_map(|module| &module.items) {
        let name = &item.name;
        match &item.kind {
            TypeKind::Struct(structure) => {
                let fields = structure.fields.iter();
                references
                    .extend(fields.map(|it| (format!("{name}.{}", it.wire.quoted()), &it.value)));
            }
            TypeKind::Alias(value) | TypeKind::Newtype(value) => {
                references.insert(name.to_string(), value);
            }
            // The name of a variant may be derived from the name of its type.
            _ => {}
        }
    }
    for module in &of.operations {
        for operation in &module.operations {
            add_operation(
                &format!("{}::{}", module.name, operation.function),
                operation,
                &mut references,
            );
        }
    }
    references
}

fn add_operation<'a>(
    place: &str,
    operation: &'a Operation,
    references: &mut BTreeMap<String, &'a TypeRef>,
) {
    let parameters = operation.parameters.iter();
    references.extend(parameters.map(|it| (format!("{place}({})", it.wire.quoted()), &it.value)));
    references.extend(operation.body.iter().map(|it| (format!("{place} body"), &it.value)));
    if let Success::One(value) = &operation.success {
        references.insert(format!("{place} response"), value);
    }
    let errors = operation.failure.documented().into_iter().flat_map(|it| &it.variants);
    references.extend(errors.map(|it| (format!("{place} {}", it.status), &it.payload)));
}
