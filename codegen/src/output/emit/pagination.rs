//! The rows of a table that say how an operation answers page by page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::row;
use super::type_ref::{Scope, type_tokens};
use crate::output::source::Line;
use crate::rust::items::{Operation, Paging, PlaceStep};

pub(super) fn rows(operation: &Operation) -> Vec<Line> {
    let Some(pages) = &operation.pages else { return Vec::new() };
    let item = type_tokens(&pages.item, Scope::Crate);
    let (items, end, argument) = (place(&pages.items), place(&pages.end), &pages.argument);
    let paging = match &pages.paging {
        Paging::Page(first) => with_first(&quote!(page), *first),
        Paging::Offset(first) => with_first(&quote!(offset), *first),
        Paging::Link(name) => {
            let name = name.literal();
            quote!(link(#name))
        }
        Paging::Cursor => quote!(cursor),
    };
    vec![row(quote!(items: #item => [#items],)), row(quote!(#paging: #argument => [#end],))]
}

fn with_first(paging: &TokenStream, first: i64) -> TokenStream {
    let first = Literal::i64_unsuffixed(first);
    quote!(#paging(#first))
}

/// The fields on the way, with `?` behind those that may be missing.
fn place(steps: &[PlaceStep]) -> TokenStream {
    let steps = steps.iter().enumerate().map(|(index, step)| {
        let dot = (index > 0).then(|| quote!(.));
        match step {
            PlaceStep::Field(name) => quote!(#dot #name),
            PlaceStep::Missable(name) => quote!(#dot #name ?),
        }
    });
    steps.collect()
}
