//! How an operation's answers are read, and the enums that they are read into.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::type_ref::{Scope, type_tokens};
use super::{Rows, Table, docs};
use crate::rust::{Answer, AnswerTarget, BodyEncoding, ErrorEnum, Statuses};

/// The arm of a `match` on the status.
pub(super) fn arm(answer: &Answer) -> TokenStream {
    let statuses = match answer.statuses {
        Statuses::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Statuses::Hundred(hundreds) => {
            let first = Literal::u16_unsuffixed(hundreds * 100);
            let last = Literal::u16_unsuffixed(hundreds * 100 + 99);
            quote!(#first..=#last)
        }
        Statuses::Others => quote!(_),
    };
    let (plain, failing) = match answer.encoding {
        BodyEncoding::Json | BodyEncoding::Form => (quote!(json), quote!(error_json)),
        BodyEncoding::Text => (quote!(text), quote!(error_text)),
        BodyEncoding::Bytes => (quote!(bytes), quote!(error_bytes)),
        BodyEncoding::Empty => (quote!(empty), quote!(error_empty)),
    };
    let reading = match &answer.target {
        AnswerTarget::Success => quote!(response.#plain()),
        AnswerTarget::SuccessVariant(of, variant) => {
            quote!(response.#plain().map(#of::#variant))
        }
        AnswerTarget::Error(of, variant) => quote!(response.#failing(#of::#variant)),
    };
    quote!(#statuses => #reading,)
}

/// An enum with a variant for each response.
pub(super) fn response_enum(of: &ErrorEnum, about: &str) -> TokenStream {
    let name = &of.name;
    let about = docs(about);
    let variants = of.variants.iter().map(|variant| {
        let status = format!("`{}`", variant.status);
        let text = if variant.docs.trim().is_empty() {
            status
        } else {
            format!("{status}: {}", variant.docs)
        };
        let (about, name) = (docs(&text), &variant.name);
        let payload = type_tokens(&variant.payload, Scope::Crate);
        quote!(#about #name(#payload),)
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// `error_enum!(CreateError { UnprocessableEntity = "422", });`
pub(super) fn error_table(error: &ErrorEnum) -> Table {
    let name = &error.name;
    let rows = error.variants.iter().map(|variant| {
        let (name, status) = (&variant.name, Literal::string(&variant.status));
        quote!(#name = #status,)
    });
    Table { name: "error_enum", head: quote!(#name), rows: Rows::Plain(rows.collect()) }
}
