//! Constants for the header fields of responses.

use std::collections::BTreeMap;

use super::{Lowering, markdown};
use crate::api::ir::{HeaderEncoding, ResponseHeader, Shape};
use crate::rust::items::{Header, HeaderForm, TypeRef};

/// Returns one constant for each name of a header field. If responses disagree about its type, it
/// is a string, which fits all of them.
pub(super) fn headers(lowering: &Lowering<'_>) -> Vec<Header> {
    let responses = lowering.api.operations.iter().flat_map(|it| &it.responses);
    let mut headers: BTreeMap<String, Header> = BTreeMap::new();
    for header in responses.flat_map(|it| &it.headers) {
        let key = header.name.as_written().to_ascii_lowercase();
        let Some(name) = lowering.names.headers.get(&key) else { continue };
        let (form, value) = lowering.header_value(header);
        let docs = header.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
        let known = headers.entry(key).or_insert_with(|| Header {
            name: name.clone(),
            wire: header.name.clone(),
            form,
            value: value.clone(),
            docs: docs.clone(),
        });
        if (known.form, &known.value) != (form, &value) {
            (known.form, known.value) = (HeaderForm::Text, TypeRef::String);
        }
        if known.docs.is_empty() {
            known.docs = docs;
        }
    }
    headers.into_values().collect()
}

impl Lowering<'_> {
    /// Returns the representation and the type of the value of a header field.
    fn header_value(&self, header: &ResponseHeader) -> (HeaderForm, TypeRef) {
        let text = (HeaderForm::Text, TypeRef::String);
        let value = self.value_type(header.schema);
        match (header.encoding, &self.api.schema(self.api.target(header.schema)).shape) {
            (HeaderEncoding::Json, _) => (HeaderForm::Json, value),
            (HeaderEncoding::Text, _) => text,
            (_, Shape::Integer(_) | Shape::Number(_) | Shape::Boolean) => (HeaderForm::Json, value),
            (_, Shape::String(_)) => (HeaderForm::Text, value),
            (_, Shape::Enumeration(of)) if of.is_strings() => (HeaderForm::Text, value),
            (_, Shape::Enumeration(of)) if of.is_integers() => (HeaderForm::Json, value),
            (_, Shape::Array(items)) => match self.api.schema(self.api.target(*items)).shape {
                Shape::String(_) => (HeaderForm::TextList, value),
                Shape::Integer(_) | Shape::Number(_) | Shape::Boolean => {
                    (HeaderForm::JsonList, value)
                }
                _ => text,
            },
            _ => text,
        }
    }
}
