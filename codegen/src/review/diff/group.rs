//! The resource of each type: the one whose operations reach it, if there is only one. Webhooks are
//! a resource as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::items::{Crate, Type};
use crate::rust::names::TypeName;

/// The group of the types that no operation reaches, or several resources.
pub(super) const SHARED: &str = "Shared types";

/// The resource of the webhooks; the resources of operations have the names of their modules.
pub(super) const WEBHOOKS: &str = "Webhooks";

/// The resource of each type.
pub(super) struct Groups {
    resources: BTreeMap<TypeName, String>,
}

impl Groups {
    /// Returns the resource of a type.
    pub(super) fn of(&self, name: &TypeName) -> &str {
        self.resources.get(name).map_or(SHARED, String::as_str)
    }
}

/// Returns the resources of the types of both crates; if they differ, the resource in the new
/// crate.
pub(super) fn groups(old: &Crate, new: &Crate) -> Groups {
    let mut resources = of(old);
    resources.extend(of(new));
    Groups { resources }
}

/// Returns the resource of each type that an operation reaches.
pub(super) fn of(krate: &Crate) -> BTreeMap<TypeName, String> {
    let types = krate.types.iter().flat_map(|module| &module.items);
    let types: BTreeMap<&TypeName, &Type> = types.map(|item| (&item.name, item)).collect();
    let mut users: BTreeMap<TypeName, BTreeSet<&str>> = BTreeMap::new();
    let resources = krate.operations.iter().map(|module| {
        let named = module.operations.iter().flat_map(|it| it.mentions().types());
        (module.name.as_str(), named.collect::<Vec<TypeName>>())
    });
    let webhooks = krate.webhooks.iter().map(|it| (WEBHOOKS, vec![it.event.clone()]));
    for (resource, mut pending) in resources.chain(webhooks) {
        let mut seen = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            if let Some(item) = types.get(&name) {
                pending.extend(item.mentions());
            }
            users.entry(name).or_default().insert(resource);
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
