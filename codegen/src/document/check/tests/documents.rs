//! Tests that the documents of `tests/documents` together have every field of the grammar tables.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::document::diagnostic::Diagnostics;
use crate::document::grammar::listing::kinds;
use crate::document::grammar::{Entry, KeyInterpretation, Shape, children};
use crate::document::load::load_unbundled;

/// The entries of the tables that the specification doesn't allow, so that no document should have
/// them.
const LENIENT: &[(&str, &str)] = &[
    ("a header", "allowEmptyValue"),
    ("a header", "allowReserved"),
    // A header is always `simple` (OpenAPI 3.2, Header Object).
    ("a header", "style: cookie"),
    ("a header", "style: deepObject"),
    ("a header", "style: form"),
    ("a header", "style: label"),
    ("a header", "style: matrix"),
    ("a header", "style: pipeDelimited"),
    ("a header", "style: spaceDelimited"),
    // The properties of a form have the styles of a query (OpenAPI 3.2, Encoding Object).
    ("an encoding", "style: cookie"),
    ("an encoding", "style: label"),
    ("an encoding", "style: matrix"),
    ("an encoding", "style: simple"),
];

/// Fields, and values of enumerated fields, each with the name of its object.
type Constructs = BTreeSet<(&'static str, String)>;

fn word(object: &'static str, field: &str, word: &str) -> (&'static str, String) {
    (object, format!("{field}: {word}"))
}

/// Returns every construct of the tables.
fn known() -> Constructs {
    let mut constructs = Constructs::new();
    for kind in kinds() {
        let object = kind.object();
        for field in object.fields.iter().filter(|field| field.since.is_some()) {
            constructs.insert((object.name, field.name.to_owned()));
            if let Shape::Word(words) = field.shape {
                constructs.extend(words.iter().map(|it| word(object.name, field.name, it)));
            }
        }
    }
    constructs
}

/// Adds the constructs of `value`, which has the given shape, and of all values below it.
fn gather(value: &Value, shape: Shape, constructs: &mut Constructs) {
    for child in children(shape, value, KeyInterpretation::Specified) {
        if let (Some(kind), Entry::Field(field)) = (shape.kind(), child.entry) {
            let object = kind.object().name;
            constructs.insert((object, field.name.to_owned()));
            if let (Shape::Word(_), Some(text)) = (field.shape, child.value.as_str()) {
                constructs.insert(word(object, field.name, text));
            }
        }
        if let Some(shape) = child.entry.shape() {
            gather(child.value, shape, constructs);
        }
    }
}

#[test]
fn the_documents_have_every_construct() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documents");
    let mut constructs = Constructs::new();
    for entry in std::fs::read_dir(folder).expect("the documents") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let document = load_unbundled(&path, &mut Diagnostics::default());
            gather(&document.value, Shape::DOCUMENT, &mut constructs);
        }
    }
    let known = known();
    let lenient: Constructs =
        LENIENT.iter().map(|(object, it)| (*object, (*it).to_owned())).collect();
    assert!(lenient.is_subset(&known), "{:#?}", lenient.difference(&known));
    let missing: Vec<_> =
        known.iter().filter(|it| !constructs.contains(it) && !lenient.contains(it)).collect();
    assert!(missing.is_empty(), "no document has {missing:#?}");
}
