//! Discriminators in the one form that later stages know: an object whose mapping is from values
//! to references (OpenAPI 3.2, section 4.25).

use serde_json::{Value, json};

use super::Object;
use super::pass::Parts;
use crate::api::extension;
use crate::document::grammar::{mapping, references};

/// Gives each reference of a schema's discriminator to `rewrite`, after bringing all of them to
/// one form: `{$ref: x}` and the bare name of a component become references.
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

/// Moves `defaultMapping` (OpenAPI 3.2) to the schema's private key.
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
    fn a_name_alone_is_a_discriminator() {
        let schema = desugared(json!({ "discriminator": "kind" }));
        assert_eq!(schema["discriminator"], json!({ "propertyName": "kind" }));
    }
}
