//! The second step: openapiv3 must preserve the entire desugared document.

use std::collections::BTreeSet;

use codegen::internals::api::desugar::desugar;
use codegen::internals::api::model::{losses, model};
use codegen::internals::document::check::check;
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use codegen::internals::document::load::{ReferenceRoot, load};
use codegen::internals::document::pointer::JsonPointer;

use super::documents::Document;
use super::row::{Row, Step};

/// Adds the parts of `document` that openapiv3 does not preserve to `row`.
///
/// Keywords that no version of OpenAPI has are not losses: the generator has warned about them.
pub(super) fn run(document: &Document, row: &mut Row) {
    row.done(&document.name, Step::Model);
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&document.file, &ReferenceRoot::Document, &mut diagnostics);
    check(&loaded, &mut diagnostics);
    let found = diagnostics.as_slice().iter();
    let unknown: BTreeSet<String> =
        found.filter(|it| it.code == Code::UnknownKeyword).filter_map(|it| it.at.last()).collect();
    let desugared = desugar(loaded);
    let Some(api) = model(desugared.clone(), &mut diagnostics) else {
        row.fail(&document.name, Step::Model, "#", "openapiv3 rejects it");
        return;
    };
    let is_known = |at: &JsonPointer| at.last().is_none_or(|it| !unknown.contains(&it));
    for (at, what) in losses(&desugared.value, &api).iter().filter(|(at, _)| is_known(at)) {
        row.fail(&document.name, Step::Model, &at.to_string(), what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the failures of a document with these members in a schema.
    fn failures(schema: &str) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("openapi.yaml");
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{Pet: {{{schema}}}}}}}\n"
        );
        std::fs::write(&file, text).expect("written");
        let mut row = Row::new("a");
        run(&Document { name: "a".to_owned(), file }, &mut row);
        assert_eq!(row.done, [("a".to_owned(), Step::Model)]);
        row.failures.into_iter().map(|it| (it.pointer, it.message)).collect()
    }

    #[test]
    fn keywords_that_the_check_warns_of_are_no_losses() {
        assert_eq!(failures("type: object, x-kept: 1"), []);
        assert_eq!(failures("type: object, optional: [name]"), []);
    }

    #[test]
    fn a_document_that_openapiv3_refuses_is_a_failure() {
        let expected = [("#".to_owned(), "openapiv3 rejects it".to_owned())];
        assert_eq!(failures("type: string, minLength: -1"), expected);
    }
}
