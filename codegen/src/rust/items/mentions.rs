//! The types that an item mentions: the edges of the graph of types.

use std::collections::{BTreeSet, HashMap};

use super::{Crate, Operation, Success, Type, TypeKind, TypeRef, Unlisted, Webhook};
use crate::rust::names::TypeName;

/// The types that an [`Operation`] mentions, with repetitions.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In its parameters and its body.
    pub taken: Vec<TypeName>,
    /// In its responses and its errors.
    pub given: Vec<TypeName>,
}

impl Mentions {
    /// Returns all of them.
    pub fn types(self) -> impl Iterator<Item = TypeName> {
        self.taken.into_iter().chain(self.given)
    }
}

impl Crate {
    /// Returns the types that callers construct: those in parameters and bodies, and the types they
    /// contain.
    pub fn sent_types(&self) -> BTreeSet<TypeName> {
        let items = self.types.iter().flat_map(|module| &module.items);
        let items: HashMap<&TypeName, &Type> = items.map(|it| (&it.name, it)).collect();
        let operations = self.operations.iter().flat_map(|module| &module.operations);
        let mut pending: Vec<TypeName> = operations.flat_map(|it| it.mentions().taken).collect();
        let mut sent = BTreeSet::new();
        while let Some(name) = pending.pop() {
            let Some(item) = items.get(&name) else { continue };
            if sent.insert(name) {
                pending.extend(item.mentions());
            }
        }
        sent
    }
}

impl Webhook {
    /// Returns the types that its payload mentions.
    pub fn mentions(&self) -> Vec<TypeName> {
        let mut names = Vec::new();
        named(&self.payload, &mut names);
        names
    }
}

impl Operation {
    /// Returns the types that it mentions.
    pub fn mentions(&self) -> Mentions {
        let Mentions { mut taken, mut given } = Mentions::default();
        self.parameters.iter().for_each(|it| named(&it.value, &mut taken));
        let contents = self.body.iter().flat_map(|it| &it.contents);
        contents.for_each(|it| named(&it.value, &mut taken));
        match &self.success {
            Success::One(value) => named(value, &mut given),
            Success::Several(several) => {
                several.variants.iter().for_each(|it| named(&it.payload, &mut given));
            }
        }
        self.representations.iter().for_each(|it| named(&it.value, &mut given));
        let errors = self.failure.documented().into_iter().flat_map(|it| &it.variants);
        errors.for_each(|it| named(&it.payload, &mut given));
        Mentions { taken, given }
    }
}

impl Type {
    /// Returns the types that it mentions, with repetitions.
    pub fn mentions(&self) -> Vec<TypeName> {
        let mut names = Vec::new();
        match &self.kind {
            TypeKind::Struct(structure) => {
                structure.fields.iter().for_each(|it| named(&it.value, &mut names));
                if let Unlisted::Typed(value) = &structure.unlisted {
                    named(value, &mut names);
                }
            }
            TypeKind::Union(union) => {
                union.variants.iter().for_each(|it| named(&it.payload, &mut names));
            }
            TypeKind::Alias(value) | TypeKind::Newtype(value) => named(value, &mut names),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
        }
        names
    }
}

/// Returns the named types in the code of a type.
pub(crate) fn mentioned(value: &TypeRef) -> Vec<TypeName> {
    let mut names = Vec::new();
    named(value, &mut names);
    names
}

fn named(value: &TypeRef, names: &mut Vec<TypeName>) {
    match value {
        TypeRef::Named(name) => names.push(name.clone()),
        TypeRef::Alias(name, value) => {
            names.push(name.clone());
            named(value, names);
        }
        other => other.parts().iter().for_each(|it| named(it, names)),
    }
}

impl TypeRef {
    /// Returns the types in the code of this type: the items of a tuple, the item of a list, the
    /// value of an option. Empty for an alias, of which the code is only the name.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Option(value)
            | Self::Vec(value)
            | Self::Map(value)
            | Self::EventStream(value)
            | Self::JsonLines(value)
            | Self::Maybe(value)
            | Self::RestItems(value)
            | Self::Boxed(value) => std::slice::from_ref(value),
            Self::Tuple(items) => items,
            _ => &[],
        }
    }
}
