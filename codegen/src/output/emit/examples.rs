//! `examples.rs`: a value of each type, for tests.

use std::collections::HashMap;

use quote::quote;

use super::expression::expression;
use super::{gate, row, rust, text};
use crate::output::source::{Item, Listing, SourceFile, Tokens};
use crate::rust::items::{Crate, Gate, TypeExample};
use crate::rust::names::TypeName;

pub(super) fn file(krate: &Crate) -> SourceFile {
    let imports = quote! {
        use crate::runtime::testing::examples;
        use crate::types;
    };
    let modules = krate.types.iter().enumerate();
    let gates = modules.flat_map(|(at, module)| {
        let gate = krate.type_gate(at);
        module.items.iter().map(move |item| (&item.name, gate.clone()))
    });
    let gates: HashMap<&TypeName, Gate> = gates.collect();
    let lines = krate.examples.iter().flat_map(|TypeExample { name, value }| {
        let value = expression(value);
        let gate = gates.get(name).map(gate::attribute).filter(|it| !it.is_empty());
        gate.map(row).into_iter().chain([row(quote!(types::#name => #value;))])
    });
    let table = Item::Listing(Listing { name: "examples", lines: lines.collect() });
    SourceFile {
        path: "src/examples.rs".to_owned(),
        docs: text("Values of the types, as the document's examples describe them."),
        attributes: gate::unused_imports(krate).map(Tokens::from).into_iter().collect(),
        items: vec![rust(imports), table],
    }
}
