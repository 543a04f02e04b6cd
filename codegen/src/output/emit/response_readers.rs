//! The decoding of an operation's responses, and the enums of their values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::nested::Nested;
use super::type_ref::{Scope, type_tokens};
use super::{docs, paragraphs, row, runtime};
use crate::output::source::Line;
use crate::rust::items::{
    ReaderMethod, ResponseEnum, ResponseReader, ResponseTarget, Statuses, TypeRef,
};

/// Returns the arm of a `match` on the status.
pub(super) fn arm(reader: &ResponseReader) -> TokenStream {
    let statuses = match reader.statuses {
        Statuses::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Statuses::Range(hundreds) => {
            let first = Literal::u16_unsuffixed(hundreds * 100);
            let last = Literal::u16_unsuffixed(hundreds * 100 + 99);
            quote!(#first..=#last)
        }
        Statuses::Others => quote!(_),
    };
    let media_type = reader.media_type.as_ref().map(|it| {
        let media_type = it.literal();
        quote!(if response.is(#media_type))
    });
    let (plain, failing) = runtime::readers(reader.reading);
    let reading = match &reader.target {
        ResponseTarget::Success => quote!(response.#plain()),
        ResponseTarget::SuccessVariant(of, variant) if reader.reading == ReaderMethod::Empty => {
            quote!(Ok(#of::#variant))
        }
        ResponseTarget::SuccessVariant(of, variant) => quote!(response.#plain().map(#of::#variant)),
        ResponseTarget::Error(of, variant) => quote!(response.#failing(#of::#variant)),
        ResponseTarget::Undocumented => quote!(response.undocumented()),
        ResponseTarget::Whole => quote!(Err(response)),
    };
    quote!(#statuses #media_type => #reading,)
}

/// Returns an enum with a variant for each response.
pub(super) fn response_enum(of: &ResponseEnum, about: &str, nested: &mut Nested) -> TokenStream {
    let name = &of.name;
    let about = docs(about);
    let variants = of.variants.iter().map(|variant| {
        let status = match &variant.media_type {
            Some(media_type) => format!("`{}` {}", variant.status, media_type.code()),
            None => format!("`{}`", variant.status),
        };
        let text = match variant.docs.trim() {
            "" => status,
            // After other text, a Markdown block wouldn't be parsed as one, and its end might start
            // one.
            docs if docs.contains('\n') => paragraphs(&[&status, docs]),
            docs => format!("{status}: {docs}"),
        };
        let (about, name) = (docs(&text), &variant.name);
        if variant.payload == TypeRef::Unit {
            return quote!(#about #name,);
        }
        let payload = nested.tokens(&variant.payload, 0, Scope::Crate);
        quote!(#about #name(#payload),)
    });
    let derives = runtime::derives(of.derives);
    quote! {
        #about
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// Returns the rows of an error's variants, each with its documentation.
pub(super) fn error_rows(error: &ResponseEnum) -> Vec<Line> {
    let mut lines = Vec::new();
    for variant in &error.variants {
        let (name, status) = (&variant.name, Literal::string(&variant.status));
        lines.extend(variant.media_type.as_ref().map(|it| Line::Docs(format!("({})", it.code()))));
        // The row is also in a list, where only one line is safe.
        let about = match variant.docs.trim() {
            docs if docs.contains('\n') => &variant.summary,
            docs => docs,
        };
        lines.push(Line::Docs(about.to_owned()));
        lines.push(row(match &variant.payload {
            TypeRef::Unit => quote!(#name = #status,),
            payload => {
                let payload = type_tokens(payload, Scope::Crate);
                quote!(#name(#payload) = #status,)
            }
        }));
    }
    lines
}
