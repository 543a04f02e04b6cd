//! Renamed types, as opposed to one that was removed and another that was added: the schema of the
//! new type is at the same location, or all references to the old type refer to the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::{references, visit};
use crate::document::pointer::JsonPointer;
use crate::output::emit::type_text;
use crate::rust::items::{Crate, Type, TypeKind, TypeRef};
use crate::rust::names::TypeName;

/// The new name of each renamed type, by its old name.
pub(super) type Renames = BTreeMap<TypeName, TypeName>;

/// Finds the types that were renamed.
pub(super) fn renames(old: &Crate, new: &Crate) -> Renames {
    let by_name: BTreeMap<&TypeName, &Type> = listed(new).map(|it| (&it.name, it)).collect();
    let by_pointer: BTreeMap<&JsonPointer, &Type> =
        listed(new).map(|it| (&it.pointer, it)).collect();
    let candidate = |item: &Type| {
        let there = by_pointer.get(&item.pointer).filter(|it| it.name != item.name)?;
        let is_same = match by_name.get(&item.name) {
            // Another schema may have been given the name.
            Some(namesake) => is_more_similar(item, there, namesake),
            None => true,
        };
        is_same.then(|| (item.name.clone(), there.name.clone()))
    };
    let mut renames: Renames = listed(old).filter_map(candidate).collect();
    for (before, after) in replaced(old, new) {
        if !renames.contains_key(&before) && !renames.values().any(|it| *it == after) {
            renames.insert(before, after);
        }
    }
    // The name of a type that isn't renamed can't be the new name of another.
    let names: BTreeSet<&TypeName> = listed(old).map(|it| &it.name).collect();
    loop {
        let moved: BTreeSet<TypeName> = renames.keys().cloned().collect();
        renames.retain(|_, name| !names.contains(name) || moved.contains(name));
        if renames.len() == moved.len() {
            return renames;
        }
    }
}

/// Returns the types whose names were removed, and that all references replace with the same new
/// name.
fn replaced(old: &Crate, new: &Crate) -> Vec<(TypeName, TypeName)> {
    let find = |of: &'_ Crate, name: &TypeName| {
        listed(of).find(|it| it.name == *name).map(|it| discriminant(&it.kind))
    };
    let replaced = references::replaced(old, new).into_iter().filter_map(|(before, after)| {
        let after = after.first().filter(|_| after.len() == 1)?;
        let is_renamed = find(new, &before).is_none()
            && find(old, after).is_none()
            && find(old, &before) == find(new, after);
        is_renamed.then(|| (before, after.clone()))
    });
    let replaced: Vec<(TypeName, TypeName)> = replaced.collect();
    // If two types are replaced by the same type, neither is renamed.
    let is_alone = |name: &TypeName| replaced.iter().filter(|(_, it)| it == name).count() == 1;
    replaced.iter().filter(|(_, after)| is_alone(after)).cloned().collect()
}

fn listed(of: &Crate) -> impl Iterator<Item = &Type> {
    of.types.iter().flat_map(|module| &module.items)
}

/// Returns `true` if `item` has more in common with `first` than with `second`.
fn is_more_similar(item: &Type, first: &Type, second: &Type) -> bool {
    let likeness = |other: &Type| {
        let (one, other) = (parts(item), parts(other));
        (one.intersection(&other).count(), one.union(&other).count())
    };
    let ((common, all), (other_common, other_all)) = (likeness(first), likeness(second));
    common * other_all > other_common * all
}

/// Returns the parts of a type, as strings.
fn parts(item: &Type) -> BTreeSet<String> {
    match &item.kind {
        TypeKind::Struct(structure) => structure.fields.iter().map(|it| it.wire.quoted()).collect(),
        TypeKind::StringEnum(values) => values.iter().map(|it| it.wire.quoted()).collect(),
        TypeKind::IntegerEnum(values) => values.iter().map(|it| it.wire.to_string()).collect(),
        TypeKind::MixedEnum(values) => values.iter().map(|it| it.wire.line()).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|it| it.name.to_string()).collect(),
        TypeKind::Alias(value) | TypeKind::Newtype(value) => [type_text(value)].into(),
    }
}

/// Returns the crate with the new names, so that a reference to a renamed type isn't a change.
pub(super) fn apply(renames: &Renames, krate: &Crate) -> Crate {
    let mut krate = krate.clone();
    let rename = |name: &mut TypeName| {
        if let Some(new) = renames.get(name) {
            *name = new.clone();
        }
    };
    for item in krate.types.iter_mut().flat_map(|module| &mut module.items) {
        rename(&mut item.name);
    }
    visit::types(&mut krate, &|it| match it {
        TypeRef::Named(name) | TypeRef::Alias(name, _) => rename(name),
        _ => {}
    });
    krate
}
