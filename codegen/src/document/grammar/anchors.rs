//! Schema identifiers: every `$anchor`, `$dynamicAnchor` and `$id` of a tree (JSON Schema 2020-12
//! Core, 8.2), in the order of the document.

use serde_json::{Map, Value};

/// An identifier of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name<'a> {
    /// `$anchor` or `$dynamicAnchor`
    Anchor(&'a str),
    /// `$id`
    Id(&'a str),
}

impl Name<'_> {
    /// Whether a `$ref` with this text refers to the schema.
    pub(crate) fn is_named_by(self, reference: &str) -> bool {
        match self {
            Self::Anchor(name) => reference.strip_prefix('#') == Some(name),
            Self::Id(id) => reference == id,
        }
    }

    /// Returns the `$ref` that refers to the schema.
    pub(crate) fn reference(self) -> String {
        match self {
            Self::Anchor(name) => format!("#{name}"),
            Self::Id(id) => id.to_owned(),
        }
    }
}

/// Returns the identifiers in `value` and below it, each with its schema. Data that looks like a
/// schema counts as one.
pub(crate) fn names<'a>(
    value: &'a Value,
) -> impl Iterator<Item = (Name<'a>, &'a Map<String, Value>)> {
    let mut pending = vec![value];
    let objects = std::iter::from_fn(move || {
        loop {
            match pending.pop()? {
                Value::Array(elements) => pending.extend(elements.iter().rev()),
                Value::Object(members) => {
                    pending.extend(members.values().rev());
                    return Some(members);
                }
                _ => {}
            }
        }
    });
    objects.flat_map(|members| of_schema(members).map(move |name| (name, members)))
}

fn of_schema(members: &Map<String, Value>) -> impl Iterator<Item = Name<'_>> {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let anchors = [text("$anchor"), text("$dynamicAnchor")];
    let anchors = anchors.into_iter().flatten().map(Name::Anchor);
    anchors.chain(text("$id").map(Name::Id))
}
