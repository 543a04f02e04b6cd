//! The types that each item names: the edges of the graph of types.

use std::collections::{BTreeSet, HashMap};

use super::{Crate, Operation, Success, Type, TypeKind, TypeRef, Unlisted, Webhook};
use crate::rust::names::TypeName;

/// The types that an [`Operation`] names, including repetitions.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The types in its parameters and its request body.
    pub requests: Vec<TypeName>,
    /// The types in its responses and its errors.
    pub responses: Vec<TypeName>,
}

impl Mentions {
    /// Returns all of them.
    pub fn types(self) -> impl Iterator<Item = TypeName> {
        self.requests.into_iter().chain(self.responses)
    }
}

impl Crate {
    /// Returns the types whose values callers construct: those in parameters and request bodies,
    /// and the types that these contain.
    pub fn sent_types(&self) -> BTreeSet<TypeName> {
        let items = self.types.iter().flat_map(|module| &module.items);
        let items: HashMap<&TypeName, &Type> = items.map(|it| (&it.name, it)).collect();
        let operations = self.operations.iter().flat_map(|module| &module.operations);
        let mut pending: Vec<TypeName> = operations.flat_map(|it| it.mentions().requests).collect();
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
    /// Returns the types that its payload names.
    pub fn mentions(&self) -> Vec<TypeName> {
        let mut names = Vec::new();
        named(&self.payload, &mut names);
        names
    }
}

impl Operation {
    /// Returns the types that the operation names.
    pub fn mentions(&self) -> Mentions {
        let Mentions { mut requests, mut responses } = Mentions::default();
        self.parameters.iter().for_each(|it| named(&it.value, &mut requests));
        let contents = self.body.iter().flat_map(|it| &it.contents);
        contents.for_each(|it| named(&it.value, &mut requests));
        match &self.success {
            Success::One(value) => named(value, &mut responses),
            Success::Several(several) => {
                several.variants.iter().for_each(|it| named(&it.payload, &mut responses));
            }
        }
        self.representations.iter().for_each(|it| named(&it.value, &mut responses));
        let errors = self.failure.documented().into_iter().flat_map(|it| &it.variants);
        errors.for_each(|it| named(&it.payload, &mut responses));
        Mentions { requests, responses }
    }
}

impl Type {
    /// Returns the types that the type names, including repetitions.
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

/// Returns the names in a type.
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
    /// Returns the type arguments: the items of a tuple, the item of a `Vec`, the value of an
    /// `Option`. A type alias has none, since it is written as its name.
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
