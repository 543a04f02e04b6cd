//! Chains of schema references: reports an error for the first schema that refers to itself, or
//! whose chain is too long.
//!
//! `check` handles chains of `$ref`s; these can also contain an `allOf` or `anyOf` with one member.

use crate::api::ir::{Schema, Shape};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// The maximum length of a chain. Real documents have two or three.
const MAX_CHAIN_LEN: usize = 100;

/// Follows the chain of each schema that is a reference.
pub(super) fn check(schemas: &[Schema], diagnostics: &mut Diagnostics) {
    if let Some(error) = schemas.iter().find_map(|schema| follow(schemas, schema)) {
        diagnostics.push(error);
    }
}

fn follow(schemas: &[Schema], start: &Schema) -> Option<Diagnostic> {
    let mut at = start;
    for _ in 0..MAX_CHAIN_LEN {
        let Shape::Reference(next) = at.shape else { return None };
        at = schemas.get(next.index())?;
        if std::ptr::eq(at, start) {
            let message = "this `$ref` refers to itself through other schemas";
            return Some(
                Diagnostic::error(Code::RefCycle, &start.pointer, message)
                    .help("replace one of the references in the cycle with a schema"),
            );
        }
    }
    let message =
        format!("this `$ref` is the start of a chain of more than {MAX_CHAIN_LEN} references");
    Some(
        Diagnostic::error(Code::TooLarge, &start.pointer, message)
            .help("refer to the last schema of the chain"),
    )
}
