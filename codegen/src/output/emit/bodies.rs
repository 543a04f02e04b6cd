//! How a body is put into a request, and the enum of a body in one of several media types.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::type_ref::{Scope, type_tokens};
use super::{docs, group, row};
use crate::document::text::Text;
use crate::output::source::Line;
use crate::rust::items::{Body, Content, ContentEncoding, FieldEncoding, Operation};
use crate::rust::names::{TypeName, VariantName};

/// The names that the statement needs in scope.
pub(super) fn names(body: &Body) -> Vec<&'static str> {
    let encodings = body.contents.iter().flat_map(|it| it.encoding.field_encodings());
    let mut names = Vec::new();
    for encoding in encodings {
        names.push("FieldEncoding");
        if matches!(encoding, FieldEncoding::Style(_) | FieldEncoding::Reserved(_)) {
            names.push("Style");
        }
    }
    names
}

/// What stands behind `=>` in the row of a required body: `json()`. Nothing where it takes a
/// statement, since it has several media types, or is sent by its value or with a table of fields.
pub(super) fn writing(body: &Body) -> Option<TokenStream> {
    let [content] = &body.contents[..] else { return None };
    let media_type = content.media_type.literal();
    match &content.encoding {
        _ if body.choice.is_some() => None,
        ContentEncoding::Json if content.media_type == "application/json" => Some(quote!(json())),
        ContentEncoding::Json => Some(quote!(json_as(#media_type))),
        ContentEncoding::JsonLines => Some(quote!(json_lines(#media_type))),
        ContentEncoding::JsonSequence => Some(quote!(json_sequence(#media_type))),
        ContentEncoding::Form(FieldEncoding::Plain, fields) if fields.is_empty() => {
            Some(quote!(form()))
        }
        ContentEncoding::Parts => Some(quote!(parts(#media_type))),
        ContentEncoding::File => Some(quote!(file(#media_type))),
        _ => None,
    }
}

/// The statements that put a body into the request.
pub(super) fn statements(body: &Body) -> Vec<Line> {
    let statements =
        |value: TokenStream, owned: TokenStream| match (&body.choice, &body.contents[..]) {
            (Some(choice), contents) => {
                let arms = variants(contents).map(|(content, variant)| {
                    let call = call(content, &quote!(body), &quote!(body.clone()));
                    row(quote!(#choice::#variant(body) => #call,))
                });
                vec![group(quote!(match #value), arms.collect())]
            }
            (None, [content, ..]) => {
                let call = call(content, &value, &owned);
                vec![row(quote!(#call;))]
            }
            (None, []) => Vec::new(),
        };
    if body.required {
        return statements(quote!(&self.body), quote!(self.body.clone()));
    }
    let statements = statements(quote!(body), quote!(body.clone()));
    match body.contents.is_empty() {
        true => Vec::new(),
        false => vec![group(quote!(if let Some(body) = &self.body), statements)],
    }
}

fn variants(contents: &[Content]) -> impl Iterator<Item = (&Content, &VariantName)> {
    contents.iter().filter_map(|content| Some((content, content.variant.as_ref()?)))
}

/// The call that writes a value, which is borrowed or cloned.
fn call(content: &Content, value: &TokenStream, owned: &TokenStream) -> TokenStream {
    let media_type = content.media_type.literal();
    match &content.encoding {
        ContentEncoding::Json if content.media_type == "application/json" => {
            quote!(request.json(#value))
        }
        ContentEncoding::Json => quote!(request.json_as(#media_type, #value)),
        ContentEncoding::JsonLines => quote!(request.json_lines(#media_type, #value)),
        ContentEncoding::JsonSequence => quote!(request.json_sequence(#media_type, #value)),
        ContentEncoding::Form(FieldEncoding::Plain, fields) if fields.is_empty() => {
            quote!(request.form(#value))
        }
        ContentEncoding::Form(others, fields) => {
            let (others, fields) = (encoding(others), table(fields));
            quote!(request.form_encoded(#value, #others, #fields))
        }
        ContentEncoding::Multipart(fields) => {
            let fields = table(fields);
            quote!(request.multipart(#media_type, #value, #fields))
        }
        ContentEncoding::Parts => quote!(request.parts(#media_type, #value)),
        ContentEncoding::Text if content.media_type == "text/plain; charset=utf-8" => {
            quote!(request.text(#owned))
        }
        ContentEncoding::Text => quote!(request.text_as(#media_type, #owned)),
        ContentEncoding::File => quote!(request.file(#media_type, #value)),
    }
}

fn table(fields: &[(Text, FieldEncoding)]) -> TokenStream {
    let rows = fields.iter().map(|(name, field)| {
        let (name, field) = (name.literal(), encoding(field));
        quote!((#name, #field))
    });
    quote!(&[#(#rows),*])
}

fn encoding(encoding: &FieldEncoding) -> TokenStream {
    match encoding {
        FieldEncoding::Plain => quote!(FieldEncoding::Plain),
        FieldEncoding::Style(style) => {
            let style = Ident::new(style, Span::call_site());
            quote!(FieldEncoding::Style(Style::#style))
        }
        FieldEncoding::Reserved(style) => {
            let style = Ident::new(style, Span::call_site());
            quote!(FieldEncoding::Reserved(Style::#style))
        }
        FieldEncoding::ContentType(media_type) => {
            let media_type = media_type.literal();
            quote!(FieldEncoding::ContentType(#media_type))
        }
    }
}

/// The enum of an operation's body, where it can be sent in one of several media types.
pub(super) fn choice(operation: &Operation) -> Vec<TokenStream> {
    let Some(body) = &operation.body else { return Vec::new() };
    let Some(name) = &body.choice else { return Vec::new() };
    let about =
        docs(&format!("What [`{}()`] sends, in one of its media types.", operation.function));
    let rows = variants(&body.contents).map(|(content, variant)| {
        let about = docs(&content.media_type.code());
        let value = type_tokens(&content.value, Scope::Crate);
        quote!(#about #variant(#value),)
    });
    let definition = quote! {
        #about
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#rows)*
        }
    };
    let conversions = variants(&body.contents)
        .filter(|(content, _)| content.from_value)
        .map(|(content, variant)| conversion(name, content, variant));
    std::iter::once(definition).chain(conversions).collect()
}

fn conversion(name: &TypeName, content: &Content, variant: &VariantName) -> TokenStream {
    let value = type_tokens(&content.value, Scope::Crate);
    quote! {
        impl From<#value> for #name {
            #[inline]
            fn from(body: #value) -> Self {
                Self::#variant(body)
            }
        }
    }
}
