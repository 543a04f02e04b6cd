//! The documents of `tests/documents` together have every field that the tables know.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::document::check::shape::{Kind, Others, Shape};
use crate::document::diagnostic::Diagnostics;
use crate::document::load::load_unbundled;

/// What the tables know and the specification does not allow, so that no document should have it.
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

/// Fields, and values of fields that have one of a few words, each with the name of its object.
type Constructs = BTreeSet<(&'static str, String)>;

fn word(object: &'static str, field: &str, word: &str) -> (&'static str, String) {
    (object, format!("{field}: {word}"))
}

/// All that the tables know.
fn known() -> Constructs {
    let mut constructs = Constructs::new();
    let mut kinds = vec![Kind::Document];
    let mut next = 0;
    while let Some(kind) = kinds.get(next) {
        let object = kind.object();
        let others = match object.others {
            Others::Members(_, shape) => Some(*shape),
            Others::Idle | Others::Lost => None,
        };
        for field in object.fields {
            constructs.insert((object.name, field.name.to_owned()));
            if let Shape::Word(words) = field.shape {
                constructs.extend(words.iter().map(|it| word(object.name, field.name, it)));
            }
        }
        for mut shape in object.fields.iter().map(|field| field.shape).chain(others) {
            while let Shape::List(inner) | Shape::Map(inner) = shape {
                shape = *inner;
            }
            kinds.extend(shape.kind().filter(|it| !kinds.contains(it)));
        }
        next += 1;
    }
    constructs
}

/// Adds what `value`, which has the given shape, and all below it have.
fn gather(value: &Value, shape: Shape, constructs: &mut Constructs) {
    match (shape, value) {
        (Shape::List(element), Value::Array(values)) => {
            values.iter().for_each(|it| gather(it, *element, constructs));
        }
        (Shape::Map(member), Value::Object(members)) => {
            members.values().for_each(|it| gather(it, *member, constructs));
        }
        (_, Value::Object(members)) => {
            let Some(object) = shape.kind().map(Kind::object) else { return };
            for (key, value) in members {
                if let Some(field) = object.field(key) {
                    constructs.insert((object.name, field.name.to_owned()));
                    if let (Shape::Word(_), Some(text)) = (field.shape, value.as_str()) {
                        constructs.insert(word(object.name, field.name, text));
                    }
                }
                if let Some(shape) = shape.at(key) {
                    gather(value, shape, constructs);
                }
            }
        }
        _ => {}
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
            gather(&document.value, Shape::Object(Kind::Document), &mut constructs);
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
