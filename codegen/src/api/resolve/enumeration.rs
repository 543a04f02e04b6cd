//! `enum` and `const`, with the names and descriptions of values from extensions.

use std::collections::HashSet;

use serde_json::Value;

use super::conjunction::Part;
use crate::api::extension;
use crate::api::ir::{Enumeration, EnumerationValue};
use crate::document::text::Text;
use crate::document::value_test::has_type;

/// The extensions for the names of `enum` values, the most common one first.
const NAMES: [&str; 3] = ["x-enum-varnames", "x-speakeasy-enums", "x-enumNames"];

/// The extensions for the descriptions of `enum` values.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// Returns the values that all parts with an `enum` have in common and whose type all parts allow,
/// or `None` if no part has an `enum`. A condition that no value meets is ignored.
pub(super) fn merge(parts: &[Part<'_>]) -> Option<Enumeration> {
    let mut listed = parts.iter().filter(|part| !part.facets.enumeration.is_empty());
    let mut enumeration = read(listed.next()?);
    for other in listed {
        let values: HashSet<&Value> = other.facets.enumeration.iter().collect();
        let both = |it: &EnumerationValue| values.contains(it.value.as_written());
        if enumeration.values.iter().any(both) {
            enumeration.values.retain(both);
            enumeration.is_constant |=
                extension::flag(other.facets.data.extensions.get(extension::CONSTANT));
        }
    }
    let kinds: Vec<&str> = parts.iter().filter_map(|part| part.facets.kind).collect();
    let fits =
        |it: &EnumerationValue| kinds.iter().all(|kind| has_type(it.value.as_written(), kind));
    if enumeration.values.iter().any(fits) {
        enumeration.values.retain(fits);
    }
    Some(enumeration)
}

fn read(part: &Part<'_>) -> Enumeration {
    let mut values: Vec<EnumerationValue> = Vec::new();
    let mut seen = HashSet::new();
    for (index, value) in part.facets.enumeration.iter().enumerate() {
        if seen.insert(value) {
            values.push(EnumerationValue {
                value: value.into(),
                name: extension_value(part, &NAMES, index, value),
                description: extension_value(part, &DESCRIPTIONS, index, value),
            });
        }
    }
    let is_constant = extension::flag(part.facets.data.extensions.get(extension::CONSTANT));
    Enumeration { values, has_others: false, is_constant }
}

/// Returns the string for a value in one of the extensions: an array is indexed by position, an
/// object by value.
fn extension_value(part: &Part<'_>, keys: &[&str], index: usize, value: &Value) -> Option<Text> {
    let extension = keys.iter().find_map(|key| part.facets.data.extensions.get(*key))?;
    let value = match extension {
        Value::Array(list) => list.get(index)?,
        Value::Object(map) => match value {
            Value::String(text) => map.get(text)?,
            other => map.get(&other.to_string())?,
        },
        _ => return None,
    };
    value.as_str().filter(|text| !text.trim().is_empty()).map(Text::from)
}
