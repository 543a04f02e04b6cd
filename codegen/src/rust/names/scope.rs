//! A scope, in which all identifiers are distinct.

use std::collections::{HashMap, HashSet};

use super::words::{self, truncated};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

/// The identifiers that are taken in one scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// For each identifier that was requested twice, the number to try next.
    numbers: HashMap<String, usize>,
}

/// An identifier allocated in a scope.
pub(super) struct Allocated {
    /// The identifier.
    pub(super) identifier: String,
    /// Whether it differs from the requested one because that was taken.
    pub(super) clash: bool,
    /// Whether it differs from the requested one because that was too long.
    pub(super) cut: bool,
}

/// Returns the warning that the name of the item at `at` was shortened to `given`, see
/// [`Allocated::truncation_warning`].
pub(super) fn truncation_warning(at: &JsonPointer, given: &str) -> Diagnostic {
    let message = format!("the name is too long for Rust; it is shortened to `{given}`");
    let help = format!("name it in codegen.toml: `\"{at}\" = \"...\"` under `[names]`");
    Diagnostic::warning(Code::LongName, at, message).help(help)
}

impl Scope {
    /// Creates a scope in which these identifiers are taken.
    pub(super) fn reserving(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|word| (*word).to_owned()).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// Whether the identifier is free.
    pub(super) fn is_free(&self, identifier: &str) -> bool {
        !self.taken.contains(&*truncated(identifier))
    }

    /// Marks the identifier as taken. Returns whether it was free.
    pub(super) fn reserve(&mut self, identifier: &str) -> bool {
        self.taken.insert(identifier.to_owned())
    }

    /// Allocates the requested identifier, or the first free one with a number appended.
    pub(super) fn allocate(&mut self, wanted: &str) -> Allocated {
        let short = truncated(wanted);
        let cut = *short != *wanted;
        let wanted = &*short;
        if self.reserve(wanted) {
            return Allocated { identifier: wanted.to_owned(), clash: false, cut };
        }
        let number = self.numbers.entry(wanted.to_owned()).or_insert(2);
        loop {
            let identifier = format!("{wanted}{number}");
            *number += 1;
            if self.taken.insert(identifier.clone()) {
                return Allocated { identifier, clash: true, cut };
            }
        }
    }

    /// Allocates an identifier in `snake_case`; keywords and reserved words get a `_` or `r#`.
    pub(super) fn allocate_snake(&mut self, wanted: &str) -> Allocated {
        let wanted = words::escaped(wanted.to_owned());
        if *truncated(&wanted) != *wanted {
            return self.allocate(&wanted);
        }
        if self.reserve(&wanted) {
            return Allocated { identifier: wanted, clash: false, cut: false };
        }
        // A single `_` is enough for a keyword that already has one: two are not `snake_case`.
        let word = wanted.trim_start_matches("r#").trim_end_matches('_');
        self.allocate(&format!("{word}_"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_of_two_equal_names_gets_a_number() {
        let mut scope = Scope::reserving(&["String"]);
        assert_eq!(scope.allocate("Address").identifier, "Address");
        let second = scope.allocate("Address");
        assert_eq!((second.identifier.as_str(), second.clash), ("Address2", true));
        assert!(scope.allocate("String").clash);
    }

    #[test]
    fn a_reserved_field_gets_an_underscore() {
        let mut scope = Scope::reserving(&["extra"]);
        assert_eq!(scope.allocate_snake("extra").identifier, "extra_");
        assert_eq!(scope.allocate_snake("type").identifier, "r#type");
        assert_eq!(scope.allocate_snake("self").identifier, "self_");
        assert_eq!(scope.allocate_snake("self").identifier, "self_2");
    }
}
