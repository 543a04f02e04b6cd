//! Types where they are used.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::runtime::representation;
use crate::output::source::Tokens;
use crate::rust::items::{Field, Presence, Reading, TypeRef};
use crate::rust::names::{JsonImport, TypeName};

/// Where a type is written, which decides how the crate's own types are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In `types` and `codec`: by their names.
    Types,
    /// Elsewhere: `types::Address`.
    Crate,
    /// In pages and listings: by the name alone.
    Text,
}

impl Scope {
    /// The path of one of the crate's own types.
    pub(super) fn path(self, name: &TypeName) -> TokenStream {
        match self {
            Self::Types | Self::Text => quote!(#name),
            Self::Crate => quote!(types::#name),
        }
    }
}

/// A type as tokens.
pub(super) fn type_tokens(value: &TypeRef, scope: Scope) -> TokenStream {
    let inner = |value: &TypeRef| type_tokens(value, scope);
    match value {
        TypeRef::Unit => quote!(()),
        TypeRef::Bool => quote!(bool),
        TypeRef::I32 => quote!(i32),
        TypeRef::I64 => quote!(i64),
        TypeRef::U32 => quote!(u32),
        TypeRef::U64 => quote!(u64),
        TypeRef::I128 => quote!(i128),
        TypeRef::F32 => quote!(f32),
        TypeRef::F64 => quote!(f64),
        TypeRef::String => quote!(String),
        TypeRef::Uuid => quote!(uuid::Uuid),
        TypeRef::Timestamp => quote!(jiff::Timestamp),
        TypeRef::Date => quote!(jiff::civil::Date),
        TypeRef::Base64 => quote!(Base64),
        TypeRef::Base64Url => quote!(Base64Url),
        TypeRef::UnixTime => quote!(UnixTime),
        TypeRef::Bytes => quote!(bytes::Bytes),
        TypeRef::File if scope == Scope::Text => quote!(File),
        TypeRef::File => quote!(crate::runtime::File),
        TypeRef::Json => quote!(serde_json::Value),
        TypeRef::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
        TypeRef::Named(name) | TypeRef::Alias(name, _) => scope.path(name),
        TypeRef::Local(name) => quote!(#name),
        TypeRef::Option(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        TypeRef::Vec(value) => {
            let value = inner(value);
            quote!(Vec<#value>)
        }
        TypeRef::Maybe(value) => {
            let value = inner(value);
            quote!(Maybe<#value>)
        }
        TypeRef::RestItems(value) => {
            let value = inner(value);
            quote!(RestItems<#value>)
        }
        TypeRef::Map(value) => {
            let value = inner(value);
            quote!(BTreeMap<String, #value>)
        }
        TypeRef::Tuple(items) => match &items.iter().map(inner).collect::<Vec<_>>()[..] {
            [only] => quote!((#only,)),
            items => quote!((#(#items),*)),
        },
        TypeRef::EventStream(value) => {
            let value = inner(value);
            quote!(EventStream<#value>)
        }
        TypeRef::JsonLines(value) => {
            let value = inner(value);
            quote!(JsonLines<#value>)
        }
        TypeRef::Boxed(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
    }
}

/// A type as a reader of pages and listings sees it.
pub(crate) fn type_text(value: &TypeRef) -> String {
    Tokens::from(type_tokens(value, Scope::Text)).to_string()
}

/// A type as code outside the crate writes it that has `types` and the crate's exports in scope.
pub(crate) fn type_path(value: &TypeRef) -> String {
    Tokens::from(type_tokens(value, Scope::Crate)).to_string()
}

/// The type that says how a response is read, as code outside the crate names it.
pub(crate) fn representation_text(reading: Reading, value: &TypeRef) -> String {
    let value = type_tokens(value, Scope::Text);
    Tokens::from(representation(reading, &value)).to_string()
}

/// The type of a field as a reader of pages and listings sees it.
pub(crate) fn field_type_text(field: &Field) -> String {
    Tokens::from(field_type(field, Scope::Text)).to_string()
}

/// The type of a field.
pub(super) fn field_type(field: &Field, scope: Scope) -> TokenStream {
    presented(field.presence, &type_tokens(&field.value, scope))
}

/// The type of a field of this presence whose values are of the type `value`.
pub(super) fn presented(presence: Presence, value: &TokenStream) -> TokenStream {
    match presence {
        Presence::Required => quote!(#value),
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#value>),
        Presence::OptionalNullable => quote!(Maybe<#value>),
    }
}

/// The type of the argument that sets a field, of `new` or of its setter. `value` is that of a value
/// which is there and not `null`.
pub(super) fn argument(field: &Field, value: &TokenStream) -> TokenStream {
    match field.presence {
        Presence::RequiredNullable => quote!(Option<#value>),
        _ if takes_into(&field.value) => quote!(impl Into<#value>),
        _ => quote!(#value),
    }
}

/// Whether an argument of this type is taken as `impl Into<T>`.
pub(super) fn takes_into(value: &TypeRef) -> bool {
    value.is_taken_by_into()
}

/// The names that types need in scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    /// The crate's own types.
    pub(super) types: BTreeSet<TypeName>,
    /// Whether `BTreeMap` is among them.
    pub(super) map: bool,
    /// Names of `runtime::json`.
    pub(super) runtime: BTreeSet<JsonImport>,
}

impl Imports {
    /// Adds what a type needs.
    pub(super) fn add(&mut self, value: &TypeRef) {
        match value {
            TypeRef::Named(name) | TypeRef::Alias(name, _) => {
                self.types.insert(name.clone());
            }
            TypeRef::Base64 => {
                self.runtime.insert(JsonImport::Base64);
            }
            TypeRef::Base64Url => {
                self.runtime.insert(JsonImport::Base64Url);
            }
            TypeRef::UnixTime => {
                self.runtime.insert(JsonImport::UnixTime);
            }
            TypeRef::Map(value) => {
                self.map = true;
                self.add(value);
            }
            TypeRef::Option(value)
            | TypeRef::Vec(value)
            | TypeRef::Boxed(value)
            | TypeRef::EventStream(value)
            | TypeRef::JsonLines(value) => self.add(value),
            TypeRef::Maybe(value) => {
                self.runtime.insert(JsonImport::Maybe);
                self.add(value);
            }
            TypeRef::RestItems(value) => {
                self.runtime.insert(JsonImport::RestItems);
                self.add(value);
            }
            TypeRef::Tuple(items) => items.iter().for_each(|item| self.add(item)),
            _ => {}
        }
    }
}

/// `use path::{Names};`, or nothing where there are none.
pub(super) fn use_list<'n>(
    path: &TokenStream,
    names: impl Iterator<Item = &'n str>,
) -> TokenStream {
    let names: Vec<Ident> = names.map(|name| Ident::new(name, Span::call_site())).collect();
    match &names[..] {
        [] => TokenStream::new(),
        [only] => quote!(use #path::#only;),
        several => quote!(use #path::{#(#several),*};),
    }
}
