//! Type references as tokens and as strings.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::runtime::representation;
use crate::output::source::Tokens;
use crate::rust::items::{Accepted, Field, Presence, ReaderMethod, TypeRef};
use crate::rust::names::{JsonImport, TypeName};

/// The context of a type, which determines the paths of the crate's own types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In `types` and `codec`: only the name.
    Types,
    /// Elsewhere: `types::Address`.
    Crate,
    /// In pages and listings: only the name.
    Text,
}

impl Scope {
    /// Returns the path of one of the crate's own types.
    pub(super) fn path(self, name: &TypeName) -> TokenStream {
        match self {
            Self::Types | Self::Text => quote!(#name),
            Self::Crate => quote!(types::#name),
        }
    }
}

/// Returns a type as tokens.
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

/// Returns a type for pages and listings.
pub(crate) fn type_text(value: &TypeRef) -> String {
    Tokens::from(type_tokens(value, Scope::Text)).to_string()
}

/// Returns a type for code outside the crate, with `types` and the crate's exports in scope.
pub(crate) fn type_path(value: &TypeRef) -> String {
    Tokens::from(type_tokens(value, Scope::Crate)).to_string()
}

/// Returns the type that selects the reader of a response, for code outside the crate.
pub(crate) fn representation_text(reading: ReaderMethod, value: &TypeRef) -> String {
    let value = type_tokens(value, Scope::Text);
    Tokens::from(representation(reading, &value)).to_string()
}

/// Returns the type of a field for pages and listings.
pub(crate) fn field_type_text(field: &Field) -> String {
    Tokens::from(field_type(field, Scope::Text)).to_string()
}

/// Returns the type of a field.
pub(super) fn field_type(field: &Field, scope: Scope) -> TokenStream {
    presented(field.presence, &type_tokens(&field.value, scope))
}

/// Returns the type of a field with this presence and values of the type `value`.
pub(super) fn presented(presence: Presence, value: &TokenStream) -> TokenStream {
    match presence {
        Presence::Required => quote!(#value),
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#value>),
        Presence::OptionalNullable => quote!(Maybe<#value>),
    }
}

/// Returns the word of the runtime's macros for a kind of argument; `None` for an exact one.
pub(super) fn argument_word(accepted: Accepted) -> Option<Ident> {
    let word = match accepted {
        Accepted::Exact => return None,
        Accepted::Into => "into",
        Accepted::Collect => "collect",
    };
    Some(Ident::new(word, Span::call_site()))
}

/// The names that types need in scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    /// The crate's own types.
    pub(super) types: BTreeSet<TypeName>,
    /// Whether `BTreeMap` is needed.
    pub(super) map: bool,
    /// Names of `runtime::json`.
    pub(super) runtime: BTreeSet<JsonImport>,
}

impl Imports {
    /// Adds the names that a type needs.
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

    /// Returns the declarations outside of the module `types`: of the map, of names of the runtime,
    /// and of the module `types`.
    pub(super) fn declarations(&self) -> [TokenStream; 3] {
        let when = |needed: bool, tokens| if needed { tokens } else { TokenStream::new() };
        let json = self.runtime.iter().map(|it| it.name());
        [
            when(
                self.map,
                quote!(
                    use std::collections::BTreeMap;
                ),
            ),
            use_list(&quote!(crate::runtime::json), json),
            when(
                !self.types.is_empty(),
                quote!(
                    use crate::types;
                ),
            ),
        ]
    }
}

/// Returns `use path::{Names};`, or no tokens without names.
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
