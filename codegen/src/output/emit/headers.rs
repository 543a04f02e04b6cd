//! `headers.rs`: constants for the header fields of responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::{Imports, Scope, type_tokens, use_list};
use super::{docs, paragraphs, runtime, rust, text};
use crate::output::source::SourceFile;
use crate::rust::items::{Crate, Header};
use crate::rust::names::JsonImport;

/// Returns `headers.rs`.
pub(super) fn file(krate: &Crate) -> SourceFile {
    let mut used = Imports::default();
    krate.headers.iter().for_each(|it| used.add(&it.value));
    let formats = [JsonImport::Base64, JsonImport::Base64Url, JsonImport::UnixTime];
    let formats = formats.iter().filter(|it| used.runtime.contains(it)).map(|it| it.name());
    let json = use_list(&quote!(crate::runtime::json), formats);
    let types = (!used.types.is_empty()).then(|| {
        quote!(
            use crate::types;
        )
    });
    let imports = quote! {
        use crate::runtime::Header;
        #json
        #types
    };
    let mut items = vec![rust(imports)];
    items.extend(krate.headers.iter().map(|it| rust(constant(it))));
    let about = "The header fields of responses: `response.header(headers::NAME)`, where \
                 `response` comes from [`Call::with_response`](crate::Call::with_response) or \
                 from an error.";
    SourceFile {
        path: "src/headers.rs".to_owned(),
        docs: text(about),
        attributes: Vec::new(),
        items,
    }
}

fn constant(header: &Header) -> TokenStream {
    let about = docs(&paragraphs(&[&header.wire.code(), &header.docs]));
    let (name, wire) = (&header.name, header.wire.literal());
    let value = type_tokens(&header.value, Scope::Crate);
    let form = runtime::header_form(header.form);
    quote! {
        #about
        pub const #name: Header<#value> = Header::#form(#wire);
    }
}
