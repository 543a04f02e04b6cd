//! The rows for pagination in the table of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::row;
use super::type_ref::{Scope, type_tokens};
use crate::document::text::Text;
use crate::output::source::Line;
use crate::rust::items::{Operation, PageArgument, Paging, Parameter, PathStep};

pub(super) fn rows(operation: &Operation) -> Vec<Line> {
    let Some(pages) = &operation.pages else { return Vec::new() };
    let item = type_tokens(&pages.item, Scope::Crate);
    let (items, end) = (place(&pages.items), place(&pages.end));
    let paging = match &pages.paging {
        Paging::Page(first) => with_first(&quote!(page), *first),
        Paging::Offset(first) => with_first(&quote!(offset), *first),
        Paging::Link(name) => with_name(&quote!(link), name),
        Paging::Last(name) => with_name(&quote!(last), name),
        Paging::Cursor => quote!(cursor),
        Paging::Header => quote!(header),
    };
    let turning = match &pages.page_argument {
        PageArgument::Argument(name) => quote!(#paging: #name => [#end],),
        PageArgument::Body(names) => {
            let names = names.iter().map(Text::literal);
            quote!(#paging: body[#(#names),*] => [#end],)
        }
        PageArgument::Url => quote!(#paging,),
    };
    vec![row(quote!(items: #item => [#items],)), row(turning)]
}

/// Returns the note about an optional parameter of a paginated operation whose setter has the name
/// of a method of `Items`, which is called after it; empty for others.
pub(super) fn note(operation: &Operation, parameter: &Parameter) -> &'static str {
    match operation.pages {
        Some(_) if parameter.name.as_str() == "limit" => {
            "Sent with the request of each page, unlike [`Items::limit`](crate::Items::limit), which limits\n\
             the items of all pages together."
        }
        _ => "",
    }
}

fn with_name(paging: &TokenStream, name: &Text) -> TokenStream {
    let name = name.literal();
    quote!(#paging(#name))
}

fn with_first(paging: &TokenStream, first: i64) -> TokenStream {
    let first = Literal::i64_unsuffixed(first);
    quote!(#paging(#first))
}

/// Returns the fields on the path, with `?` after optional ones.
fn place(steps: &[PathStep]) -> TokenStream {
    let steps = steps.iter().enumerate().map(|(index, step)| {
        let dot = (index > 0).then(|| quote!(.));
        match step {
            PathStep::Field(name) => quote!(#dot #name),
            PathStep::Optional(name) => quote!(#dot #name ?),
        }
    });
    steps.collect()
}
