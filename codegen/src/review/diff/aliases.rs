//! Aliases for types with an equal schema. Which of the equal types is the alias depends on their
//! order in the document, so each is compared as if it were written out.

use std::collections::{BTreeMap, BTreeSet};

use super::visit;
use crate::document::pointer::JsonPointer;
use crate::rust::items::{Crate, Type, TypeKind, TypeRef};
use crate::rust::names::TypeName;

/// Returns the crate with each such alias replaced by a copy of its target, which refers to the
/// inline types named after the alias's own location.
pub(super) fn written_out(krate: &Crate) -> Crate {
    let items = || krate.types.iter().flat_map(|module| &module.items);
    let types = Types {
        by_name: items().map(|it| (&it.name, it)).collect(),
        by_pointer: items().map(|it| (&it.pointer, it)).collect(),
        components: krate.components.iter().map(|it| &it.pointer).collect(),
    };
    let mut written = krate.clone();
    for item in written.types.iter_mut().flat_map(|module| &mut module.items) {
        if let Some(first) = types.first(item) {
            item.kind = types.moved(first, &item.pointer);
        }
    }
    visit::types(&mut written, &|it| {
        if let TypeRef::Alias(name, target) = it
            && matches!(**target, TypeRef::Named(_))
            && types.by_name.get(name).is_some_and(|item| types.first(item).is_some())
        {
            *it = TypeRef::Named(name.clone());
        }
    });
    written
}

/// The types of a crate.
struct Types<'a> {
    by_name: BTreeMap<&'a TypeName, &'a Type>,
    by_pointer: BTreeMap<&'a JsonPointer, &'a Type>,
    /// The locations of components. An alias for one is an alias in any order of the document.
    components: BTreeSet<&'a JsonPointer>,
}

impl<'a> Types<'a> {
    /// Returns the type that an alias refers to, or `None` if the type is a component or not an
    /// alias.
    fn first(&self, alias: &Type) -> Option<&'a Type> {
        match &alias.kind {
            _ if self.components.contains(&alias.pointer) => None,
            TypeKind::Alias(TypeRef::Named(first)) => self.by_name.get(first).copied(),
            _ => None,
        }
    }

    /// Returns the kind of a type, with the types inside its schema replaced by those inside the
    /// schema at `to`.
    fn moved(&self, first: &Type, to: &JsonPointer) -> TypeKind {
        let mut kind = first.kind.clone();
        let at = |name: &TypeName| {
            let moved = self.by_name.get(name)?.pointer.moved(&first.pointer, to)?;
            Some(&self.by_pointer.get(&moved)?.name)
        };
        visit::kind(&mut kind, &|it| {
            if let TypeRef::Named(name) | TypeRef::Alias(name, _) = it
                && let Some(moved) = at(name)
            {
                *it = TypeRef::Named(moved.clone());
            }
        });
        kind
    }
}
