//! How parameters are put into a request.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::rust::{Parameter, Writing};

/// The statement that puts a parameter into the request.
pub(super) fn statement(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (&parameter.name, Literal::string(&parameter.wire));
    let method = Ident::new(method(parameter), Span::call_site());
    let style = Ident::new(parameter.style, Span::call_site());
    match (parameter.writing, names(parameter)) {
        (Writing::QueryForm | Writing::QueryJson, _) => quote!(request.#method(&self.#name);),
        (_, Some(_)) => quote!(request.#method(#wire, &self.#name, Style::#style);),
        (_, None) => quote!(request.#method(#wire, &self.#name);),
    }
}

/// The name that the statement needs in scope.
pub(super) fn names(parameter: &Parameter) -> Option<&'static str> {
    match parameter.writing {
        Writing::QueryForm | Writing::QueryJson => None,
        Writing::Header if parameter.style == "Simple" => None,
        _ => Some("Style"),
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
