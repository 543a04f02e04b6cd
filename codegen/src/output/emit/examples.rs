//! `examples.rs`: a value of each type, for tests.

use quote::quote;

use super::expression::expression;
use super::{row, rust, text};
use crate::output::source::{Item, Listing, SourceFile};
use crate::rust::items::TypeExample;

pub(super) fn file(examples: &[TypeExample]) -> SourceFile {
    let imports = quote! {
        use crate::runtime::testing::examples;
        use crate::types;
    };
    let lines = examples.iter().map(|TypeExample { name, value }| {
        let value = expression(value);
        row(quote!(types::#name => #value;))
    });
    let table = Item::Listing(Listing { name: "examples", lines: lines.collect() });
    SourceFile {
        path: "src/examples.rs".to_owned(),
        docs: text("Values of the types, as the document's examples describe them."),
        attributes: Vec::new(),
        items: vec![rust(imports), table],
    }
}
