//! The statements that send a request body, and the enum of a body with several media types.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::nested::Nested;
use super::runtime::{self, MediaType};
use super::type_ref::{Scope, type_tokens};
use super::{docs, group, row};
use crate::document::text::Text;
use crate::output::source::Line;
use crate::rust::items::{
    Body, BodyMethod, Content, ContentEncoding, FieldEncoding, Operation, TypeRef,
};
use crate::rust::names::{OperationImport, TypeName, VariantName};

/// Returns the names that the statements need in scope.
pub(super) fn names(body: &Body) -> Vec<OperationImport> {
    let encodings = body.contents.iter().flat_map(|it| it.encoding.field_encodings());
    let mut names = Vec::new();
    for encoding in encodings {
        names.push(OperationImport::FieldEncoding);
        if matches!(encoding, FieldEncoding::Style(_) | FieldEncoding::Reserved(_)) {
            names.push(OperationImport::Style);
        }
    }
    names
}

/// Returns the tokens after `=>` in the row of a required body: `json()`. `None` if statements send
/// it.
pub(super) fn writing(body: &Body) -> Option<TokenStream> {
    let [content] = &body.contents[..] else { return None };
    let (method, media_type) = method(content);
    (body.sending == BodyMethod::Row).then(|| quote!(#method(#media_type)))
}

/// Returns the statements that write a body to the request.
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

/// Returns the call that writes a value, which is borrowed or cloned.
fn call(content: &Content, value: &TokenStream, owned: &TokenStream) -> TokenStream {
    let (method, media_type) = method(content);
    let media_type = media_type.map(|it| quote!(#it,));
    let (value, encodings) = match &content.encoding {
        ContentEncoding::Text | ContentEncoding::TextAs => (owned, None),
        ContentEncoding::FormEncoded(others, fields) => {
            let (others, fields) = (encoding(others), table(fields));
            (value, Some(quote!(, #others, #fields)))
        }
        ContentEncoding::Multipart(fields) => {
            let fields = table(fields);
            (value, Some(quote!(, #fields)))
        }
        _ => (value, None),
    };
    quote!(request.#method(#media_type #value #encodings))
}

/// Returns the method that writes a content, and its argument for the media type.
fn method(content: &Content) -> (Ident, Option<Literal>) {
    let (method, takes) = runtime::sending(&content.encoding);
    let media_type = match takes {
        MediaType::Taken => Some(content.media_type.literal()),
        MediaType::Known => None,
    };
    (method, media_type)
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
            let style = runtime::style(*style);
            quote!(FieldEncoding::Style(Style::#style))
        }
        FieldEncoding::Reserved(style) => {
            let style = runtime::style(*style);
            quote!(FieldEncoding::Reserved(Style::#style))
        }
        FieldEncoding::ContentType(media_type) => {
            let media_type = media_type.literal();
            quote!(FieldEncoding::ContentType(#media_type))
        }
    }
}

/// Returns the enum of an operation's body if it has several media types.
pub(super) fn choice(operation: &Operation, nested: &mut Nested) -> Vec<TokenStream> {
    let Some(body) = &operation.body else { return Vec::new() };
    let Some(name) = &body.choice else { return Vec::new() };
    let about = docs(&format!(
        "The request body of [`{}()`], in one of its media types.",
        operation.function
    ));
    let rows = variants(&body.contents).map(|(content, variant)| {
        let about = docs(&content.media_type.code());
        let value = nested.tokens(&content.value, 0, Scope::Crate);
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
    let (value, payload) = match &content.value {
        TypeRef::Boxed(value) => (&**value, quote!(Box::new(body))),
        value => (value, quote!(body)),
    };
    let value = type_tokens(value, Scope::Crate);
    quote! {
        impl From<#value> for #name {
            #[inline]
            fn from(body: #value) -> Self {
                Self::#variant(#payload)
            }
        }
    }
}
