//! The `cfg` attributes of items that need Cargo features.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::output::source::Item;
use crate::rust::items::{Crate, Gate};

/// Returns `#[cfg(feature = "orders")]`, or no tokens if the item is always compiled.
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

/// Adds its `cfg` attribute to an item.
pub(super) fn gated(gate: &Gate, item: Item) -> Item {
    match gate {
        Gate::Open => item,
        Gate::AnyOf(_) => Item::Gated(attribute(gate).into(), Box::new(item)),
    }
}

/// Returns the lint attribute of a module whose items need different features and share imports.
pub(super) fn unused_imports(krate: &Crate) -> Option<TokenStream> {
    krate.features.as_ref().map(|_| {
        quote!(#![allow(unused_imports, reason = "some are for types of features that are off")])
    })
}
