//! Separate deserialization of nested schemas, from the innermost to the outermost.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::{Value, json};

use super::decode::{Refusal, decode};
use crate::document::grammar::references::target;
use crate::document::grammar::{KeyInterpretation, Kind, Shape, each_child_mut};

/// The prefix of the `$ref` that replaces a schema that was taken out. No `$ref` of a checked
/// document has it.
const PLACEHOLDER: &str = "x-codegen-taken:";

/// Deserialized schemas that were taken out of an object, by the number in their placeholder.
#[derive(Default)]
pub(super) struct Taken(Vec<Option<Schema>>);

/// Deserializes a schema.
pub(super) fn read(mut value: Value) -> Result<ReferenceOr<Schema>, Refusal> {
    if let Some(reference) = value.as_object().and_then(target) {
        return Ok(ReferenceOr::ref_(reference));
    }
    let mut taken = take_below(Shape::Schema, &mut value)?;
    let mut schema: Schema = decode(&value)?;
    taken.restore_kind(&mut schema.schema_kind);
    Ok(ReferenceOr::Item(schema))
}

/// Takes out and deserializes the outermost schemas below an object of the given shape.
pub(super) fn take_below(shape: Shape, value: &mut Value) -> Result<Taken, Refusal> {
    let mut taken = Taken::default();
    let mut refusal = None;
    taken.take_below(shape, value, &mut refusal);
    refusal.map_or(Ok(taken), Err)
}

impl Taken {
    fn take_below(&mut self, shape: Shape, value: &mut Value, refusal: &mut Option<Refusal>) {
        each_child_mut(shape, value, KeyInterpretation::Specified, &mut |shape, _, value| {
            if shape.kind() == Some(Kind::Schema) {
                self.take(value, refusal);
            } else {
                self.take_below(shape, value, refusal);
            }
        });
    }

    fn take(&mut self, value: &mut Value, refusal: &mut Option<Refusal>) {
        let is_inline = value.as_object().is_some_and(|schema| target(schema).is_none());
        if !is_inline || refusal.is_some() {
            return;
        }
        let placeholder = json!({ "$ref": format!("{PLACEHOLDER}{}", self.0.len()) });
        match read(std::mem::replace(value, placeholder)) {
            Ok(ReferenceOr::Item(schema)) => self.0.push(Some(schema)),
            Ok(ReferenceOr::Reference { .. }) => {}
            Err(refused) => *refusal = Some(refused),
        }
    }

    /// Restores a schema at the location that it was taken out of.
    pub(super) fn restore<T: From<Schema>>(&mut self, place: &mut ReferenceOr<T>) {
        let ReferenceOr::Reference { reference } = place else { return };
        let number = reference.strip_prefix(PLACEHOLDER).and_then(|number| number.parse().ok());
        let schema = number.and_then(|number: usize| self.0.get_mut(number)?.take());
        if let Some(schema) = schema {
            *place = ReferenceOr::Item(schema.into());
        }
    }

    fn restore_kind(&mut self, kind: &mut SchemaKind) {
        match kind {
            SchemaKind::OneOf { one_of: members }
            | SchemaKind::AllOf { all_of: members }
            | SchemaKind::AnyOf { any_of: members } => self.restore_all(members),
            SchemaKind::Not { not } => self.restore(not),
            SchemaKind::Type(Type::Object(object)) => {
                self.restore_all(object.properties.values_mut());
                self.restore_additional(object.additional_properties.as_mut());
            }
            SchemaKind::Type(Type::Array(array)) => self.restore_all(&mut array.items),
            SchemaKind::Type(_) => {}
            SchemaKind::Any(any) => {
                self.restore_all(any.properties.values_mut());
                self.restore_additional(any.additional_properties.as_mut());
                self.restore_all(&mut any.items);
                self.restore_all(&mut any.one_of);
                self.restore_all(&mut any.all_of);
                self.restore_all(&mut any.any_of);
                self.restore_all(any.not.as_deref_mut());
            }
        }
    }

    fn restore_all<'a, T: From<Schema> + 'a>(
        &mut self,
        places: impl IntoIterator<Item = &'a mut ReferenceOr<T>>,
    ) {
        places.into_iter().for_each(|place| self.restore(place));
    }

    fn restore_additional(&mut self, additional: Option<&mut AdditionalProperties>) {
        if let Some(AdditionalProperties::Schema(schema)) = additional {
            self.restore(schema);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_read_in_parts_equal_those_read_whole() {
        let value = json!({
            "title": "T",
            "oneOf": [{ "$ref": "#/a" }, { "type": "array", "items": { "type": "string" } }],
            "not": { "enum": [1] },
            "properties": { "p": { "allOf": [{ "type": "object", "additionalProperties": {
                "anyOf": [{ "type": "integer" }],
            } }] } },
        });
        let whole: ReferenceOr<Schema> = serde_json::from_value(value.clone()).expect("a schema");
        assert_eq!(read(value).expect("a schema"), whole);
    }

    #[test]
    fn foreign_placeholders_are_references() {
        let value = json!({ "items": { "$ref": "x-codegen-taken:7" }, "type": "array" });
        let whole: ReferenceOr<Schema> = serde_json::from_value(value.clone()).expect("a schema");
        assert_eq!(read(value).expect("a schema"), whole);
    }
}
