//! The mappings of discriminators: the schema names in a Discriminator Object, and how they are
//! resolved (OpenAPI 3.2, Discriminator Object).

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::sections::component_place;
use crate::document::pointer::JsonPointer;

/// The key of the schema for values that have no mapping entry (OpenAPI 3.2).
pub(crate) const DEFAULT: &str = "defaultMapping";

/// The key of the mapping from values to schema names.
pub(super) const MAPPING: &str = "mapping";

/// The location of a schema name in a Discriminator Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot<'a> {
    /// The entry of `mapping` for this value.
    Entry(&'a str),
    /// `defaultMapping`
    Default,
}

impl Slot<'_> {
    /// Returns the location in the document, given the location of the Discriminator Object.
    pub(crate) fn below(self, discriminator: &JsonPointer) -> JsonPointer {
        match self {
            Self::Entry(value) => discriminator.child(MAPPING).child(value),
            Self::Default => discriminator.child(DEFAULT),
        }
    }
}

/// Returns the schema names in a Discriminator Object, as they are in the document.
pub(crate) fn names(
    discriminator: &Map<String, Value>,
) -> impl Iterator<Item = (Slot<'_>, &Value)> {
    let mapping = discriminator.get(MAPPING).and_then(Value::as_object);
    let entries = mapping.into_iter().flatten();
    let entries = entries.map(|(value, name)| (Slot::Entry(value), name));
    entries.chain(discriminator.get(DEFAULT).map(|name| (Slot::Default, name)))
}

/// Visits the schema names in a Discriminator Object.
pub(crate) fn each_name_mut(
    discriminator: &mut Map<String, Value>,
    visit: &mut dyn FnMut(Slot<'_>, &mut Value),
) {
    if let Some(Value::Object(mapping)) = discriminator.get_mut(MAPPING) {
        for (value, name) in mapping {
            visit(Slot::Entry(value), name);
        }
    }
    if let Some(name) = discriminator.get_mut(DEFAULT) {
        visit(Slot::Default, name);
    }
}

/// Returns the value as a reference: the name of a component schema becomes a reference to it. Such
/// a name contains neither `#` nor `/` (OpenAPI 3.2, Components Object).
pub(crate) fn as_reference(text: &str) -> Cow<'_, str> {
    if is_reference(text) {
        return text.into();
    }
    format!("#{}", component_place("schemas", text).as_str()).into()
}

/// Whether a string is a reference rather than the name of a component schema.
pub(crate) fn is_reference(text: &str) -> bool {
    text.contains(['#', '/'])
}
