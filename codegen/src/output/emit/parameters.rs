//! How parameters are put into a request.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::items::{Parameter, Writing};

/// What stands behind `=>` in the row of a parameter: `query("page" FormExplode)`.
pub(super) fn writing(parameter: &Parameter) -> TokenStream {
    let wire = parameter.wire.literal();
    let method = Ident::new(method(parameter), Span::call_site());
    let style = Ident::new(parameter.style, Span::call_site());
    match parameter.writing {
        Writing::QueryForm | Writing::QueryJson => quote!(#method()),
        Writing::Header if parameter.style == "Simple" => quote!(#method(#wire)),
        _ => quote!(#method(#wire #style)),
    }
}

fn method(parameter: &Parameter) -> &'static str {
    match parameter.writing {
        Writing::Path => "path",
        Writing::PathReserved => "path_reserved",
        Writing::Query => "query",
        Writing::QueryReserved => "query_reserved",
        Writing::QueryForm => "query_form",
        Writing::QueryJson => "query_json",
        Writing::Header if parameter.style == "Simple" => "header",
        Writing::Header => "header_styled",
        Writing::Cookie => "cookie",
        Writing::CookiePlain => "cookie_plain",
    }
}
