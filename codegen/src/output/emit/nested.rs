//! Private aliases for deeply nested types, which would be unreadable where they are used. The
//! documentation shows the type itself, since rustdoc expands private aliases.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rust;
use super::type_ref::{Scope, type_tokens};
use crate::output::source::Item;
use crate::rust::items::TypeRef;

/// The maximum complexity of a type without an alias: the limit of the lint
/// `clippy::type_complexity`, which counts 10 for each type in it, multiplied by its nesting level.
const COMPLEX: usize = 250;

/// The private aliases of a file.
#[derive(Clone, Debug)]
pub(super) struct Nested {
    /// The maximum complexity of a type without an alias.
    limit: usize,
    /// The names that are in use in the file.
    taken: BTreeSet<String>,
    /// The aliases, in the order of their first use.
    aliases: Vec<(Ident, TokenStream)>,
}

impl Nested {
    /// Creates the aliases of a file in which these names are in use.
    pub(super) fn next_to<'n>(taken: impl IntoIterator<Item = &'n str>) -> Self {
        let taken = taken.into_iter().map(str::to_owned).collect();
        Self { limit: COMPLEX, taken, aliases: Vec::new() }
    }

    /// Creates no aliases: every type is written out.
    pub(super) fn written_out() -> Self {
        Self { limit: usize::MAX, taken: BTreeSet::new(), aliases: Vec::new() }
    }

    /// Returns a type as tokens, nested `around` levels deep in other types.
    pub(super) fn tokens(&mut self, value: &TypeRef, around: usize, scope: Scope) -> TokenStream {
        let tokens = type_tokens(value, scope);
        let outside = (1..=around).map(|level| level * 10).sum::<usize>();
        if outside + complexity(value, around + 1) <= self.limit {
            return tokens;
        }
        let alias = self.name();
        self.aliases.push((alias.clone(), tokens));
        quote!(#alias)
    }

    fn name(&mut self) -> Ident {
        let mut name = "Nested".to_owned();
        let mut number = 1;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("Nested{number}");
        }
        format_ident!("{name}")
    }

    /// Returns the declarations.
    pub(super) fn items(mut self) -> impl Iterator<Item = Item> {
        self.take()
    }

    /// Returns the declarations of the types since the last call.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Item> + use<> {
        std::mem::take(&mut self.aliases)
            .into_iter()
            .map(|(name, value)| rust(quote!(type #name = #value;)))
    }
}

/// Returns the complexity of a type at this level.
fn complexity(value: &TypeRef, level: usize) -> usize {
    let own = level * 10;
    let inner = |value: &TypeRef| complexity(value, level + 1);
    own + match value {
        TypeRef::Option(value)
        | TypeRef::Vec(value)
        | TypeRef::EventStream(value)
        | TypeRef::JsonLines(value)
        | TypeRef::Maybe(value)
        | TypeRef::RestItems(value)
        | TypeRef::Boxed(value) => inner(value),
        TypeRef::Map(value) => own + 10 + inner(value),
        TypeRef::JsonObject => 2 * (own + 10),
        TypeRef::Tuple(items) => items.iter().map(inner).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maps(count: usize) -> TypeRef {
        (0..count).fold(TypeRef::I64, |value, _| TypeRef::Map(Box::new(value)))
    }

    fn aliases(value: &TypeRef, around: usize) -> usize {
        let mut nested = Nested::next_to(["Nested"]);
        nested.tokens(value, around, Scope::Types);
        nested.aliases.iter().for_each(|(name, _)| assert_eq!(name.to_string(), "Nested2"));
        nested.aliases.len()
    }

    #[test]
    fn a_type_is_as_complex_as_the_lint_says() {
        // According to measurements with `clippy::type_complexity`.
        assert_eq!(aliases(&maps(3), 0), 0);
        assert_eq!(aliases(&maps(3), 1), 1);
        assert_eq!(aliases(&maps(2), 1), 0);
        assert_eq!(aliases(&maps(4), 0), 1);
    }
}
