//! Which resource a type belongs to: the one whose operations lead to it, where it is only one.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::TypeName;
use crate::rust::{Crate, Operation, Success, Type, TypeKind, TypeRef, Unlisted};

/// What no operation leads to, or several resources do.
const SHARED: &str = "Shared types";

/// The resource of each type.
pub(super) struct Groups {
    resources: BTreeMap<TypeName, String>,
}

impl Groups {
    /// The resource of a type.
    pub(super) fn of(&self, name: &TypeName) -> &str {
        self.resources.get(name).map_or(SHARED, String::as_str)
    }
}

/// The resources of the types of both crates; the new one counts where they disagree.
pub(super) fn groups(old: &Crate, new: &Crate) -> Groups {
    let mut resources = of(old);
    resources.extend(of(new));
    Groups { resources }
}

fn of(krate: &Crate) -> BTreeMap<TypeName, String> {
    let types = krate.types.iter().flat_map(|module| &module.items);
    let types: BTreeMap<&TypeName, &Type> = types.map(|item| (&item.name, item)).collect();
    let mut users: BTreeMap<TypeName, BTreeSet<&str>> = BTreeMap::new();
    for module in &krate.operations {
        let mut pending = Vec::new();
        module.operations.iter().for_each(|it| named_by_operation(it, &mut pending));
        let mut seen = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            if let Some(item) = types.get(&name) {
                named_by_type(item, &mut pending);
            }
            users.entry(name).or_default().insert(module.name.as_str());
        }
    }
    let group = |(name, users): (TypeName, BTreeSet<&str>)| {
        let group = match users.first() {
            Some(only) if users.len() == 1 => (*only).to_owned(),
            _ => SHARED.to_owned(),
        };
        (name, group)
    };
    users.into_iter().map(group).collect()
}

fn named_by_operation(operation: &Operation, names: &mut Vec<TypeName>) {
    operation.parameters.iter().for_each(|it| named(&it.value, names));
    operation.body.iter().flat_map(|it| &it.contents).for_each(|it| named(&it.value, names));
    operation.representations.iter().for_each(|it| named(&it.value, names));
    let errors = operation.error.iter().flat_map(|it| &it.variants);
    errors.for_each(|it| named(&it.payload, names));
    match &operation.success {
        Success::One(value) => named(value, names),
        Success::Several(several) => {
            several.variants.iter().for_each(|it| named(&it.payload, names));
        }
    }
}

fn named_by_type(item: &Type, names: &mut Vec<TypeName>) {
    match &item.kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter().for_each(|it| named(&it.value, names));
            if let Unlisted::Typed(value) = &structure.unlisted {
                named(value, names);
            }
        }
        TypeKind::Union(union) => union.variants.iter().for_each(|it| named(&it.payload, names)),
        TypeKind::Alias(value) | TypeKind::Newtype(value) => named(value, names),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
    }
}

fn named(value: &TypeRef, names: &mut Vec<TypeName>) {
    match value {
        TypeRef::Named(name) => names.push(name.clone()),
        TypeRef::Alias(name, value) => {
            names.push(name.clone());
            named(value, names);
        }
        TypeRef::Option(value)
        | TypeRef::Vec(value)
        | TypeRef::Map(value)
        | TypeRef::EventStream(value)
        | TypeRef::JsonLines(value)
        | TypeRef::Maybe(value)
        | TypeRef::RestItems(value)
        | TypeRef::Boxed(value) => named(value, names),
        TypeRef::Tuple(items) => items.iter().for_each(|it| named(it, names)),
        _ => {}
    }
}
