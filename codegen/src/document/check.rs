//! The checks that openapiv3 doesn't make: reports unknown keywords, wrong types, missing keywords
//! and dangling references of a `Document` as diagnostics.

mod discriminator;
mod keyword;
mod member;
mod operation;
mod place;
mod refs;
mod report;
mod requirement;
mod value;
mod version;
mod walk;

use self::report::Report;
use self::walk::Walk;
use crate::document::Document;
use crate::document::diagnostic::Diagnostics;
use crate::document::grammar::Shape;
use crate::document::pointer::JsonPointer;

pub(crate) use self::refs::enclosing;

/// Checks a bundled document against the OpenAPI version that it declares.
pub fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let root = &document.value;
    let mut report = Report::new(diagnostics);
    let Some(version) = version::read(root, &mut report) else { return };
    let mut walk = Walk::new(version);
    walk.visit(root, Shape::DOCUMENT, JsonPointer::root(), &mut report);
    refs::check(root, &mut walk, &mut report);
    walk.finish(&mut report);
    requirement::check(root, &walk, &mut report);
    discriminator::check(root, &walk, &mut report);
    operation::check_count(&walk, &mut report);
    operation::check_ids(&walk, &mut report);
    operation::check_paths(root, &mut report);
    report.finish();
}

#[cfg(test)]
mod tests;
