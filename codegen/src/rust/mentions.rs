//! Which types an item names: the edges of the graph of types.

use super::{Operation, Success, Type, TypeKind, TypeRef, Unlisted};
use crate::names::TypeName;

/// The types that an [`Operation`] names, each as often as it does.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In its parameters and its body.
    pub taken: Vec<TypeName>,
    /// In its answers and its errors.
    pub given: Vec<TypeName>,
}

impl Mentions {
    /// All of them.
    pub fn types(self) -> impl Iterator<Item = TypeName> {
        self.taken.into_iter().chain(self.given)
    }
}

impl Operation {
    /// The types that it names.
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
        let errors = self.error.iter().flat_map(|it| &it.variants);
        errors.for_each(|it| named(&it.payload, &mut given));
        Mentions { taken, given }
    }
}

impl Type {
    /// The types that it names, each as often as it does.
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
