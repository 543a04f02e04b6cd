//! The names of the runtime's items: methods, variants and constructors.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::document::credential::{CredentialKind, HttpScheme};
use crate::document::formats::Form;
use crate::document::value_test::JsonKind;
use crate::rust::items::{
    ContentEncoding, Derive, FieldGroup, HeaderForm, ReaderMethod, Style, WriterMethod,
};

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Returns the variant of `Style`.
pub(super) fn style(style: Style) -> Ident {
    // Both enums have the same variants.
    ident(&format!("{style:?}"))
}

/// Returns the variant of `SchemeKind`.
pub(super) fn http_scheme(scheme: HttpScheme) -> Ident {
    // Both enums have the same variants.
    ident(&format!("{scheme:?}"))
}

/// Returns the constructor of `Credential`.
pub(super) fn credential(kind: &CredentialKind) -> Ident {
    ident(match kind {
        CredentialKind::Http(HttpScheme::Bearer) => "bearer",
        CredentialKind::Http(HttpScheme::Basic) => "basic",
        CredentialKind::Verbatim(_)
        | CredentialKind::Header(_)
        | CredentialKind::Query(_)
        | CredentialKind::Cookie(_) => "api_key",
    })
}

/// Returns a JSON type as a variant of the runtime's `Pattern`.
pub(super) fn kind(kind: JsonKind) -> TokenStream {
    let kind = ident(&format!("{kind:?}"));
    quote!(#kind)
}

/// Returns the lexical form of a string as a variant of the runtime's `Pattern`.
pub(super) fn form(form: Form) -> TokenStream {
    let form = ident(&format!("{form:?}"));
    quote!(#form)
}

/// Returns the name of a group of rows in `object!`.
pub(super) fn field_group(group: FieldGroup) -> TokenStream {
    match group {
        FieldGroup::Required => quote!(required),
        FieldGroup::Optional => quote!(optional),
        FieldGroup::Maybe => quote!(maybe),
    }
}

/// Returns the list of a `#[derive(..)]`.
pub(super) fn derives(derives: &[Derive]) -> TokenStream {
    let derives = derives.iter().map(|it| ident(&format!("{it:?}")));
    quote!(#[derive(#(#derives),*)])
}

/// Returns the constructor of `Header`.
pub(super) fn header_form(form: HeaderForm) -> Ident {
    ident(match form {
        HeaderForm::Text => "text",
        HeaderForm::Json => "json",
        HeaderForm::TextList => "text_list",
        HeaderForm::JsonList => "json_list",
    })
}

/// Returns the method of `RequestBuilder`, and its argument for the style.
pub(super) fn writing(writing: WriterMethod) -> (Ident, Option<Ident>) {
    let (method, style) = match writing {
        WriterMethod::Path(style) => ("path", Some(style)),
        WriterMethod::PathReserved(style) => ("path_reserved", Some(style)),
        WriterMethod::Query(style) => ("query", Some(style)),
        WriterMethod::QueryReserved(style) => ("query_reserved", Some(style)),
        WriterMethod::QueryForm => ("query_form", None),
        WriterMethod::QueryJson => ("query_json", None),
        WriterMethod::Header => ("header", None),
        WriterMethod::HeaderStyled(style) => ("header_styled", Some(style)),
        WriterMethod::Cookie(style) => ("cookie", Some(style)),
        WriterMethod::CookiePlain(style) => ("cookie_plain", Some(style)),
    };
    (ident(method), style.map(self::style))
}

/// Whether a method of `RequestBuilder` has a parameter for the media type of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    Taken,
    Known,
}

/// Returns the method of `RequestBuilder` that sends a body.
pub(super) fn sending(encoding: &ContentEncoding) -> (Ident, MediaType) {
    let (method, takes) = match encoding {
        ContentEncoding::Json => ("json", MediaType::Known),
        ContentEncoding::JsonAs => ("json_as", MediaType::Taken),
        ContentEncoding::JsonLines => ("json_lines", MediaType::Taken),
        ContentEncoding::JsonSequence => ("json_sequence", MediaType::Taken),
        ContentEncoding::Form => ("form", MediaType::Known),
        ContentEncoding::FormEncoded(..) => ("form_encoded", MediaType::Known),
        ContentEncoding::Multipart(_) => ("multipart", MediaType::Taken),
        ContentEncoding::Parts => ("parts", MediaType::Taken),
        ContentEncoding::Text => ("text", MediaType::Known),
        ContentEncoding::TextAs => ("text_as", MediaType::Taken),
        ContentEncoding::File => ("file", MediaType::Taken),
    };
    (ident(method), takes)
}

/// Returns the methods of `RawResponse` for a success and for an error.
pub(super) fn readers(reading: ReaderMethod) -> (Ident, Ident) {
    let (success, failure) = match reading {
        ReaderMethod::Json => ("json", "error_json"),
        ReaderMethod::Text => ("text", "error_text"),
        ReaderMethod::Bytes => ("bytes", "error_bytes"),
        ReaderMethod::Empty => ("empty", "error_empty"),
        // The body of an error is never streamed.
        ReaderMethod::Events => ("events", "error_text"),
        ReaderMethod::TextEvents => ("text_events", "error_text"),
        ReaderMethod::WholeEvents => ("whole_events", "error_text"),
        ReaderMethod::Lines => ("lines", "error_text"),
        ReaderMethod::Records => ("records", "error_text"),
    };
    (ident(success), ident(failure))
}

/// Returns the type in the module `representation` that selects this reader; its type argument, if
/// it is generic, is `value`.
pub(super) fn representation(reading: ReaderMethod, value: &TokenStream) -> TokenStream {
    let (name, is_generic) = match reading {
        ReaderMethod::Json => ("Json", true),
        ReaderMethod::Text => ("Text", false),
        ReaderMethod::Bytes | ReaderMethod::Empty => ("Binary", false),
        ReaderMethod::Events => ("Events", true),
        ReaderMethod::TextEvents => ("TextEvents", false),
        ReaderMethod::WholeEvents => ("WholeEvents", true),
        ReaderMethod::Lines => ("Lines", true),
        ReaderMethod::Records => ("Records", true),
    };
    let name = ident(name);
    if is_generic { quote!(representation::#name<#value>) } else { quote!(representation::#name) }
}
