//! `examples.rs`: a value of each type, for tests.

use quote::quote;

use super::expression::expression;
use super::{Item, SourceFile};
use crate::rust::{Crate, Type, TypeKind};

/// The types that have an example and a name of their own.
fn types(krate: &Crate) -> impl Iterator<Item = &Type> {
    let types = krate.types.iter().flat_map(|module| &module.items);
    types.filter(|it| !matches!(it.kind, TypeKind::Alias(_) | TypeKind::Newtype(_)))
}

pub(super) fn file(krate: &Crate) -> SourceFile {
    let imports = quote! {
        use crate::runtime::BoxError;
        use crate::runtime::testing::Example;
        use crate::types;
    };
    let examples = types(krate).filter_map(|it| {
        let (name, value) = (&it.name, expression(it.example.as_ref()?));
        Some(Item::Rust(quote! {
            impl Example for types::#name {
                fn example() -> Result<Self, BoxError> {
                    Ok(#value)
                }
            }
        }))
    });
    SourceFile {
        path: "src/examples.rs".to_owned(),
        docs: "Values of the types, as the document's examples describe them.".to_owned(),
        attributes: Vec::new(),
        items: std::iter::once(Item::Rust(imports)).chain(examples).collect(),
    }
}

/// Whether a type has an example.
pub(super) fn are_there(krate: &Crate) -> bool {
    types(krate).any(|it| it.example.is_some())
}
