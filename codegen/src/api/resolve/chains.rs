//! Schemas that are only other names for others: takes all schemas, leaves an error for the first
//! that leads back to itself, or on to so many more that nobody can mean it.
//!
//! `check` sees to chains of `$ref`s; these also lead through an `allOf` or `anyOf` of one member.

use crate::api::ir::{Schema, Shape};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// The longest chain. Real documents have two or three.
const LONGEST: usize = 100;

/// Follows each schema that is another name.
pub(super) fn check(schemas: &[Schema], diagnostics: &mut Diagnostics) {
    if let Some(error) = schemas.iter().find_map(|schema| follow(schemas, schema)) {
        diagnostics.push(error);
    }
}

fn follow(schemas: &[Schema], start: &Schema) -> Option<Diagnostic> {
    let mut at = start;
    for _ in 0..LONGEST {
        let Shape::Reference(next) = at.shape else { return None };
        at = schemas.get(next.index())?;
        if std::ptr::eq(at, start) {
            let message = "this schema is only another name for itself";
            return Some(
                Diagnostic::error(Code::RefCycle, &start.pointer, message)
                    .help("replace one of the schemas that it leads to"),
            );
        }
    }
    let message = format!("this schema leads to another, and so on for over {LONGEST}");
    Some(
        Diagnostic::error(Code::TooLarge, &start.pointer, message)
            .help("refer to the end of the chain"),
    )
}
