//! Setters of optional fields, as one macro call for each struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::Table;
use super::type_ref::{Scope, field_type, takes_into, type_tokens};
use crate::names::TypeName;
use crate::rust::{Field, Presence, Struct, TypeRef};

/// `setters!(Address { line1: maybe into String, null line1_null; });`
pub(super) fn setters(name: &TypeName, structure: &Struct) -> Option<Table> {
    let rows: Vec<TokenStream> = structure.fields.iter().filter_map(setter).collect();
    let empty = TokenStream::new();
    (!rows.is_empty()).then(|| Table { name: "setters", head: quote!(#name), rows, tail: empty })
}

fn setter(field: &Field) -> Option<TokenStream> {
    let name = &field.name;
    let value = match &field.value {
        // A `Box` is what `into` makes of the value that the caller has.
        TypeRef::Boxed(value) => type_tokens(value, Scope::Types),
        value => type_tokens(value, Scope::Types),
    };
    let by = if takes_into(&field.value) { quote!(into) } else { quote!(value) };
    let value = if matches!(field.value, TypeRef::Boxed(_)) { quote!(Box<#value>) } else { value };
    match field.presence {
        Presence::Required | Presence::RequiredNullable => None,
        Presence::Optional => Some(quote!(#name: optional #by #value;)),
        Presence::OptionalNullable => {
            let null = &field.null_setter;
            Some(quote!(#name: maybe #by #value, null #null;))
        }
    }
}

/// The type of `new`'s argument for a required field.
pub(super) fn argument(field: &Field) -> TokenStream {
    let value = field_type(field, Scope::Types);
    if field.presence == Presence::Required && takes_into(&field.value) {
        quote!(impl Into<#value>)
    } else {
        value
    }
}
