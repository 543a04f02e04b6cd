//! What openapiv3 would swallow without a word: takes a `Document`, leaves diagnostics about
//! unknown keywords, wrong types, missing keywords and references that lead nowhere.

mod discriminator;
mod keyword;
mod member;
mod operation;
mod place;
mod refs;
mod report;
mod requirement;
mod shape;
mod tables;
mod value;
mod version;
mod walk;

use self::report::Report;
use self::shape::{Kind, Shape};
use self::walk::Walk;
use crate::document::Document;
use crate::document::diagnostic::Diagnostics;
use crate::document::pointer::JsonPointer;

pub(crate) use self::refs::enclosing;
pub use self::shape::Version;
pub use self::version::version;

/// Checks a bundled document against the specification of its own version.
pub fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let root = &document.value;
    let mut report = Report::new(diagnostics);
    let Some(version) = version::read(root, &mut report) else { return };
    let mut walk = Walk::new(version);
    walk.visit(root, Shape::Object(Kind::Document), JsonPointer::root(), &mut report);
    refs::check(root, &mut walk, &mut report);
    walk.finish(&mut report);
    requirement::check(root, &walk, &mut report);
    discriminator::check(root, &walk, &mut report);
    operation::check_count(&walk, &mut report);
    operation::check_ids(&walk, &mut report);
    operation::check_paths(root, &mut report);
    report.finish();
}

/// What kind of object stands at a place, as far as it matters what can stand there instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// A Schema Object, or something that the specification does not describe.
    Schema,
    /// A Response Object.
    Response,
    /// Any other object.
    Other,
}

/// What stands at `place`.
pub(crate) fn stand(place: &JsonPointer) -> Stand {
    let start = Some(Shape::Object(Kind::Document));
    match place.tokens().fold(start, |shape, token| shape?.at(&token)) {
        None | Some(Shape::Schema) => Stand::Schema,
        Some(shape) if shape.kind() == Some(Kind::Response) => Stand::Response,
        Some(_) => Stand::Other,
    }
}

#[cfg(test)]
mod tests;
