//! Discriminators, normalized for later stages: an object with a mapping from values to references
//! (OpenAPI 3.2, Discriminator Object).

use serde_json::{Value, json};

use super::Object;
use super::pass::Parts;
use crate::api::extension;
use crate::document::grammar::{mapping, references};

/// Normalizes the discriminator of a schema, and calls `rewrite` for each of its references:
/// `{$ref: x}` and component names become references.
pub(super) fn each_reference(schema: &mut Object, rewrite: &mut dyn FnMut(&mut String)) {
    let Some(discriminator) = schema.get_mut("discriminator") else { return };
    if let Value::String(name) = discriminator {
        *discriminator = json!({ "propertyName": name });
    }
    let Value::Object(discriminator) = discriminator else { return };
    mapping::each_name_mut(discriminator, &mut |_, name| {
        if let Some(reference) = references::of_name(name).map(mapping::as_reference) {
            let mut reference = reference.into_owned();
            rewrite(&mut reference);
            *name = Value::String(reference);
        }
    });
}

/// Moves `defaultMapping` (OpenAPI 3.2) to a private extension of the schema.
pub(super) fn default_mapping(schema: &mut Object, _: &mut Parts) {
    let Some(Value::Object(discriminator)) = schema.get_mut("discriminator") else { return };
    if let Some(target) = discriminator.shift_remove(mapping::DEFAULT) {
        schema.insert(extension::DEFAULT_MAPPING.to_owned(), target);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desugared(mut schema: Value) -> Value {
        let object = schema.as_object_mut().expect("an object");
        each_reference(object, &mut |_| {});
        default_mapping(object, &mut Parts::default());
        schema
    }

    #[test]
    fn mapping_values_become_references() {
        let schema = desugared(json!({ "discriminator": { "propertyName": "type", "mapping": {
            "a": { "$ref": "#/components/schemas/A" },
            "b": "B.v2",
            "c": "#/components/schemas/C",
        } } }));
        assert_eq!(
            schema["discriminator"]["mapping"],
            json!({
                "a": "#/components/schemas/A",
                "b": "#/components/schemas/B.v2",
                "c": "#/components/schemas/C",
            })
        );
    }

    #[test]
    fn the_default_moves_to_the_schema() {
        let schema =
            desugared(json!({ "discriminator": { "propertyName": "t", "defaultMapping": "A" } }));
        assert_eq!(schema["x-codegen:default-mapping"], "#/components/schemas/A");
        assert_eq!(schema["discriminator"], json!({ "propertyName": "t" }));
    }

    #[test]
    fn a_property_name_is_a_discriminator() {
        let schema = desugared(json!({ "discriminator": "kind" }));
        assert_eq!(schema["discriminator"], json!({ "propertyName": "kind" }));
    }
}
