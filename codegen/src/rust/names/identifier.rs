//! Identifiers that only this stage can create, so that no string from a document becomes an
//! identifier unchecked.

use std::fmt;

use proc_macro2::{Ident, Span};
use quote::{IdentFragment, ToTokens};

use super::words;

macro_rules! identifiers {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            pub(super) fn new(identifier: String) -> Self {
                Self(identifier)
            }

            /// Returns the identifier as it is written in Rust source, with `r#` if necessary.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
                identifier(&self.0).to_tokens(tokens);
            }
        }

        impl IdentFragment for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.trim_start_matches("r#"))
            }
        }
    )+};
}

identifiers! {
    /// The name of a struct, enum or type alias.
    TypeName,
    /// The name of a field, argument or setter.
    FieldName,
    /// The name of an enum's variant.
    VariantName,
    /// The name of a module.
    ModuleName,
    /// The name of a constant.
    ConstantName,
    /// The name of a function or method.
    FunctionName,
}

impl ModuleName {
    /// Returns the module shared by all types whose names begin with the same word.
    #[must_use]
    pub fn family(&self) -> Self {
        let word = self.0.split('_').next().unwrap_or(&self.0);
        Self(if words::is_no_module(word) { format!("{word}_") } else { word.to_owned() })
    }
}

fn identifier(text: &str) -> Ident {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(text, Span::call_site()),
    }
}
