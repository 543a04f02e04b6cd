//! `examples.rs`: a value of each type, for tests.

use quote::quote;

use super::expression::expression;
use super::{row, rust, text};
use crate::output::source::{Item, Listing, SourceFile};
use crate::rust::items::{Crate, Type, TypeKind};

/// The types that have an example and a name of their own.
fn types(krate: &Crate) -> impl Iterator<Item = &Type> {
    let types = krate.types.iter().flat_map(|module| &module.items);
    types.filter(|it| !matches!(it.kind, TypeKind::Alias(_) | TypeKind::Newtype(_)))
}

pub(super) fn file(krate: &Crate) -> SourceFile {
    let imports = quote! {
        use crate::runtime::testing::examples;
        use crate::types;
    };
    let lines = types(krate).filter_map(|it| {
        let (name, value) = (&it.name, expression(it.example.as_ref()?));
        Some(row(quote!(types::#name => #value;)))
    });
    let table = Item::Listing(Listing { name: "examples", lines: lines.collect() });
    SourceFile {
        path: "src/examples.rs".to_owned(),
        docs: text("Values of the types, as the document's examples describe them."),
        attributes: Vec::new(),
        items: vec![rust(imports), table],
    }
}

/// Whether a type has an example.
pub(super) fn are_there(krate: &Crate) -> bool {
    types(krate).any(|it| it.example.is_some())
}
