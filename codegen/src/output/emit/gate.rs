//! The features that an item is behind, as an attribute.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::output::source::Item;
use crate::rust::items::{Crate, Gate};

/// `#[cfg(feature = "orders")]`; nothing where the item is always compiled.
pub(super) fn attribute(gate: &Gate) -> TokenStream {
    let Some(condition) = condition(gate) else { return TokenStream::new() };
    quote!(#[cfg(#condition)])
}

fn condition(gate: &Gate) -> Option<TokenStream> {
    let Gate::AnyOf(features) = gate else { return None };
    let features = features.iter().map(|it| Literal::string(it));
    let mut features: Vec<_> = features.map(|it| quote!(feature = #it)).collect();
    match (features.pop(), features.is_empty()) {
        (only, true) => only,
        (last, false) => Some(quote!(any(#(#features,)* #last))),
    }
}

/// The item behind its features.
pub(super) fn gated(gate: &Gate, item: Item) -> Item {
    match gate {
        Gate::Open => item,
        Gate::AnyOf(_) => Item::Gated(attribute(gate).into(), Box::new(item)),
    }
}

/// The lint attribute of a module whose items are behind features and share imports.
pub(super) fn unused_imports(krate: &Crate) -> Option<TokenStream> {
    krate.features.as_ref().map(|_| {
        quote!(#![allow(unused_imports, reason = "some are for types of features that are off")])
    })
}
