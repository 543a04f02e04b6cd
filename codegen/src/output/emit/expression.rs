//! Expressions of examples.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::type_ref::{Scope, type_tokens};
use crate::document::text::Json;
use crate::rust::items::{Expression, TypeRef};
use crate::rust::names::{FieldName, TypeName};

/// Returns the calls of setters.
pub(super) fn setters(setters: &[(FieldName, Expression)]) -> TokenStream {
    let setters = setters.iter().map(|(field, value)| {
        let value = expression(value);
        quote!(.#field(#value))
    });
    setters.collect()
}

/// Returns an expression as tokens, with the crate's types in `types`.
pub(super) fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::Text(text) => text.literal().into_token_stream(),
        Expression::Bytes(text) => {
            let bytes = text.byte_literal();
            quote!(#bytes.to_vec())
        }
        Expression::Owned(text) => {
            let text = text.literal();
            quote!(#text.to_owned())
        }
        Expression::File(path) => {
            let path = path.literal();
            quote!(File::open(#path)?)
        }
        Expression::Parsed(text) => {
            let text = text.literal();
            quote!(#text.parse()?)
        }
        Expression::Time(text) => {
            let text = text.literal();
            quote!(#text.parse::<jiff::Timestamp>()?)
        }
        Expression::Into(value) => {
            let value = expression(value);
            quote!(#value.into())
        }
        Expression::Integer(number) => Literal::i64_unsuffixed(*number).into_token_stream(),
        Expression::Float(number) => Literal::f64_unsuffixed(*number).into_token_stream(),
        Expression::Bool(value) => quote!(#value),
        Expression::Variant(name, variant) => quote!(types::#name::#variant),
        Expression::New(name, arguments, setters) => {
            let arguments = arguments.iter().map(expression);
            let setters = self::setters(setters);
            quote!(types::#name::new(#(#arguments),*) #setters)
        }
        Expression::Member(name, variant, value) => {
            let value = expression(value);
            quote!(types::#name::#variant(#value))
        }
        Expression::Newtype(name, value) => {
            let value = expression(value);
            quote!(types::#name(#value))
        }
        Expression::As(name, value) => of_alias(name, value),
        Expression::Boxed(value) => {
            let value = expression(value);
            quote!(Box::new(#value))
        }
        Expression::None => quote!(None),
        Expression::Some(value) => {
            let value = expression(value);
            quote!(Some(#value))
        }
        Expression::Vec(items) => {
            let items = items.iter().map(expression);
            quote!(vec![#(#items),*])
        }
        Expression::Array(items) => {
            let items = items.iter().map(expression);
            quote!([#(#items),*])
        }
        Expression::Map(entries) => {
            let entries = entries.iter().map(expression);
            quote!(std::collections::BTreeMap::from([#(#entries),*]))
        }
        Expression::JsonObject(entries) => {
            let entries = entries.iter().map(expression);
            quote!(serde_json::Map::from_iter([#(#entries),*]))
        }
        Expression::Empty(value) => empty(value),
        Expression::Tuple(items) => {
            let items = items.iter().map(expression);
            quote!((#(#items,)*))
        }
        Expression::Default => quote!(Default::default()),
        Expression::Json(value) => json(value),
    }
}

/// Returns an empty collection with the type of its items.
fn empty(value: &TypeRef) -> TokenStream {
    match value {
        TypeRef::Alias(_, value) => empty(value),
        TypeRef::Map(item) => {
            let item = type_tokens(item, Scope::Crate);
            quote!(Vec::<(String, #item)>::new())
        }
        TypeRef::Vec(item) => {
            let item = type_tokens(item, Scope::Crate);
            quote!(Vec::<#item>::new())
        }
        _ => quote!(serde_json::Map::new()),
    }
}

/// Returns a value of a type alias that mentions the alias, so that its type can be inferred.
fn of_alias(name: &TypeName, value: &Expression) -> TokenStream {
    match value {
        Expression::Default => quote!(types::#name::default()),
        Expression::Vec(items) | Expression::Map(items) | Expression::JsonObject(items) => {
            let items = items.iter().map(expression);
            quote!(types::#name::from_iter([#(#items),*]))
        }
        Expression::Parsed(text) => {
            let text = text.literal();
            quote!(#text.parse::<types::#name>()?)
        }
        other => {
            let value = expression(other);
            quote!(std::convert::identity::<types::#name>(#value))
        }
    }
}

fn json(value: &Json) -> TokenStream {
    if value.is_null() {
        return quote!(serde_json::Value::Null);
    }
    let text = value.literal();
    quote!(serde_json::from_str::<serde_json::Value>(#text)?)
}
