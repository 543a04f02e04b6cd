//! Annotations: `examples` is moved to a private extension, and annotations of the wrong type are
//! removed, so that openapiv3 accepts the rest of the schema.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;

/// Moves `examples` to a private extension (JSON Schema 2020-12 Validation, 9.5).
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    if let Some(examples) = schema.shift_remove("examples") {
        schema.insert(extension::EXAMPLES.to_owned(), examples);
    }
    for text in ["title", "description", "format", "pattern"] {
        drop_unless(schema, text, Value::is_string);
    }
    for flag in ["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"] {
        drop_unless(schema, flag, Value::is_boolean);
    }
    drop_unless(schema, "required", Value::is_array);
    drop_unless(schema, "discriminator", Value::is_object);
}

fn drop_unless(schema: &mut Object, keyword: &str, fits: fn(&Value) -> bool) {
    if schema.get(keyword).is_some_and(|value| !fits(value)) {
        schema.shift_remove(keyword);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn valid_examples_are_kept() {
        assert_eq!(
            desugared(json!({ "examples": [1], "description": null, "required": true })),
            json!({ "x-codegen:examples": [1] })
        );
    }
}
